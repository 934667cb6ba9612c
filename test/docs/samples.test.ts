/** The code of the scenarios, run as a reader would run it. */
import { execFile } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { contract } from "../support/contract.js";
import { scenarios } from "../support/docs.js";
import { temporaryFolder } from "../support/folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const [{ url: host }] = contract.root.servers;

/** By language and name of the scenario. */
const samples: Record<string, Record<string, string>> = {};
for (const { name, markdown } of scenarios)
  for (const [, language = "", code = ""] of markdown.matchAll(/^### (\w+)\n\n```\w+\n(.*?)\n```$/gms))
    samples[language] = { ...samples[language], [name]: code };
const withRequest = scenarios.filter(({ request }) => request);

const folder = temporaryFolder(afterAll);
let mock: RunningMock;
const seen: string[] = [];

beforeAll(async () => {
  mock = await startMock({ log: (line) => seen.push(line) });
  for (const part of ["node_modules", "dist", "package.json"]) symlinkSync(join(root, part), join(folder, part), "junction");
  // What a sample sends to the integration host goes to the mock of this test.
  writeFileSync(
    join(folder, "preload.mjs"),
    `const real = fetch;
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      return real(new Request(request.url.replace("${host}", "${mock.url}"), request));
    };`,
  );
});
afterAll(() => mock?.close());

test("there is code in each language for each scenario with a request", () => {
  expect(Object.keys(samples)).toEqual(["curl", "JavaScript", "TypeScript"]);
  for (const sources of Object.values(samples)) expect(Object.keys(sources)).toEqual(withRequest.map(({ name }) => name));
});

test.each(Object.entries(samples))("the %s code of each scenario leads to its response", async (language, sources) => {
  for (const source of Object.values(sources)) expect(source).not.toMatch(/__|undefined/);
  if (language === "curl") {
    for (const source of Object.values(sources))
      await run("sh", ["-c", `${source.replace(host, mock.url)} --silent --show-error`]);
  } else {
    for (const [name, source] of Object.entries(sources))
      writeFileSync(join(folder, `${language}-${name}.mjs`), (await transform(source, { loader: "ts", format: "esm" })).code);
    // A sample may throw when the response is an error; what counts here is what the mock saw.
    const imports = Object.keys(sources).map((name) => `await import("./${language}-${name}.mjs").catch(() => {});`);
    writeFileSync(join(folder, `${language}.mjs`), ['import "./preload.mjs";', ...imports].join("\n"));
    await run(process.execPath, [join(folder, `${language}.mjs`)], { cwd: folder });
  }
  const expected = withRequest.map(({ name, request, markdown }) => {
    const [, status] = /^## Response (\d+)$/m.exec(markdown) ?? [];
    return `${request?.method} ${status} ${name}`;
  });
  expect(seen.splice(0)).toEqual(expected);
});
