import { expect, test } from "vitest";
import { parse } from "yaml";
import { freePort } from "../../scripts/prism.js";
import { codeBlocks, section } from "../support/markdown.js";
import { createProject, expectPinnedAndReadOnly, runStep } from "./project.js";

const heading = "Your tests in CI";
const workflow = parse(codeBlocks("openapi/guides/recipes.md", "yaml", heading)[0] as string);
const { env, steps } = workflow.jobs.test;
const [, createClient] = /`(createNexusClient\(.*?\))`/.exec(section("openapi/guides/recipes.md", heading)) ?? [];

const project = createProject();

/** Runs the job up to the first step that fails, and then what it does on failure, for a project that sends a member in its test. */
async function runJob(member: object) {
  project.write(
    "connect.test.js",
    `import assert from "node:assert/strict";
import { test } from "node:test";
import { createNexusClient } from "nexus-members-contract";
const nexus = ${createClient};
test("a member is created", async () => {
  const { ok } = await nexus.createMember(${JSON.stringify(member)}, { sessionToken: "example-session" });
  assert.ok(ok);
});`,
  );
  const port = String(await freePort()); // The usual one may be busy here.
  const url = env.NEXUS_URL.replace("4010", port);
  let failed = "";
  let outputs = "";
  for (const { run, if: condition } of steps) {
    if (!run || run === "npm ci" || (failed !== "") !== (condition === "failure()")) continue;
    const { code, output } = await runStep(project.folder, run.replace(".bin/nexus-members-mock", `$& --port ${port}`), {
      NEXUS_URL: url,
    });
    outputs += output;
    if (code !== 0) failed = run;
  }
  return { failed, output: outputs };
}

test("the job passes", async () => {
  const { failed, output } = await runJob({ institution_guid: "INS-1", is_oauth: true });
  expect({ failed, output }).toMatchObject({ failed: "" });
  expect(output).toMatch(/ pass 1$/m);
});

test("the job fails when the code does not match the contract, and shows where", async () => {
  const { failed, output } = await runJob({ institution_guid: "INS-1", is_oauth: true, metadata: 1 });
  expect(failed).toBe("npm test");
  expect(output).toContain('{"in":"body","pointer":"/member/metadata","rule":"type"}');
});

test("the job pins its actions, and may only read", () => expectPinnedAndReadOnly(workflow));
