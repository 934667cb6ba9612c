/** The linter guards what each room of the repository may import, whatever the form of the import. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.js";

const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
const configuration = fileURLToPath(new URL("../.biome.jsonc", import.meta.url));

/** What the linter says of a file of the repository that has this text. */
function lint(file: string, text: string): string {
  const folder = temporaryFolder();
  copyFileSync(configuration, join(folder, ".biome.jsonc"));
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint"], { cwd: folder, encoding: "utf8" });
  return stdout + stderr;
}

const engine = "An engine gets its contract as an argument";
const below = "contract/ and http/ are below every other room";

test.each([
  ["src/mock/faults.ts", 'import { api } from "../../generated/operations.js"; console.log(api);', engine],
  ["src/mock/faults.ts", 'export const load = () => import("../../generated/examples.js");', engine],
  ["src/mock/server.ts", 'export { verify } from "../verify.js";', engine],
  ["src/verify/send.ts", 'import type { Reply } from "../mock/engine.js"; export type { Reply };', engine],
  ["src/verify/cli.ts", 'import "../nexus/client.js";', engine],
  ["src/contract/json.ts", 'export { api } from "../../generated/operations.js";', below],
  ["src/contract/json.ts", 'import type { ServerOptions } from "../http/options.js"; export type { ServerOptions };', below],
  ["src/http/deadline.ts", 'export const load = () => import("../contract/json.js");', below],
  [
    "src/nexus/client.ts",
    'import { createMock } from "../mock.js"; createMock();',
    "nexus/ imports generated/, contract/ and http/",
  ],
  ["src/fetch.ts", 'export * from "../scripts/program.js";', "An entry binds generated/ to the rooms of src/"],
  ["generated/examples.ts", 'import { freeze } from "../src/contract/freeze.js"; freeze({});', "generated/ is data"],
])("%s must not have: %s", (file, text, message) => {
  expect(lint(file, text)).toContain(message);
});

test.each([
  ["src/mock/faults.ts", 'import { wait } from "../http/deadline.js"; wait(0);'],
  ["src/nexus/client.ts", 'import { servers } from "../../generated/contract.js"; console.log(servers);'],
  ["src/mock.ts", 'export { api } from "../generated/operations.js";'],
  ["generated/validators.ts", 'export { validator } from "../src/contract/validator.js";'],
])("%s may have: %s", (file, text) => {
  expect(lint(file, text)).not.toContain("noRestrictedImports");
});
