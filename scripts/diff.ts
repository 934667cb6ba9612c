/**
 * `npm run contract:diff [-- <base> [<head>]] [--markdown]`: what changed in a contract since a base, each change classified as major,
 * minor or patch, and the highest level in the last line.
 *
 * Base and head are git refs, OpenAPI documents (.yaml or .json) or packed tarballs (.tgz). Without a base it is where a pull request
 * branches off (in GitHub Actions), else the last release. Without a head it is the working copy; then the command fails when the
 * version, or the changesets that will raise it, announce less than changed, and when openapi/, generated/ or src/ changed without a
 * changeset.
 *
 * `diff/version.ts` reads both versions. `diff/types.ts` compares their types, and `diff/values.ts` what types do not show, by the rules
 * in `diff/rules.ts`. `diff/effects.ts` classifies each difference, `diff/words.ts` tells it. `diff/working-copy.ts` checks what is announced.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { isSame } from "../src/contract/json.js";
import { compareTypes } from "./diff/types.js";
import { compareValues } from "./diff/values.js";
import { type Version, versionIn, versionNamed } from "./diff/version.js";
import { type Difference, type Line, reportLines } from "./diff/words.js";
import { checkRelease, requireGenerated } from "./diff/working-copy.js";
import { markdownTable } from "./markdown.js";
import { Obstacle, runIfStarted, type ScriptContext } from "./program.js";

/** Returns the exit code. */
export async function main(args: string[], context: ScriptContext): Promise<number> {
  const { folder, out } = context;
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
  const lines = reportLines(differencesBetween(base, head));
  const level = lines[0]?.level;
  out(`Base: ${baseName}\n`);
  out(lines.length === 0 ? "The contract has not changed." : (values.markdown ? table : list)(lines));
  out(`\nhighest: ${level ?? "none"}`);
  return headName ? 0 : checkRelease(level, base, head, context);
}

/** What changed from one version of a contract to another one, but for its number. */
export function differencesBetween(base: Version, head: Version): Difference[] {
  if (isSame(base.document.root, head.document.root)) return [];
  const unused = base.unused.filter((name) => head.unused.includes(name));
  const differences = [...compareTypes(base.types, head.types, unused), ...compareValues(base.document, head.document, unused)];
  return differences.length > 0 ? differences : [{ effect: "unseen", place: [], what: "written in another way" }];
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

await runIfStarted(import.meta.url, main);
