import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { codeBlocks } from "../support/markdown.js";
import { createProject, expectPinnedAndReadOnly, runStep } from "./project.js";

const guide = "openapi/guides/verification.md";
const [job, nightly] = codeBlocks(guide, "yaml", "Verify in CI").map((block) => parse(block));
const { env, steps } = job.jobs.verify;

const project = createProject();

/** Runs the steps of the job, with a change of the command that verifies, and returns what came of that. */
async function runJob(change: (command: string) => string) {
  const port = String(await freePort()); // The usual one may be busy here.
  const url = env.NEXUS_URL.replace("4010", port);
  const [start, verification] = steps.flatMap(({ run, name }: { run?: string; name?: string }) => (name ? [run] : []));
  const run = (step: string) => runStep(project.folder, step, { NEXUS_URL: url });
  expect(await run(start.replace(".bin/nexus-members-mock", `$& --port ${port}`))).toMatchObject({ code: 0 });
  return run(change(verification));
}

test("the job passes, with a notice and a JUnit report", async () => {
  const { code, output } = await runJob((command) => command);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/^::notice title=nexus-members-verify::\d+ of \d+ checks passed\. Coverage: /m);
  expect(readFileSync(join(project.folder, "verify.xml"), "utf8")).toContain("<testsuites>");
});

test("the job fails when less of the contract was covered than it asks for", async () => {
  const { code, output } = await runJob((command) => command.replace("--min-coverage 65", "--min-coverage 95"));
  expect(code).toBe(1);
  expect(output).toMatch(/^The coverage of [\d.]+ % is below --min-coverage 95\.$/m);
});

test("the job of every night runs with requests and a token from the environment", async () => {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  const [block = ""] = codeBlocks(guide, "json", "Verify a server");
  const { standard, oauth } = JSON.parse(block).createMember;
  const requests = JSON.stringify({ createMember: { standard, oauth, created: standard, "skip-aggregation": standard } });
  const script = nightly[0].run.replace("./session-token.sh", "echo example-session").replace("integration", mock.url);
  const { code, output } = await runStep(project.folder, script, { NEXUS_REQUESTS: requests });
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("✓ createMember: oauth (200)") });
});

test("the tests of the guide pass", async () => {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  project.write("verify.test.js", codeBlocks(guide, "js", "Verify in your own tests")[0] as string);
  const environment = { ...process.env, NODE_TEST_CONTEXT: undefined, NEXUS_URL: mock.url };
  const run = promisify(execFile)(process.execPath, ["--test"], { cwd: project.folder, env: environment });
  expect((await run).stdout).toMatch(/ pass 2$/m);
});

test("the job pins its actions, and may only read", () => expectPinnedAndReadOnly(job));
