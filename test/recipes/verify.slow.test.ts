import { execFile } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { validHeaders } from "../mock/transports.js";
import { codeBlocks } from "../support/markdown.js";
import { startProgram } from "../support/program.js";
import { createProject, expectPinnedAndReadOnly, runStep } from "./project.js";

const guide = "openapi/guides/verification.md";
const [steps, nightly] = codeBlocks(guide, "yaml", "Verify in CI").map((block) => parse(block));
const workflow = parse(codeBlocks("openapi/guides/recipes.md", "yaml", "Your tests in CI")[0] as string);

const project = createProject(["@redocly/cli"]);
symlinkSync("../@redocly/cli/bin/cli.js", join(project.folder, "node_modules/.bin/redocly"));

/** A script with a mock on a port that is free here, as the usual one may be busy. */
async function onFreePort(script: string) {
  const port = await freePort();
  return script.replace(".bin/nexus-members-mock", `$& --port ${port}`).replace(":4010", `:${port}`);
}

/** Runs the steps of the job that are commands, with a change of them. */
async function runJob(change: (commands: string) => string) {
  const url = `NEXUS_URL=${workflow.jobs.test.env.NEXUS_URL}`;
  const commands = [url, ...steps.flatMap(({ run }: { run?: string }) => run ?? [])].join("\n");
  return runStep(project.folder, change(await onFreePort(commands)), {});
}

test("the first commands start a mock that conforms", async () => {
  const [commands = ""] = codeBlocks(guide, "sh", "Verify a server");
  const { code, output } = await runStep(project.folder, await onFreePort(commands), {});
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/checks passed\./) });
});

test("the job passes, with a notice and a JUnit report", async () => {
  const { code, output } = await runJob((commands) => commands);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/^::notice title=nexus-members-verify::\d+ of \d+ checks passed\. Coverage: /m);
  expect(readFileSync(join(project.folder, "verify.xml"), "utf8")).toContain("<testsuites>");
});

test("the job of every night runs with requests and a token from the environment", async () => {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  const [block = ""] = codeBlocks(guide, "json", "Options");
  const credentials = [{ credential_guid: "CRD-1", value: "login-{unique}" }];
  const standard = { request: { member: { institution_guid: "INS-1", credentials, external_guid: "verify-{unique}" } } };
  const { oauth } = JSON.parse(block).createMember;
  const requests = JSON.stringify({ createMember: { oauth, standard, created: standard, "skip-aggregation": standard } });
  const script = nightly[0].run.replace("./session-token.sh", "echo example-session").replace("integration", mock.url);
  const { code, output } = await runStep(project.folder, script, { NEXUS_REQUESTS: requests });
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("✓ createMember: oauth (200)") });
});

test("the test of the guide passes", async () => {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  project.write("verify.test.js", codeBlocks(guide, "js", "Verify in your own tests")[0] as string);
  const environment = { ...process.env, NODE_TEST_CONTEXT: undefined, NEXUS_URL: mock.url };
  const run = promisify(execFile)(process.execPath, ["--test"], { cwd: project.folder, env: environment });
  expect((await run).stdout).toMatch(/ pass 1$/m);
});

test("what goes through the proxy is recorded, checked, and redacted", async () => {
  const mock = await startMock();
  onTestFinished(() => mock.close());
  const [record = "", check = ""] = codeBlocks(guide, "sh", "Analyze recorded traffic");
  const [redact = ""] = codeBlocks(guide, "sh", "Send us a recording");
  const url = `http://127.0.0.1:${await freePort()}`;
  const command = `${record.replace("https://int-data.moneydesktop.com", mock.url)} --port ${new URL(url).port}`;
  const env = { ...process.env, npm_config_offline: "true" };
  const proxy = startProgram("bash", ["-ec", command], { cwd: project.folder, env });
  const { request } = examples.createMember.oauth;
  const init = { method: "POST", headers: validHeaders, body: JSON.stringify(request) };
  const create = () =>
    fetch(`${url}/members`, init).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(create, { timeout: 60_000 }).toBe(200);

  proxy.kill("SIGINT"); // As Ctrl-C does.
  await proxy.exited;
  const checked = await runStep(project.folder, `${check} --server ${mock.url}`, {});
  expect(checked).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 checks passed.") });
  const redacted = await runStep(project.folder, `${redact} --server ${mock.url}`, {});
  expect(redacted).toMatchObject({ code: 0 });
  const copy = readFileSync(join(project.folder, "redacted.har"), "utf8");
  expect(copy).toContain('"status": 200');
  expect(copy).not.toContain("example-session");
});

test("the job pins its actions, and may only read", () => {
  const job = { ...workflow.jobs.test, steps: [...workflow.jobs.test.steps, ...steps] };
  expectPinnedAndReadOnly({ ...workflow, jobs: { job } });
});
