/**
 * `npm run contract:diff [-- <base>] [--markdown]`: what changed in the contract since a base, each change classified as major, minor or
 * patch. Fails when the version, or the changesets that will raise it, announce less; and when openapi/, generated/ or src/ changed
 * without a changeset.
 *
 * The base is a git ref, a bundle (.yaml or .json) or a packed tarball (.tgz). Without one it is where a pull request branches off
 * (in GitHub Actions), else the last release.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { type Change, compare, type Level } from "./diff/compare.js";
import { argumentProblem, type ProgramContext, runIfStarted } from "./program.js";

const bundle = "generated/openapi.yaml";

interface Base {
  name: string;
  bundle: string;
  commit?: string;
}

/** Something that the caller can put right. */
class Obstacle extends Error {}

/** Returns the exit code. */
export async function main(args: string[], context: ProgramContext): Promise<number> {
  const { folder, out, error } = context;
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { markdown: { type: "boolean" } } });
    const base = findBase(positionals[0], context);
    if (!base) {
      out("No release yet (no git tag such as v0.1.0), so there is nothing to compare with. To name a base:");
      out("npm run contract:diff -- <git ref, bundle or tarball>");
      return 0;
    }
    if (!existsSync(join(folder, bundle))) throw new Obstacle(`There is no ${bundle}. Run \`npm run generate\`.`);
    const now = readFileSync(join(folder, bundle), "utf8");
    const before = versionOf(base.bundle);
    const { level, changes } = base.bundle === now ? { level: undefined, changes: [] } : await compare(base.bundle, now);
    const release = plannedRelease(base, folder);
    const versions = { before, now: versionOf(now), announced: release.version ?? versionOf(now) };
    out(`Base: ${base.name}\n`);
    out(changes.length === 0 ? "The contract has not changed." : (values.markdown ? table : lines)(changes, versions));
    const problem = findProblem(level, versions, Boolean(base.commit && release.unannounced));
    if (problem) error(`\n${problem}`);
    return problem ? 1 : 0;
  } catch (cause) {
    const problem = cause instanceof Obstacle ? cause.message : argumentProblem(cause);
    if (!problem) throw cause;
    error(problem);
    return 1;
  }
}

/** A line for each change: level, place, old and new value, why, and what to do. */
function lines(changes: Change[], versions: Versions): string {
  return changes
    .map(({ level, place, what, reason }) => `${level}  ${place}: ${what}. ${reason} ${toDo(level, versions)}`.trim())
    .join("\n");
}

function table(changes: Change[], versions: Versions): string {
  const rows = changes.map(({ level, place, what, reason }) => [level, place, what, reason, toDo(level, versions)]);
  const row = (cells: string[]) => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
  return ["| Classification | Place | Change | Because | To do |", "|---|---|---|---|---|", ...rows.map(row)].join("\n");
}

function findBase(given: string | undefined, { folder, env }: ProgramContext): Base | undefined {
  const output = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
    if (status === 0) return stdout;
    const command = [program, ...args].join(" ");
    throw new Obstacle(`${stderr ?? ""}Cannot read the base: \`${command}\` failed. Name a git ref, a bundle or a tarball.`);
  };
  if (given?.endsWith(".tgz")) return { name: given, bundle: output("tar", "-xOzf", given, `package/${bundle}`) };
  if (given && /\.(ya?ml|json)$/.test(given)) {
    if (!existsSync(resolve(folder, given))) throw new Obstacle(`Cannot read the base: there is no file ${given}.`);
    return { name: given, bundle: readFileSync(resolve(folder, given), "utf8") };
  }
  const pullRequest = env.GITHUB_BASE_REF && `origin/${env.GITHUB_BASE_REF}`;
  const name = given || pullRequest || lastRelease(folder, env);
  if (!name) return undefined;
  const commit = output("git", "merge-base", name, "HEAD").trim();
  return { name, commit, bundle: output("git", "show", `${commit}:${bundle}`) };
}

/** The tag of the last release; of the one before, where a release is being built. */
function lastRelease(folder: string, env: NodeJS.ProcessEnv): string {
  const run = (...args: string[]) => spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  const from = env.GITHUB_REF_TYPE === "tag" ? "HEAD^" : "HEAD";
  const found = run("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", from);
  if (found.status === 0) return found.stdout.trim();
  const { status, stdout, stderr } = run("rev-parse", "--is-shallow-repository");
  if (status !== 0)
    throw new Obstacle(`${stderr ?? ""}Cannot look for the last release: this is no git repository that can be read.`);
  if (stdout.trim() === "true")
    throw new Obstacle(
      "This clone is shallow, so the last release cannot be found. Run `git fetch --unshallow --tags` (fetch-depth: 0).",
    );
  return "";
}

interface Release {
  /** The version that the changesets lead to. */
  version?: string;
  /** Files of the package changed, and no changeset says so. */
  unannounced?: boolean;
}

function plannedRelease(base: Base, folder: string): Release {
  const target = mkdtempSync(join(tmpdir(), "nexus-members-plan-"));
  try {
    const plan = join(target, "plan.json");
    const program = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
    const since = base.commit ? [`--since=${base.commit}`] : [];
    const args = [program, "status", ...since, `--output=${relative(folder, plan)}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    if (existsSync(plan)) {
      const [release] = JSON.parse(readFileSync(plan, "utf8")).releases;
      return release ? { version: release.newVersion } : {};
    }
    if (status === 1 && stderr.includes("no changesets were found")) return { unannounced: true };
    throw new Obstacle(`${stdout}${stderr}\nThe changesets in .changeset/ cannot be read.`);
  } finally {
    rmSync(target, { recursive: true });
  }
}

interface Versions {
  before: string;
  now: string;
  /** What `now` becomes with the changesets that there are. */
  announced: string;
}

/** What is wrong with the announced version, and what to do. */
export function findProblem(level: Level | undefined, versions: Versions, isUnannounced: boolean): string | undefined {
  const { before, now, announced } = versions;
  const steps = "Run `npx changeset`, tell users what changed, then `git add .changeset`.";
  const advice = level && toDo(level, versions);
  const rule = level && bumpFor(before, level) !== level ? " (below 1.0.0 the minor number says so)" : "";
  if (level && advice)
    return `A change is ${level}, so that ${before} has to become ${needed(before, level)}${rule}, and it becomes ${announced}. ${advice} ${steps}`;
  if (isUnannounced && now === before)
    return `openapi/, generated/ or src/ changed, and no changeset says so. ${steps} If users cannot notice it: \`npx changeset --empty\`.`;
  return undefined;
}

function toDo(level: Level, { before, announced }: Versions): string {
  return isLower(announced, needed(before, level)) ? `Add a changeset: ${bumpFor(before, level)}.` : "";
}

function versionOf(text: string): string {
  const version = parse(text)?.info?.version;
  if (typeof version === "string") return version;
  throw new Obstacle("Cannot read the base: it is no OpenAPI description with an info.version.");
}

/** Below 1.0.0 the minor version says that something breaks. */
function bumpFor(version: string, level: Level): Level {
  return level === "major" && version.startsWith("0.") ? "minor" : level;
}

/** The lowest version that says that there are changes of this level. */
function needed(version: string, level: Level): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const bump = bumpFor(version, level);
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function isLower(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}

await runIfStarted(import.meta.url, main);
