import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "../../scripts/diff.js";
import { copyOf, everything, run } from "../support/copy.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const bundle = "generated/openapi.yaml";

/** A repository of its own with one commit, whose version is 0.1.0. */
export function repository({ released = true } = {}) {
  const copy = copyOf(everything);
  mkdirSync(join(copy.folder, ".changeset"));
  for (const file of [".changeset/config.json", "package-lock.json"]) cpSync(join(root, file), join(copy.folder, file));
  copy.write(".gitignore", "node_modules\norigin.git\n");
  copy.write("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\n- The first.\n");
  for (const [file, version] of [
    ["package.json", /(?<="version": ").*(?=")/],
    ["openapi/openapi.yaml", /(?<=^ {2}version: ).*/m],
    [bundle, /(?<=^ {2}version: ).*/m],
  ] as const) {
    copy.write(file, copy.read(file).replace(version, "0.1.0"));
  }
  const git = (...args: string[]) => execFileSync("git", args, { cwd: copy.folder, encoding: "utf8", stdio: "pipe" });
  const commit = (message: string) => {
    git("add", "--all");
    git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", message);
  };
  git("init", "--quiet", "--initial-branch", "main");
  commit("first");
  if (released) git("tag", "v0.1.0");
  return {
    ...copy,
    edit: copy.edit.bind(copy),
    git,
    commit,
    changeset: (bump: string, name = bump) => {
      copy.write(`.changeset/${name}.md`, `---\n"nexus-members-contract": ${bump}\n---\n\nA sentence for users.\n`);
      git("add", ".changeset");
    },
    diff: (args: string[] = [], env = {}, folder = copy.folder) => run(main, folder, { args, env }),
  };
}
