import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { temporaryFolder } from "../support/folder.js";
import { codeBlocks } from "../support/markdown.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Everything in TypeScript that a reader may copy, with what it prints. */
const snippets: [where: string, output: RegExp][] = [
  ["README.md", /^MBR-[0-9a-f-]{36} CREATED\n$/],
  ["README.md", /^send the user to https:\/\/oauth\.example\.com\/\S+\n$/],
  ["README.md", /^created 1\n$/],
  ["README.md", /^200 PENDING\n$/],
  ["README.md", /^$/],
  ["README.md", /^7 issues\n\/member\/credentials: must not be empty \(minItems\)\n$/],
  ["README.md", /^PENDING 2 1\n$/],
  ["openapi/guides/client.md", /^send the user to https:\/\/oauth\.example\.com\/\S+\n$/],
  ["openapi/guides/client.md", /^200\n$/],
  // Functions, which test/docs/look-up.test.ts calls.
  ["openapi/guides/look-up-a-member.md", /^$/],
  ["openapi/guides/look-up-a-member.md", /^$/],
];
const found = [...new Set(snippets.map(([file]) => file))].flatMap((file) => codeBlocks(file, "ts"));

describe("what a reader may copy", () => {
  const folder = temporaryFolder(afterAll);
  let mock: RunningMock;

  beforeAll(async () => {
    mock = await startMock();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "package.json"), read("package.json")); // So that the package finds itself.
    for (const part of ["dist", "generated"]) symlinkSync(join(root, part), join(folder, part), "junction");
    for (const [index, code] of found.entries()) {
      writeFileSync(join(folder, `${index}.mts`), code);
      writeFileSync(join(folder, `${index}.mjs`), (await transform(code, { loader: "ts", format: "esm" })).code);
    }
    // What is sent to the integration host, or to the usual port of the mock, goes to the mock of this test.
    const preload = `const real = fetch;
      globalThis.fetch = (input, init) => {
        const request = new Request(input, init);
        const url = request.url.replace(/^(https:..int-data.moneydesktop.com|http:..127.0.0.1:4010)(?=.)/, "${mock.url}");
        return real(new Request(url, request));
      };`;
    writeFileSync(join(folder, "preload.mjs"), preload);
    // Runs the files that it gets, one after the other in one process, and prints what each of them printed.
    const runner = `import { format } from "node:util";
      const outputs = [];
      let output = "";
      console.log = (...values) => { output += format(...values) + "\\n"; };
      for (const file of process.argv.slice(2)) {
        output = "";
        await import(file);
        outputs.push(output);
      }
      process.stdout.write(JSON.stringify(outputs));`;
    writeFileSync(join(folder, "runner.mjs"), runner);
  });
  afterAll(() => mock?.close());

  test("is all here", () => {
    expect(found).toHaveLength(snippets.length);
  });

  test("compiles", async () => {
    const options = "--strict --noEmit --target es2022 --module nodenext --lib es2022,dom --skipLibCheck".split(" ");
    const tsc = join(root, "node_modules/typescript-7/bin/tsc");
    const files = found.map((_, index) => `${index}.mts`);
    const { stdout } = await run(process.execPath, [tsc, ...options, ...files], { cwd: folder }).catch((error) => error);
    expect(stdout).toBe("");
  });

  test("runs", async () => {
    const files = found.map((_, index) => `./${index}.mjs`);
    const { stdout, stderr } = await run(process.execPath, ["--import", "./preload.mjs", "runner.mjs", ...files], {
      cwd: folder,
    });

    expect(stderr).toBe("");
    const outputs: string[] = JSON.parse(stdout);
    expect(outputs.length).toBe(snippets.length);
    for (const [index, [where, output]] of snippets.entries())
      expect(outputs[index], `${where}, ${found[index]}`).toMatch(output);
  });
});
