/**
 * `npm run contract:diff [-- <base>]`: what changed in the contract since a base, as a table in Markdown, each change rated major,
 * minor or patch. Fails when the version, or the changesets that will raise it, say less; and when openapi/, generated/ or src/
 * changed without a changeset.
 *
 * The base is a git ref, a bundle (.yaml or .json) or a packed tarball (.tgz). Without one it is where a pull request branches off
 * (in GitHub Actions), else the last release.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parse } from "yaml";

const here = import.meta.dirname;
const tool = (path) => join(here, "../node_modules", path);
const folder = mkdtempSync(join(tmpdir(), "nexus-members-diff-"));
process.once("exit", () => rmSync(folder, { recursive: true }));

const base = findBase();
if (!base) {
  console.log("No release yet (no git tag such as v0.1.0), so there is nothing to keep. To compare all the same, name a base:");
  console.log("npm run contract:diff -- <git ref, bundle or tarball>");
  process.exit();
}

const now = readFileSync("generated/openapi.yaml", "utf8");
const current = parse(now).info.version;
const raised = current !== parse(base.bundle).info.version;
const planned = plannedVersion();

console.log(`Base: ${base.name}\n`);
if (base.bundle === now) console.log("The contract has not changed.");
const tooLow = base.bundle !== now && compare();
if (tooLow) fail(tooLow.sentence, tooLow.bump);
else if (base.commit && planned.missing && !raised)
  fail("openapi/, generated/ or src/ changed, and no changeset says so.", "at least patch");

/** Says what is wrong, and what to do. */
function fail(sentence, bump) {
  console.error(`\n${sentence}\nRun \`npx changeset\`, choose ${bump}, tell users what changed, then \`git add .changeset\`.`);
  process.exitCode = 1;
}

/** @returns {{ name: string; bundle: string; commit?: string } | undefined} */
function findBase() {
  const [given] = process.argv.slice(2);
  if (given?.endsWith(".tgz")) return { name: given, bundle: output("tar", "-xOzf", given, "package/generated/openapi.yaml") };
  if (given && /\.(ya?ml|json)$/.test(given)) return { name: given, bundle: readFileSync(given, "utf8") };
  const target = given ?? (process.env.GITHUB_BASE_REF && `origin/${process.env.GITHUB_BASE_REF}`);
  const name = target || lastRelease();
  if (!name) return undefined;
  const commit = output("git", "merge-base", name, "HEAD").trim();
  return { name, commit, bundle: output("git", "show", `${commit}:generated/openapi.yaml`) };
}

/** The tag of the last release; of the one before, where a release is being built. */
function lastRelease() {
  const from = process.env.GITHUB_REF_TYPE === "tag" ? "HEAD^" : "HEAD";
  const { stdout } = spawnSync("git", ["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", from], { encoding: "utf8" });
  if (stdout || output("git", "rev-parse", "--is-shallow-repository").trim() === "false") return stdout.trim();
  console.error(
    "This clone is shallow, so the last release cannot be found. Run `git fetch --unshallow --tags` (fetch-depth: 0).",
  );
  process.exit(1);
}

/** What a program prints. If it fails, it has said why, and this process ends. */
function output(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 26 });
  } catch {
    console.error(`Cannot read the base: \`${program} ${args.join(" ")}\` failed. Name a git ref, a bundle or a tarball.`);
    process.exit(1);
  }
}

/** The version that the changesets since the base lead to. */
function plannedVersion() {
  const plan = join(folder, "plan.json");
  const args = [
    tool("@changesets/cli/bin.js"),
    "status",
    ...(base.commit ? [`--since=${base.commit}`] : []),
    `--output=${relative(".", plan)}`,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (existsSync(plan)) return { version: JSON.parse(readFileSync(plan, "utf8")).releases[0]?.newVersion };
  if (status === 1 && stderr.includes("no changesets were found")) return { missing: true };
  console.error(`${stdout}${stderr}\nThe changesets in .changeset/ cannot be read.`);
  process.exit(1);
}

/** Prints Redocly's table of changes. Returns what it has against the version, if anything. */
function compare() {
  const version = planned.version ?? current;
  const files = {
    "base/openapi.yaml": base.bundle,
    "generated/openapi.yaml": now.replace(/^( +version: ).*$/m, `$1${version}`),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const options = ["--config", join(here, "diff.yaml"), "--format", "markdown", "--check-version", "--fail-on", "none"];
  const args = [tool("@redocly/cli/bin/cli.js"), "diff", ...Object.keys(files), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
  console.log(stdout.trim());
  if (status === 0) return undefined;
  const [, sentence, bump] = stderr.match(/^❌ (info\.version .* require a (\w+) bump.*)$/m) ?? [];
  if (sentence) return { sentence, bump };
  console.error(stderr);
  process.exit(1);
}
