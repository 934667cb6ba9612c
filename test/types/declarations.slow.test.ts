import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.js";
import { unpackInto } from "../support/tarball.js";

const modules = realpathSync(fileURLToPath(new URL("../../node_modules", import.meta.url)));
const run = promisify(execFile);

const code = `
import { createFetchClient } from "nexus-members-contract/fetch";
export const client = createFetchClient({ server: "integration" });
export const { POST } = client;
export const create = (institution_guid: string) => POST("/members", { body: { member: { institution_guid, is_oauth: true } } });
`;

test("a package that exports the fetch client, a method of it and its results can declare them, installed by pnpm", async () => {
  const folder = temporaryFolder();
  // pnpm gives a package its dependencies in a folder that the project does not see.
  const store = join(folder, "node_modules/.pnpm/one/node_modules");
  mkdirSync(store, { recursive: true });
  unpackInto(join(store, "nexus-members-contract"));
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) symlinkSync(join(modules, name), join(store, name));
  symlinkSync(join(store, "nexus-members-contract"), join(folder, "node_modules/nexus-members-contract"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "package.ts"), code);

  const options =
    "--strict --declaration --emitDeclarationOnly --target es2022 --module nodenext --lib es2022,dom --pretty false";
  const tsc = join(modules, "typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, ...options.split(" "), "package.ts"], { cwd: folder }).catch(
    (error) => error,
  );

  expect(stdout).toBe("");
  expect(readFileSync(join(folder, "package.d.ts"), "utf8")).toContain(
    'import("nexus-members-contract/fetch").FetchMethod<"post">',
  );
});

test("a call costs the compiler at most 500 type instantiations", async () => {
  const folder = temporaryFolder();
  unpackInto(join(folder, "node_modules/nexus-members-contract"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const instantiationsOf = async (text: string) => {
    writeFileSync(join(folder, "program.ts"), text);
    const options = ["--strict", "--noEmit", "--module", "nodenext", "--lib", "es2022,dom", "--extendedDiagnostics"];
    const { stdout } = await run(process.execPath, [join(modules, "typescript/bin/tsc"), ...options, "program.ts"], {
      cwd: folder,
    });
    return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
  };
  const call = `import { createNexusClient } from "nexus-members-contract";
const nexus = createNexusClient({ server: "integration" });
const result = await nexus.createMember({ institution_guid: "INS-1", is_oauth: true }, { sessionToken: "t" });
if (result.ok) console.log(result.member.oauth_window_uri);`;

  const instantiations = (await instantiationsOf(call)) - (await instantiationsOf("export {};"));

  expect(instantiations).toBeGreaterThan(0);
  expect(instantiations).toBeLessThanOrEqual(500);
});
