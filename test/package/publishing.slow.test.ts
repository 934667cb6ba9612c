import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";
import * as constants from "../../generated/contract.js";
import * as generated from "../../generated/validators.js";
import manifest from "../../package.json" with { type: "json" };
import * as entry from "../../src/index.js";
import { copyOf, everything } from "../support/copy.js";
import { temporaryFolder } from "../support/folder.js";
import { gzippedSize } from "../support/size.js";
import { packedFiles, unpackInto } from "../support/tarball.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: "pipe" });

describe("the packed tarball", () => {
  test("has what package.json names, and nothing but the build, the bundle and the papers", () => {
    const targets = [manifest.exports, manifest.bin, manifest.main, manifest.module, manifest.types];
    const named = JSON.stringify(targets).match(/(?<="\.\/)(dist|generated|package\.json)[^"]*/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    const files = packedFiles();
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
    const expected =
      /^(dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)|generated\/openapi\.(json|yaml)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
  });

  test("works when it is all there is, with its one dependency, imported and required, with one identity", () => {
    const consumer = temporaryFolder();
    unpackInto(join(consumer, "node_modules", manifest.name));
    expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
    for (const name of Object.keys(manifest.dependencies))
      cpSync(join(root, "node_modules", name), join(consumer, "node_modules", name), { recursive: true });
    cpSync(join(root, "test/package/consumer/entries.mjs"), join(consumer, "entries.mjs"));
    const { entries, files: data } = JSON.parse(run(process.execPath, join(consumer, "entries.mjs")));
    for (const entry of Object.values<{ import: string[]; require: string[]; isSame: boolean }>(entries)) {
      expect(entry.require).toEqual(entry.import.filter((name) => name !== "module.exports"));
      expect(entry.isSame).toBe(true);
    }
    expect(entries["."].import).toEqual(Object.keys(entry).sort());
    expect(entries["./validators"].import).toEqual(Object.keys(generated).sort());
    expect(entries["./types"].import).toEqual([]);
    expect(data).toEqual({
      "./openapi.json": "3.1.0",
      "./openapi.yaml": "\n",
      "./dist/index.js": "ERR_PACKAGE_PATH_NOT_EXPORTED",
    });
  });

  test("bundled by esbuild, every entry runs where nothing is installed", async () => {
    const consumer = temporaryFolder();
    unpackInto(join(consumer, "node_modules", manifest.name));
    cpSync(join(root, "test/package/consumer/every-entry.mjs"), join(consumer, "every-entry.mjs"));
    const outfile = join(temporaryFolder(), "bundle.mjs");
    const options = { bundle: true, platform: "node", format: "esm", logLevel: "warning" } as const;

    const { warnings } = await build({
      ...options,
      entryPoints: [join(consumer, "every-entry.mjs")],
      outfile,
      nodePaths: [join(root, "node_modules")],
    });

    expect(warnings).toEqual([]);
    expect(run(process.execPath, outfile)).toBe("conforms 200 true function\n");
  });

  test("has no complaints from publint", async () => {
    const { messages } = await publint({ pkgDir: root, strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  test("has no complaints from attw, about the entries that are code", () => {
    const data = ["--exclude-entrypoints", "./openapi.json", "./openapi.yaml"];
    expect(run("npx", "attw", inject("tarball"), ...data)).toContain("No problems found");
  });
});

test("the build has no code of other packages, whose licenses it would have to show", () => {
  const built = packedFiles().filter((file) => /^dist\/.*js$/.test(file));
  const code = built.map((file) => readFileSync(join(root, file), "utf8")).join("");
  expect(code.length).toBeGreaterThan(0);
  expect(code).not.toContain("node_modules/");
});

test("two builds are the same to the byte, and npm pack prints JSON alone", () => {
  const { folder } = copyOf([...everything, "README.md", "LICENSE"]);
  const pack = () => JSON.parse(execFileSync("npm", ["pack", "--json"], { cwd: folder, encoding: "utf8", stdio: "pipe" }));

  const [first] = pack();
  const [second] = pack();

  expect(first.files.length).toBeGreaterThan(10);
  expect(second).toEqual(first);
});

test("the root exports the constants of the contract and these names", () => {
  const own = Object.keys(entry).filter((name) => !(name in constants));
  expect(own.sort()).toEqual([
    "NexusApiError",
    "NexusConnectionError",
    "NexusError",
    "NexusRequestError",
    "NexusResponseError",
    "NexusTokenError",
    "createNexusClient",
    "unwrap",
  ]);
});

test.each(Object.entries(manifest.bin))("the program %s is executable", (_, file) => {
  expect(readFileSync(join(root, file), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test("the declarations of the root have no any, and nothing of openapi-fetch", () => {
  const code = readFileSync(join(root, "dist/index.d.ts"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  expect(code.length).toBeGreaterThan(0);
  expect(code.match(/.*\bany\b.*/g)).toBeNull();
  expect(code).not.toContain("openapi-fetch");
});

// To raise a limit, do so here and in the README, with the reason in the changelog.
test("sizes, minified and gzipped with everything they need", async () => {
  expect(await gzippedSize('import type { Member } from "./dist/index.js"')).toBeLessThanOrEqual(25);
  expect(await gzippedSize('export { createNexusClient } from "./dist/index.js"')).toBeLessThanOrEqual(6_000);
  const all = await gzippedSize('export * from "./dist/validators.js"');
  expect(all).toBeLessThanOrEqual(8_000);
  expect(await gzippedSize('export { createMock } from "./dist/mock.js"')).toBeLessThanOrEqual(14_000);
  const oneAlone = await gzippedSize('export { isErrorResponseBody } from "./dist/validators.js"');
  expect(oneAlone).toBeLessThan(all / 2);
});
