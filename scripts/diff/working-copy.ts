/**
 * What the working copy has to fulfil: its generated/ follows from openapi/, and it announces a release that is enough for what changed.
 * After a minor change, 1.0.0 has to become 1.1.0 at least, by the version in it or by the changesets that raise it.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import getReleasePlan from "@changesets/get-release-plan";
import { inc, lt, lte } from "semver";
import { Obstacle, type ScriptContext } from "../program.js";
import type { Level } from "./effects.js";
import { orObstacle, type Version } from "./version.js";

/** Checked where a file of `openapi/` is newer than what is generated, and differs from the base. */
export async function requireGenerated({ commit }: Version, context: ScriptContext) {
  const changedAt = (file: string) => statSync(join(context.folder, file)).mtimeMs;
  const sources = readdirSync(join(context.folder, "openapi"), { recursive: true, encoding: "utf8" });
  if (sources.every((file) => changedAt(join("openapi", file)) <= changedAt("generated/openapi.yaml"))) return;
  if (commit && !haveChanged(["openapi"], commit, context)) return;
  const { main: generate } = await import("../generate.js");
  const status = await generate(["--check"], { ...context, error: () => {} });
  if (status !== 0) throw new Obstacle("generated/ does not follow from openapi/. Run `npm run generate` first.");
}

/** Returns the exit code. */
export async function checkRelease(
  level: Level | undefined,
  { number, commit }: Version,
  head: Version,
  context: ScriptContext,
) {
  const plan = await getReleasePlan(context.folder, commit).catch(({ message }: Error) => {
    context.error(`\nThe changesets cannot be read, so only the version of the contract counts: ${message.split("\n")[0]}`);
  });
  const versions = { before: number, now: head.number, announced: plan?.releases[0]?.newVersion ?? head.number };
  const isChanged = Boolean(commit && haveChanged(["openapi", "generated", "src"], commit, context));
  const isUnannounced = isChanged && plan?.changesets.length === 0;
  const problem = await orObstacle("The version cannot be checked", () => findProblem(level, versions, isUnannounced));
  if (problem) context.error(`\n${problem}`);
  return problem ? 1 : 0;
}

function haveChanged(folders: string[], commit: string, { folder }: ScriptContext): boolean {
  return spawnSync("git", ["diff", "--quiet", commit, "--", ...folders], { cwd: folder }).status !== 0;
}

/** What is wrong with the announced version, which `now` becomes with the changesets that there are, and what to do. */
export function findProblem(
  level: Level | undefined,
  { before, now, announced }: Record<"before" | "now" | "announced", string>,
  isUnannounced: boolean,
): string | undefined {
  const steps = "Run `npx changeset`, tell users what changed, then `git add .changeset`.";
  if (lt(now, before))
    return `The version ${now} is lower than ${before} of the base. Set info.version in openapi/openapi.yaml.`;
  if (level) {
    // Below 1.0.0 the minor number says that something breaks.
    const bump = level === "major" && before.startsWith("0.") ? "minor" : level;
    const rule = bump === level ? "" : " (below 1.0.0 the minor number says so)";
    const needed = inc(before, bump);
    // A pre-release of what is needed is enough, such as 2.0.0-rc.1.
    if (lt(announced, `${needed}-0`) || lte(announced, before))
      return `A change is ${level}, so that ${before} has to become ${needed}${rule}, and it becomes ${announced}. Add a changeset: ${bump}. ${steps}`;
  }
  if (isUnannounced && now === before)
    return `openapi/, generated/ or src/ changed, and no changeset says so. ${steps} If users cannot notice it: \`npx changeset --empty\`.`;
  return undefined;
}
