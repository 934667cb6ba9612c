/** The linter guards what each room of the repository may import, whatever the form of the import. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.js";

const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
const configuration = fileURLToPath(new URL("../.biome.jsonc", import.meta.url));

const engine = "An engine gets its contract as an argument";
const below = "contract/ and http/ are below every other room";

/** A folder, a module in it, and what the linter says of the module; nothing where it may import what it imports. */
const modules: [folder: string, text: string, message?: string][] = [
  ["src/mock", 'import { api } from "../../generated/operations.js"; console.log(api);', engine],
  ["src/mock", 'export const load = () => import("../../generated/examples.js");', engine],
  ["src/mock", 'export { verify } from "../verify.js";', engine],
  ["src/verify", 'import type { Reply } from "../mock/reply.js"; export type { Reply };', engine],
  ["src/verify", 'import "../nexus/client.js";', engine],
  ["src/contract", 'export { api } from "../../generated/operations.js";', below],
  ["src/contract", 'import type { ServerOptions } from "../http/base-url.js"; export type { ServerOptions };', below],
  ["src/http", 'export const load = () => import("../contract/json.js");', below],
  ["src/nexus", 'import { createMock } from "../mock.js"; createMock();', "nexus/ imports generated/, contract/ and http/"],
  ["src", 'export * from "../scripts/program.js";', "An entry binds generated/ to the rooms of src/"],
  ["generated", 'import { freeze } from "../src/contract/freeze.js"; freeze({});', "generated/ is data"],
  ["src/mock", 'import { wait } from "../http/deadline.js"; wait(0);'],
  ["src/nexus", 'import { servers } from "../../generated/contract.js"; console.log(servers);'],
  ["src", 'export { api } from "../generated/operations.js";'],
  ["generated", 'export { validator } from "../src/contract/validator.js";'],
];

/** What the linter says of the imports of each module, each in a file of its own. */
const said = lint(modules.map(([folder, text], index) => ({ file: `${folder}/module${index}.ts`, text })));

test.each(modules.map(([folder, text, message], index) => ({ folder, text, message, index })))(
  "$folder and the module: $text",
  ({ message, index }) => {
    expect(said[index]).toEqual(message ? [expect.stringContaining(message)] : []);
  },
);

function lint(files: { file: string; text: string }[]): string[][] {
  const folder = temporaryFolder(afterAll);
  copyFileSync(configuration, join(folder, ".biome.jsonc"));
  for (const { file, text } of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  const ofWalls = diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports");
  return files.map(({ file }) => ofWalls.filter(({ location }) => location.path === file).map(({ message }) => message));
}

interface Diagnostic {
  category: string;
  message: string;
  location: { path: string };
}
