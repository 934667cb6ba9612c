/**
 * `npm run contract:diff [-- <base> [<head>]] [--markdown]`: what changed in a contract since a base, each change classified as major,
 * minor or patch, and the highest level in the last line.
 *
 * Base and head are git refs, OpenAPI documents (.yaml or .json) or packed tarballs (.tgz). Without a base it is where a pull request
 * branches off (in GitHub Actions), else the last release. Without a head it is the working copy; then the command fails when the
 * version, or the changesets that will raise it, announce less than changed, and when openapi/, generated/ or src/ changed without a
 * changeset.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inc, lt, lte } from "semver";
import { Obstacle, orObstacle, type Version, versionIn, versionNamed } from "./diff/version.js";
import { type Level, type Line, reportLines } from "./diff/words.js";
import { markdownTable } from "./markdown.js";
import { argumentProblem, runIfStarted, type ScriptContext } from "./program.js";

/** Returns the exit code. */
export async function main(args: string[], context: ScriptContext): Promise<number> {
  const { folder, out, error } = context;
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { markdown: { type: "boolean" } } });
    if (positionals.length > 2) throw new Obstacle("More than two versions are named. Name a base, or a base and a head.");
    const [baseName = defaultBase(context), headName] = positionals;
    if (!baseName) {
      out("No release yet (no git tag such as v0.1.0), so there is nothing to compare with. To name a base:");
      out("npm run contract:diff -- <git ref, bundle or tarball>");
      return 0;
    }
    const base = await versionNamed(baseName, folder, { startsAt: !headName });
    const head = await (headName ? versionNamed(headName, folder) : versionIn(folder));
    if (!headName) await requireGenerated(base, context);
    const { differencesBetween } = await import("./diff/classify.js"); // The compiler takes longer to load than everything else.
    const lines = reportLines(differencesBetween(base, head));
    const level = lines[0]?.level;
    out(`Base: ${baseName}\n`);
    out(lines.length === 0 ? "The contract has not changed." : (values.markdown ? table : list)(lines));
    out(`\nhighest: ${level ?? "none"}`);
    return headName ? 0 : checkRelease(level, base, head, context);
  } catch (cause) {
    const problem = cause instanceof Obstacle ? cause.message : argumentProblem(cause);
    if (!problem) throw cause;
    error(problem);
    return 1;
  }
}

function list(lines: Line[]): string {
  return lines.map(({ level, where, what, why }) => `${level}  ${where}: ${what}. ${why}`).join("\n");
}

function table(lines: Line[]): string {
  const rows = lines.map(({ level, where, what, why }) => [level, where, what, why]);
  return markdownTable(["Classification", "Place", "Change", "Because"], rows);
}

/** Where a pull request branches off; else the last release, or the one before where a release is being built. Empty if there is none. */
function defaultBase({ folder, env }: ScriptContext): string {
  if (env.GITHUB_BASE_REF) return `origin/${env.GITHUB_BASE_REF}`;
  const git = (...args: string[]) => spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  const from = env.GITHUB_REF_TYPE === "tag" ? "HEAD^" : "HEAD";
  const found = git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", from);
  if (found.status === 0) return found.stdout.trim();
  const { status, stdout } = git("rev-parse", "--is-shallow-repository");
  if (status !== 0)
    throw new Obstacle("Cannot look for the last release: this is no git repository that can be read. Name a base.");
  if (stdout.trim() !== "true") return "";
  throw new Obstacle(
    "This clone is shallow, so the last release cannot be found. Run `git fetch --unshallow --tags` (fetch-depth: 0).",
  );
}

/** `generated/` is what is compared, so it has to follow from `openapi/`. Checked where a file there is newer and differs from the base. */
async function requireGenerated({ commit }: Version, context: ScriptContext) {
  const changedAt = (file: string) => statSync(join(context.folder, file)).mtimeMs;
  const sources = readdirSync(join(context.folder, "openapi"), { recursive: true, encoding: "utf8" });
  if (sources.every((file) => changedAt(join("openapi", file)) <= changedAt("generated/openapi.yaml"))) return;
  if (commit && !haveChanged(["openapi"], commit, context)) return;
  const { main: generate } = await import("./generate.js");
  const status = await generate(["--check"], { ...context, error: () => {} });
  if (status !== 0) throw new Obstacle("generated/ does not follow from openapi/. Run `npm run generate` first.");
}

function haveChanged(folders: string[], commit: string, { folder }: ScriptContext): boolean {
  return spawnSync("git", ["diff", "--quiet", commit, "--", ...folders], { cwd: folder }).status !== 0;
}

/** Returns the exit code. */
async function checkRelease(level: Level | undefined, { number, commit }: Version, head: Version, context: ScriptContext) {
  const { default: getReleasePlan } = await import("@changesets/get-release-plan");
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

await runIfStarted(import.meta.url, main);
