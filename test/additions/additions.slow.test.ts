/**
 * Copies the repository, edits nothing but `openapi/` in the copy, and runs there what the repository itself
 * has to pass. So whatever the contract says, the rest follows by itself.
 */
import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { setAt, valueAt } from "../../src/contract/json.js";
import { temporaryFolder } from "../support/folder.js";

/** Values by file of `openapi/` and JSON pointer. */
type Edits = Record<string, Record<string, unknown>>;

interface Addition {
  name: string;
  copy: string;
  edits: Edits;
  breaks?: Edits;
  failure?: string[];
}

const file = readFileSync(new URL("additions.yaml", import.meta.url), "utf8");
const additions: Addition[] = parse(file, { merge: true }).additions;

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const parts = [
  "openapi",
  "scripts",
  "src",
  "test",
  "package.json",
  "redocly.yaml",
  "tsconfig.json",
  "README.md",
  "CHANGELOG.md",
];

describe.concurrent.each([...new Set(additions.map(({ copy }) => copy))])("additions of %s", (copy) => {
  const group = additions.filter((addition) => addition.copy === copy);

  test("need edits in openapi/ only", async ({ onTestFinished }) => {
    const folder = temporaryFolder(onTestFinished);
    const names = group.map(({ name }) => name);
    const { command, npm, vitest } = copyRepositoryTo(folder, names);

    for (const { edits } of group) edit(folder, edits);
    await npm("generate");
    await npm("build");
    await npm("lint:contract");
    await command("node_modules/.bin/tsc", "-p", "test/additions/copy.tsconfig.json");
    await npm("docs");
    await vitest("test/contract", "test/mock", "test/additions/probes");

    const broken = group.filter(({ breaks }) => breaks);
    if (broken.length === 0) return;
    for (const { breaks = {} } of broken) edit(folder, breaks);
    await command("node_modules/.bin/redocly", "bundle", "openapi/openapi.yaml", "--output", "generated/openapi.json");
    const failed = await vitest("test/contract/examples.test.ts").catch(({ message }: Error) => message);
    for (const { failure = [] } of broken)
      for (const part of failure) expect(failed, "a contract test names the broken example").toContain(part);
  });
});

function edit(folder: string, edits: Edits) {
  for (const [file, changes] of Object.entries(edits)) {
    const path = join(folder, "openapi", file);
    let content = existsSync(path) ? parse(readFileSync(path, "utf8")) : undefined;
    for (const [pointer, value] of Object.entries(changes)) {
      if (pointer === "") content = value;
      else if (pointer.endsWith("/-")) (valueAt(content, pointer.slice(0, -2)) as unknown[]).push(value);
      else setAt(content, pointer, value);
    }
    writeFileSync(path, stringify(content));
  }
}

/** Makes a copy of the repository with the probes of some additions. */
function copyRepositoryTo(folder: string, names: string[]) {
  const isNoProbe = (path: string) => !/\/probes\/.*\.test\.ts$/.test(path);
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true, filter: isNoProbe });
  for (const probe of names.map((name) => `test/additions/probes/${name}.test.ts`))
    cpSync(join(root, probe), join(folder, probe));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");

  /** Runs a program in the copy. If it fails, so does the test, with what it printed. */
  async function command(program: string, ...args: string[]) {
    const env = { ...process.env, VITEST: undefined, NODE_ENV: undefined };
    await run(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 }).catch(({ stdout = "", stderr = "" }) => {
      throw new Error(`${[program, ...args].join(" ")} failed:\n${stripVTControlCharacters(stdout + stderr)}`);
    });
  }
  return {
    command,
    npm: (script: string) => command("npm", "run", "--silent", script),
    vitest: (...files: string[]) =>
      command("node_modules/.bin/vitest", "run", "--root", ".", "--config", "test/additions/copy.config.ts", ...files),
  };
}
