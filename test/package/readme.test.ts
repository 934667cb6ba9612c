import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type Mock, startMock } from "../../src/mock/index.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const read = (file: string) => readFileSync(join(root, file), "utf8");
const blocks = (file: string, language: string) =>
  [...read(file).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);

/** Everything in TypeScript that a reader may copy, with what it prints. */
const snippets: [where: string, output: RegExp][] = [
  ["README.md", /^MBR-[0-9a-f-]{36} CREATED\n$/],
  ["README.md", /^send the user to https:\/\/oauth\.example\.com\/\S+\n$/],
  ["README.md", /^200\n$/],
  ["README.md", /^200\n$/],
  [
    "README.md",
    /^7 violations\n\/member\/credentials: at least one credential is required for a standard member \(minItems\)\n$/,
  ],
  ["README.md", /^MBR-[0-9a-f-]{36} \[\]\n$/],
  ["README.md", /^$/],
  ["README.md", /^$/],
  ["README.md", /^false 422\n$/],
  ["README.md", /^PENDING\n$/],
  ["README.md", /^PENDING link-7\n$/],
  ["openapi/guides/start.md", /^https:\/\/oauth\.example\.com\/\S+\n$/],
  ["openapi/samples/package.ts", /^MBR-[0-9a-f-]{36} CREATED\n$/],
  ["openapi/samples/fetch.mjs", /^https:\/\/oauth\.example\.com\/\S+\n$/],
];
const found = [
  ...blocks("README.md", "ts"),
  ...blocks("openapi/guides/start.md", "ts"),
  read("openapi/samples/package.ts"),
  read("openapi/samples/fetch.mjs"),
];

describe("what a reader may copy", () => {
  let folder: string;
  let mock: Mock;
  const toMock = (code: string) =>
    code.replaceAll(/https:\/\/int-data\.moneydesktop\.com|http:\/\/127\.0\.0\.1:4010/g, mock.url);

  beforeAll(async () => {
    mock = await startMock();
    folder = mkdtempSync(join(tmpdir(), "nexus-members-readme-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "package.json"), read("package.json")); // so that the package finds itself
    for (const part of ["dist", "generated"]) symlinkSync(join(root, part), join(folder, part), "junction");
    for (const [index, code] of found.entries()) {
      writeFileSync(join(folder, `${index}.mts`), code);
      writeFileSync(join(folder, `${index}.mjs`), (await transform(code, { loader: "ts", format: "esm" })).code);
    }
    // What is sent to the integration host, or to the mock's usual address, goes to the mock of this test.
    const preload = `const real = fetch;
      globalThis.fetch = (input, init) => {
        const request = new Request(input, init);
        const url = request.url.replace(/^(https:..int-data.moneydesktop.com|http:..127.0.0.1:4010)(?=.)/, "${mock.url}");
        return real(new Request(url, request));
      };`;
    writeFileSync(join(folder, "preload.mjs"), preload);
  });
  afterAll(async () => {
    await mock?.close();
    rmSync(folder, { recursive: true });
  });

  test("is all here", () => {
    expect(found).toHaveLength(snippets.length);
  });

  test("compiles", async () => {
    const options = [
      "--strict",
      "--noEmit",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--lib",
      "es2022,dom",
      "--skipLibCheck",
    ];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, ...options, ...found.map((_, index) => `${index}.mts`)], {
      cwd: folder,
    }).catch((error) => error);
    expect(stdout).toBe("");
  });

  test.each(snippets.map(([where, output], index) => [index + 1, where, output] as const))(
    "runs: %i, %s",
    async (number, _, output) => {
      // MSW asks for localStorage, about which Node 26 warns.
      const args = ["--disable-warning=ExperimentalWarning", "--import", "./preload.mjs", `${number - 1}.mjs`];
      const { stdout, stderr } = await run(process.execPath, args, { cwd: folder });
      expect(stderr).toBe("");
      expect(stdout).toMatch(output);
    },
  );

  test("runs: the curl lines of the start and of the operation", async () => {
    const [start, call = expect.fail("no call in the start")] = blocks("openapi/guides/start.md", "sh");
    const lines = start?.trim().split("\n");
    const engine = `@stoplight/prism-http@${manifest.devDependencies["@stoplight/prism-http"]}`;
    expect(lines).toEqual([`npm install ${manifest.name} ${engine}`, `npx ${Object.keys(manifest.bin)[0]}`]);
    const oauth = JSON.parse((await run("sh", ["-c", `${toMock(call.trim())} --silent --show-error`])).stdout);
    expect(oauth).toMatchObject({ member: { connection_status: "PENDING", external_guid: "link-1" } });
    const standard = JSON.parse(
      (await run("sh", ["-c", `${toMock(read("openapi/samples/curl.sh").trim())} --silent --show-error`])).stdout,
    );
    expect(standard).toMatchObject({ member: { connection_status: "CREATED", external_guid: "link-1001" } });
  });
});
