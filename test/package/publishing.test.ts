import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as entry from "../../src/index.js";
import * as validators from "../../src/validators.js";
import { gzippedSize } from "../support/size.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: "pipe" });

describe("the packed tarball", () => {
  let folder: string;
  let files: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nexus-members-pack-"));
    const [packed] = JSON.parse(run("npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder));
    files = packed.files.map(({ path }: { path: string }) => path).sort();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("holds what consumers need and nothing else", () => {
    const mock = ["cli", "engine", "index", "scenarios"].map((name) => `mock/${name}`);
    const verify = ["cli", "har", "judge", "redact", "verify"].map((name) => `verify/${name}`);
    const shared = ["client", "errors", "index", "options", "redact", "result", "schema", "types", "validators"];
    const modules = [...shared, ...mock, ...verify];
    const generated = ["contract", "examples", "types", "validators"];
    const sources = [...modules.map((name) => `src/${name}`), ...generated.map((name) => `generated/${name}`)];
    expect(files).toEqual(
      [
        "LICENSE",
        "README.md",
        "package.json",
        "dist/cjs/package.json",
        "generated/openapi.json",
        "generated/openapi.yaml",
        "openapi/create-member.arazzo.yaml",
        ...sources.map((name) => `${name}.ts`),
        ...sources.flatMap((name) => [".js", ".d.ts", ".d.ts.map"].map((ending) => `dist/${name}${ending}`)),
        ...sources.flatMap((name) => [".d.ts", ".d.ts.map"].map((ending) => `dist/cjs/${name}${ending}`)),
      ].sort(),
    );
  });

  test("works when it is all there is, with its one dependency", () => {
    const consumer = join(folder, "consumer");
    const installed = join(consumer, "node_modules/nexus-members-contract");
    for (const file of files) cpSync(join(root, file), join(installed, file));
    const { dependencies } = entryManifest();
    expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
    for (const name of Object.keys(dependencies)) {
      cpSync(join(root, "node_modules", name), join(consumer, "node_modules", name), { recursive: true });
    }
    cpSync(join(root, "test/package/consumer/entries.mjs"), join(consumer, "entries.mjs"));
    expect(JSON.parse(run(process.execPath, join(consumer, "entries.mjs")))).toEqual({
      ".": Object.keys(entry).sort(),
      "./types": [],
      "./examples": ["examples"],
      "./validators": Object.keys(validators).sort(),
      "./mock": ["startMock"],
      "startMock without its engine":
        "The mock needs its engine. Install it: npm install --save-dev @stoplight/prism-http@5.12.0",
      "./openapi.json": "3.1.1",
      "./openapi.yaml": true,
      "./package.json": "nexus-members-contract",
      "./dist/src/client.js": "ERR_PACKAGE_PATH_NOT_EXPORTED",
    });
    const verify = [join(installed, "dist/src/verify/cli.js"), "--server", "http://127.0.0.1:9"];
    expect(spawnSync(process.execPath, verify, { encoding: "utf8" })).toMatchObject({
      status: 2,
      stderr: "Verifying needs Redocly CLI. Install it: npm install --save-dev @redocly/cli@2.77.0\n",
    });
  });
});

test.each(["mock", "verify"])("the program %s is executable as it is packed", (name) => {
  expect(readFileSync(join(root, `dist/src/${name}/cli.js`), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test("the names that are exported", () => {
  expect(Object.keys(entry).sort()).toEqual([
    "NexusApiError",
    "NexusConnectionError",
    "NexusRequestError",
    "NexusResponseError",
    "connectionStatuses",
    "contractVersion",
    "createNexusClient",
    "mediaType",
    "servers",
    "unwrap",
  ]);
  expect(Object.keys(validators).sort()).toEqual([
    "errorResponseBody",
    "member",
    "memberCreateRequest",
    "memberCreateRequestBody",
    "memberResponseBody",
  ]);
});

test("the declarations have no any, and nothing of openapi-fetch", () => {
  const declarations = readdirSync(join(root, "dist/src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".d.ts"),
  );
  expect(declarations.length).toBeGreaterThan(9);
  const text = declarations.map((name) => readFileSync(join(root, "dist/src", name), "utf8")).join("\n");
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "");
  expect(code.match(/.*\bany\b.*/g)).toBeNull();
  expect(code).not.toContain("openapi-fetch");
});

// The size of a page that creates a member. To raise it, do so here and in the README, with the reason in the changelog.
test("the client weighs at most 4.85 kB with everything it needs, the types nothing", async () => {
  expect(await gzippedSize('export { createNexusClient } from "./dist/src/index.js"')).toBeLessThanOrEqual(4_850);
  expect(await gzippedSize('import type { Member } from "./dist/src/index.js"')).toBeLessThanOrEqual(25);
});

test("all validators together weigh at most 6 kB, and one alone does not bring the others", async () => {
  const all = await gzippedSize('export * from "./dist/src/validators.js"');
  expect(all).toBeLessThanOrEqual(6_000);
  const oneAlone = await gzippedSize('export { errorResponseBody } from "./dist/src/validators.js"');
  expect(oneAlone).toBeLessThan(all / 2);
});

describe("linters of packages", () => {
  // Both dislike types of CommonJS beside code of ESM. They are there because a CommonJS project could not import even a type from
  // the package without them. The code can be required all the same: every Node from 20.19 does that, and there is no default
  // export whose meaning would be in doubt.
  test("publint", async () => {
    const { messages } = await publint({ pkgDir: root, strict: true, pack: false });
    const found = messages.map(({ code, path }) => `${code} ${path.join(" ")}`);
    expect(found).toEqual(["EXPORTS_TYPES_INVALID_FORMAT exports . types require"]);
  });

  test("attw", () => {
    // The bundle is no module: what resolves to nothing as a type is read as a file.
    const known = [
      "--ignore-rules",
      "cjs-resolves-to-esm",
      "false-cjs",
      "--exclude-entrypoints",
      "./openapi.json",
      "./openapi.yaml",
    ];
    const folder = mkdtempSync(join(tmpdir(), "nexus-members-attw-"));
    const [{ filename }] = JSON.parse(run("npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder));
    expect(run("npx", "attw", join(folder, filename), ...known)).toContain("No problems found");
    rmSync(folder, { recursive: true });
  });
});

function entryManifest(): { dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
}
