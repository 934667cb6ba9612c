/**
 * The recipes for Jest, Specmatic and OpenAPI 3.0 as they are written, with the packed tarball, installed as the guide says. Installs
 * them; Specmatic needs Java.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { freePort } from "../../scripts/prism.js";
import { redocly } from "../../scripts/redocly.js";
import { servedContract } from "../../src/served-contract.js";
import { temporaryFolder } from "../support/folder.js";
import { codeBlocks } from "../support/markdown.js";
import { runStep } from "./project.js";

const { operations } = servedContract;

const [pack, install = ""] = codeBlocks("openapi/guides/support.md", "sh", "Install");
const jest = ["jest@30.5.2", "jest-environment-jsdom@30.5.2", "jest-fixed-jsdom@0.0.11"];
const [vitestRecipe = ""] = codeBlocks("openapi/guides/recipes.md", "js", "Unit tests");
const jestRecipe = vitestRecipe
  .replace(/^import .* "vitest";$/m, "")
  .replaceAll(/^import (.*) from (".*");$/gm, "const $1 = require($2);");
const [testRecipe, stubRecipe] = codeBlocks("openapi/guides/recipes.md", "sh", "Specmatic") as [string, string];
const [convertRecipe] = codeBlocks("openapi/guides/recipes.md", "sh", "OpenAPI 3.0 for gateways") as [string];
const scenarios = operations.flatMap(({ method, path, scenarios: all }) => all.map((one) => ({ method, path, ...one })));
const withRequest = scenarios.filter(({ request }) => request !== undefined);

const parent = temporaryFolder(afterAll);
const folder = join(parent, "project");
beforeAll(() => {
  // Beside the project is a clone in which the first command has run, as it does in CI and in the setup of these tests.
  expect(pack).toBe("npm ci && npm pack");
  const clone = join(parent, "nexus-members-contract");
  for (const one of [clone, folder]) mkdirSync(one);
  copyFileSync(inject("tarball"), join(clone, basename(inject("tarball"))));
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const commands = `${install}\nnpm install --no-audit --no-fund ${jest.join(" ")}`;
  execFileSync("bash", ["-ec", commands], { cwd: folder, stdio: "pipe" });
});

describe.each(["node", "jest-fixed-jsdom"])("Jest in the environment %s", (environment) => {
  /** Runs a file alone. */
  async function runTests(code: string) {
    writeFileSync(join(folder, "connect.test.js"), code);
    return run(`npx jest --env ${environment}`);
  }

  test("the recipe passes", async () => {
    const { code, output } = await runTests(jestRecipe);
    expect(output).toMatch(/Tests: +1 passed, 1 total/);
    expect(code).toBe(0);
  });

  test("it fails when the code does not retry", async () => {
    const { code, output } = await runTests(jestRecipe.replace("retries: 2", "retries: 0"));
    expect(output).toMatch(/Tests: +1 failed, 1 total/);
    expect(code).toBe(1);
  });

  test("a timeout, a cut connection and a refused one are told apart", async () => {
    const { code, output } = await runTests(`
const { createNexusClient } = require("nexus-members-contract");
const { createMock } = require("nexus-members-contract/mock");
const mock = createMock();
const member = { institution_guid: "INS-1", is_oauth: true };
const create = (options) => createNexusClient({ sessionToken: "user-1", ...options }).createMember(member);
test.each([
  ["a timeout", { delay: 60_000 }, { timeout: 20 }, { reason: "timeout", mayExist: true }],
  ["a cut", { cut: "after" }, {}, { reason: "network", mayExist: true }],
])("%s", async (_, rule, options, error) => {
  mock.next(rule);
  await expect(create({ server: "integration", fetch: mock.fetch, ...options })).rejects.toMatchObject(error);
});
test("a refused connection", async () => {
  await expect(create({ baseUrl: "http://127.0.0.1:1" })).rejects.toMatchObject({ reason: "network", mayExist: false });
});
`);
    expect(output).toMatch(/Tests: +3 passed, 3 total/);
    expect(code).toBe(0);
  });
});

test("Jest in plain jsdom, which has no fetch, can import the mock", async () => {
  writeFileSync(
    join(folder, "connect.test.js"),
    'test("imports", () => expect(require("nexus-members-contract/mock").createMock().requests).toEqual([]));',
  );
  const { code, output } = await run("npx jest --env jsdom");
  expect(output).toMatch(/Tests: +1 passed, 1 total/);
  expect(code).toBe(0);
});

describe("Specmatic", () => {
  test("the requests of all scenarios pass at the mock", async () => {
    const { code, output } = await run(await onFreePort(testRecipe, "4010"));
    expect(output).toContain(`Tests run: ${withRequest.length}, Successes: ${withRequest.length}, Failures: 0,`);
    expect(code).toBe(0);
  });

  test("the stub responds to every scenario, and rejects what does not match the contract", async () => {
    const port = String(await freePort());
    await run(`${stubRecipe.trim().replace("9000", port)} &`);
    const [{ method, path }] = withRequest as [(typeof withRequest)[number]];
    const send = (body: unknown) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { "Content-Type": mediaType, Accept: mediaType },
        body: JSON.stringify(body),
      });
    await expect.poll(() => send({}).catch(String), { timeout: 60_000 }).toBeInstanceOf(Response);

    for (const { name, request, status, response } of withRequest) {
      const received = await send(request);
      const type = received.headers.get("Content-Type");
      expect({ status: received.status, type, body: await received.json() }, name).toEqual({
        status,
        type: mediaType,
        body: response,
      });
    }
    const rejected = await send({ member: { institution_guid: "INS-1" } });
    expect(rejected.status).toBe(400);
    expect(await rejected.text()).toContain("credentials");
  });
});

describe("OpenAPI 3.0 for gateways", () => {
  test("the converted contract is valid OpenAPI 3.0, and its examples match its schemas", async () => {
    const { code, output } = await run(convertRecipe, { npm_config_yes: "true" }); // npx asks before it installs.
    expect(code, output).toBe(0);
    expect(readFileSync(join(folder, "openapi-3.0.json"), "utf8")).toContain('"openapi": "3.0.3"');

    const rules = { struct: "error", "no-unresolved-refs": "error", "no-invalid-media-type-examples": "error" };
    writeFileSync(join(folder, "redocly.yaml"), JSON.stringify({ rules }));
    expect(() => redocly(folder, "lint", "openapi-3.0.json")).not.toThrow();
  });
});

/** The usual port of the mock may be busy here. */
async function onFreePort(script: string, port: string) {
  const free = await freePort();
  return script.replace(".bin/nexus-members-mock", `$& --port ${free}`).replace(`:${port}`, `:${free}`);
}

/** Runs a script as a reader does, not as a job: it may use the network, and in Actions Specmatic asks for the ID of a build. */
function run(script: string, env: Record<string, string> = {}) {
  return runStep(folder, script, { npm_config_offline: "false", GITHUB_ACTIONS: undefined, CI: undefined, ...env });
}
