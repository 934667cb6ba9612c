import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };

const folder = new URL("../../.github/workflows/", import.meta.url);

interface Workflow {
  permissions?: object;
  concurrency?: { group?: string };
  jobs: Record<
    string,
    { needs?: string; permissions?: object; "timeout-minutes"?: number; steps: { uses?: string; run?: string }[] }
  >;
}

const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  return { file, text, ...(parse(text) as Workflow) };
});
const steps = workflows.flatMap(({ file, jobs }) =>
  Object.values(jobs).flatMap((job) => job.steps.map((step) => ({ file, ...step }))),
);

test("the workflows are the two that are checked here", () => {
  expect(workflows.map(({ file }) => file)).toEqual(["ci.yml", "release.yml"]);
});

test("actions are pinned to a commit, with the version beside it", () => {
  const lines = workflows.flatMap(({ text }) => text.match(/^.*\buses:.*$/gm) ?? []);
  expect(lines).toHaveLength(steps.filter(({ uses }) => uses).length);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("nothing may write, except the release its provenance", () => {
  for (const { permissions } of workflows) expect(permissions).toEqual({ contents: "read" });
  const more = workflows.flatMap(({ jobs }) => Object.entries(jobs).filter(([, job]) => job.permissions));
  expect(more.map(([name, job]) => [name, job.permissions])).toEqual([["publish", { "id-token": "write" }]]);
});

test("superseded runs are cancelled, a release never is", () => {
  expect(workflows.map(({ concurrency }) => concurrency)).toEqual([
    { group: expect.stringContaining("github.ref"), "cancel-in-progress": true },
    { group: "release" },
  ]);
});

test("every job ends some day", () => {
  for (const { jobs } of workflows)
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
});

test("the commands exist, and the release checks before it publishes", () => {
  const scripts = steps.flatMap(({ run = "" }) => [...run.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name));
  expect(scripts).toEqual([
    "test:matrix",
    "contract:diff",
    "test:additions",
    "test:change",
    "test:verify",
    "test:recipes",
    "test:generators",
    "release:check",
  ]);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
  const release = steps.filter(({ file, run }) => file === "release.yml" && run).map(({ run }) => run);
  expect(release.slice(-4)).toEqual([
    "npm ci",
    "npm run release:check",
    "npm pack",
    "npm publish ./*.tgz --provenance --access public",
  ]);
  expect(workflows.find(({ file }) => file === "release.yml")?.jobs.publish?.needs).toBe("check");
});
