import { chmodSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { temporaryFolder } from "../support/folder.js";
import { codeBlocks } from "../support/markdown.js";
import { startProgram } from "../support/program.js";
import { unpackInto } from "../support/tarball.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The blocks of code of a recipe. */
export const recipe = (heading: string, language: string) => codeBlocks("openapi/guides/recipes.md", language, heading);

/** The status that a URL responds with, or 0 while it doesn't respond. */
export const statusOf = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  );

/**
 * A project of a reader of the guide, for the tests of one file: with the packed files of the package, and other packages as they are
 * installed here.
 */
export function createProject(packages: string[] = []) {
  const folder = temporaryFolder(afterAll);
  const modules = join(folder, "node_modules");
  const installed = join(modules, manifest.name);
  unpackInto(installed);
  for (const name of [...Object.keys(manifest.dependencies), ...packages]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
  mkdirSync(join(modules, ".bin"));
  for (const [program, file] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, file), 0o755);
    symlinkSync(join(installed, file), join(modules, ".bin", program));
  }
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write("package.json", JSON.stringify({ type: "module", scripts: { test: "node --test" } }));
  return { folder, write };
}

/** What a test runner tells its own processes. */
const notOfTests = { NODE_TEST_CONTEXT: undefined, VITEST: undefined, NODE_ENV: undefined };

/** Runs a step of a job as GitHub Actions does. What it starts in the background lives until the test is over. */
export async function runStep(folder: string, script: string, environment: Record<string, string | undefined>) {
  const log = join(folder, "step.log");
  const out = openSync(log, "w");
  const env = { ...process.env, ...notOfTests, npm_config_offline: "true", GITHUB_ACTIONS: "true", ...environment };
  const shell = startProgram("bash", ["-e", "-c", script], { cwd: folder, env, stdio: ["ignore", out, out] });
  const [code] = await shell.exited;
  return { code, output: readFileSync(log, "utf8") };
}

/** Expects each action of a workflow at a commit, and no right to write. */
export function expectPinnedAndReadOnly(workflow: {
  permissions: object;
  jobs: Record<string, { steps: { uses?: string }[] }>;
}) {
  const actions = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  expect(workflow.permissions).toEqual({ contents: "read" });
}
