/** The code samples of the page, run as a reader would run them. */
import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { requestsOf, samplesOf } from "../../scripts/docs/samples.js";
import { scenariosOf } from "../../scripts/generate/bundle.js";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { contract } from "../support/contract.js";
import { temporaryFolder } from "../support/folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

describe.each(contract.operations.map((operation) => [operation.operationId, operation] as const))(
  "samples of %s",
  (_, operation) => {
    const scenarios = scenariosOf(contract, operation).filter(({ request }) => request !== undefined);
    const samples = samplesOf(contract, operation, join(root, "openapi/samples"));
    const folder = temporaryFolder(afterAll);
    let mock: RunningMock;
    const seen: string[] = [];

    beforeAll(async () => {
      mock = await startMock({ log: (line) => seen.push(line) });
      for (const part of ["node_modules", "dist", "package.json"])
        symlinkSync(join(root, part), join(folder, part), "junction");
      // What a sample sends to the integration host goes to the mock of this test.
      writeFileSync(
        join(folder, "preload.mjs"),
        `const real = fetch;
      globalThis.fetch = (input, init) => {
        const request = new Request(input, init);
        return real(new Request(request.url.replace("${contract.document.servers[0].url}", "${mock.url}"), request));
      };`,
      );
    });
    afterAll(() => mock?.close());

    test("there is one in each language for each scenario with a request", () => {
      expect(scenarios.length).toBeGreaterThan(0);
      const menu: { lang: string }[] = parse(readFileSync(join(root, "redocly.yaml"), "utf8")).openapi.codeSamples.languages;
      expect([...samples.map(({ label }) => label), "Payload"].sort()).toEqual(menu.map(({ lang }) => lang).sort());
      for (const { sources } of samples) expect(Object.keys(sources)).toEqual(scenarios.map(({ name }) => name));
    });

    test("the console can tell the requests apart by what the picker shows", () => {
      const { requests } =
        requestsOf(contract).find(({ path, method }) => path === operation.path && method === operation.method) ??
        expect.fail();
      expect(new Set(requests.map(({ summary }) => summary)).size).toBe(scenarios.length);
      expect(requests.map(({ body }) => body)).toEqual(scenarios.map(({ request }) => request));
    });

    test.each(samples)("in $label, the sample of each scenario leads to its response", async ({ label, sources }) => {
      for (const { name } of scenarios) expect(sources[name]).not.toMatch(/__|undefined/);
      if (label === "curl") {
        for (const source of Object.values(sources))
          await run("sh", ["-c", `${source.replace(contract.document.servers[0].url, mock.url)} --silent --show-error`]);
      } else {
        for (const [name, source] of Object.entries(sources))
          writeFileSync(join(folder, `${label}-${name}.mjs`), (await transform(source, { loader: "ts", format: "esm" })).code);
        // A sample may throw when the response is an error; what counts here is what the mock saw.
        const imports = scenarios.map(
          ({ name, status }) => `await import("./${label}-${name}.mjs")${status < 400 ? "" : ".catch(() => {})"};`,
        );
        writeFileSync(join(folder, `${label}.mjs`), ['import "./preload.mjs";', ...imports].join("\n"));
        await run(process.execPath, [join(folder, `${label}.mjs`)], { cwd: folder });
      }
      expect(seen.splice(0)).toEqual(scenarios.map(({ name, status }) => `${operation.method} ${status} ${name}`));
    });
  },
);
