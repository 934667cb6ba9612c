import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { freePort } from "../support/prism.mjs";
import { blocks } from "./guide.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const heading = "Your tests in CI";
const workflow = parse(blocks(heading, "yaml")[0] as string);
const { env, steps } = workflow.jobs.test;
const [connect, connectTest] = blocks(heading, "js") as [string, string];

/** A project with the packed files of the package; what it has to install beside them comes from here. */
let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "nexus-members-ci-"));
  const installed = join(project, "node_modules", manifest.name);
  const pack = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [{ files }] = JSON.parse(execFileSync("npm", pack, { cwd: root, encoding: "utf8", stdio: "pipe" }));
  for (const { path } of files) cpSync(join(root, path), join(installed, path));
  for (const name of ["@stoplight", "openapi-fetch"]) {
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name), "junction");
  }
  const [[program, file]] = Object.entries(manifest.bin) as [[string, string]];
  chmodSync(join(installed, file), 0o755);
  mkdirSync(join(project, "node_modules/.bin"));
  symlinkSync(join(installed, file), join(project, "node_modules/.bin", program));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", scripts: { test: "node --test" } }));
});
afterAll(() => rmSync(project, { recursive: true }));

/** Runs a step as GitHub Actions does. What it starts in the background lives until the test is over. */
async function runStep(script: string, url: string) {
  const log = join(project, "step.log");
  const out = openSync(log, "w");
  const shell = spawn("bash", ["-e", "-c", script], {
    cwd: project,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, npm_config_offline: "true", NEXUS_URL: url },
    detached: true,
    stdio: ["ignore", out, out],
  });
  onTestFinished(() => {
    try {
      process.kill(-(shell.pid as number));
    } catch {} // Nothing runs any more.
  });
  const [code] = await once(shell, "exit");
  return { code, output: readFileSync(log, "utf8") };
}

/** Runs the job up to the first step that fails, and then what it does on failure. */
async function runJob(ownCode: string) {
  writeFileSync(join(project, "connect.js"), ownCode);
  writeFileSync(join(project, "connect.test.js"), connectTest);
  const port = String(await freePort()); // The usual one may be busy here.
  const url = env.NEXUS_URL.replace("4010", port);
  let failed = "";
  let outputs = "";
  for (const { run, if: condition } of steps) {
    if (!run || run === "npm ci" || (failed !== "") !== (condition === "failure()")) continue;
    const { code, output } = await runStep(run.replace("npx nexus-members-mock", `$& --port ${port}`), url);
    outputs += output;
    if (code !== 0) failed = run;
  }
  return { failed, output: outputs };
}

test("the job passes", async () => {
  const { failed, output } = await runJob(connect);
  expect({ failed, output }).toMatchObject({ failed: "" });
  expect(output).toMatch(/ pass 2$/m);
});

test("the job fails when the code breaks the contract, and shows where", async () => {
  const broken = connect.replace("createMember(member,", "createMember({ ...member, metadata: 1 },");
  const { failed, output } = await runJob(broken);
  expect(failed).toBe("npm test");
  expect(output).toContain('{"at":"/member/metadata","rule":"type"}');
});

test("the job pins its actions, and may only read", () => {
  const actions = steps.map(({ uses }: { uses?: string }) => uses).filter(Boolean);
  expect(actions).toHaveLength(2);
  for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  expect(workflow.permissions).toEqual({ contents: "read" });
});
