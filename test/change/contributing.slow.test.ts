import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { codeBlocks } from "../support/markdown.js";
import { bundle, repository } from "./repository.js";

/** Runs a program without what CI says about this repository. */
function run(cwd: string, env: NodeJS.ProcessEnv, program: string, ...args: string[]) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GITHUB_")));
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", env: { ...clean, ...env } });
  return { status, stdout, stderr };
}

describe("the steps in CONTRIBUTING.md", () => {
  const steps = "A pull request that changes the contract, step by step";
  // The tests themselves; everything else is run as it is written.
  const skipped = ["npm test", "npm run release:check"];

  test("lead from a change of the contract to the tag of its release", () => {
    const { folder, git, edit, write, read } = repository();
    git("init", "--quiet", "--bare", "origin.git");
    git("remote", "add", "origin", "origin.git");
    const identity = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.com" };
    const env = { ...identity, GIT_COMMITTER_NAME: "Test", GIT_COMMITTER_EMAIL: "test@example.com" };
    const runBlock = (code = "") => {
      const lines = code.trim().split("\n");
      return lines.filter((line) => !skipped.includes(line)).map((line) => ({ line, ...run(folder, env, "sh", "-c", line) }));
    };
    const succeeded = (line: string) => expect.objectContaining({ line, status: 0 });

    const [branch, classify, commit, ...others] = codeBlocks("CONTRIBUTING.md", "sh", steps);
    const [changeset = expect.fail("no changeset"), ...otherFiles] = codeBlocks("CONTRIBUTING.md", "md", steps);
    expect([others, otherFiles]).toEqual([[], []]);

    expect(runBlock(branch)).toEqual([succeeded("git switch --create on-hold")]);
    edit("openapi/components/schemas/ConnectionStatus.yaml", "  - PENDING\n", "  - PENDING\n  - ON_HOLD\n");
    const classified = runBlock(classify);
    expect(classified).toEqual([
      succeeded("npm run generate"),
      expect.objectContaining({ line: "git diff generated", stdout: expect.stringMatching(/^\+ +"ON_HOLD",?$/m) }),
      expect.objectContaining({ line: "npm run contract:diff -- main", status: 1 }),
    ]);
    const [printed = expect.fail("no output")] = codeBlocks("CONTRIBUTING.md", "text", steps);
    const { stdout, stderr } = classified[2] ?? expect.fail("nothing was classified");
    expect([...stdout.split("\n"), ...stderr.split("\n")]).toEqual(expect.arrayContaining(printed.trim().split("\n")));
    write(".changeset/on-hold.md", changeset);
    expect(runBlock(commit)).toEqual([
      succeeded("git add --all"),
      succeeded("npm run contract:diff -- main"),
      succeeded('git commit --message "New connection status ON_HOLD"'),
      succeeded("git push --set-upstream origin on-hold"),
    ]);

    git("switch", "--quiet", "main");
    git("merge", "--quiet", "on-hold");
    const [release] = codeBlocks("CONTRIBUTING.md", "sh", "Release");
    expect(runBlock(release)).toEqual([
      succeeded("git switch main"),
      succeeded("npm run release:version"),
      succeeded('git commit --all --message "Next release"'),
      succeeded("npx changeset tag"),
      succeeded("git push origin main --tags"),
    ]);
    expect(git("ls-remote", "--tags", "origin")).toMatch(/refs\/tags\/v0\.2\.0$/m);
    const versions = ["package.json", "package-lock.json", "openapi/openapi.yaml", bundle, "generated/contract.ts"].map(
      (file) => read(file).match(/^ *(?:"?version"?: "?|export const contractVersion = ")([\d.]+)/m)?.[1],
    );
    expect(versions).toEqual(Array(5).fill("0.2.0"));
    expect(read("CHANGELOG.md")).toMatch(
      /^# Changelog\n\n## 0\.2\.0\n\n### Minor Changes\n\n- .*New connection status `ON_HOLD`\.\n\n## 0\.1\.0/,
    );
    expect(git("status", "--porcelain")).toBe("");
    expect(run(folder, { GITHUB_REF_TYPE: "tag" }, "npm", "run", "contract:diff")).toMatchObject({ status: 0 });
  }, 120_000);
});
