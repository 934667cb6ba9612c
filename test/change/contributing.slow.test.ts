import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { clone } from "../support/copy.js";
import { codeBlocks } from "../support/markdown.js";

const steps = "A pull request that changes the contract, step by step";
const [branch, classify, commit] = codeBlocks("CONTRIBUTING.md", "sh", steps);
const [printed = ""] = codeBlocks("CONTRIBUTING.md", "text", steps);
const [changeset = ""] = codeBlocks("CONTRIBUTING.md", "md", steps);
const [release] = codeBlocks("CONTRIBUTING.md", "sh", "Release");
/** Too long for this test, which runs everything else as it is written. */
const longer = ["npm run test:all", "npm run test:online"];

test("the steps in CONTRIBUTING.md lead from a change of the contract to the tag of its release", () => {
  const { folder, edit, append, write, read } = clone();
  write(".gitignore", "node_modules\ndist\norigin.git\n");
  const identity = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Test", GIT_COMMITTER_EMAIL: "test@example.com" };
  const ownBuild = Object.entries(process.env).filter(([name]) => !/^(GITHUB_|VITEST|NODE_ENV$)/.test(name));
  const env = { ...Object.fromEntries(ownBuild), ...identity, ...committer };
  const run = (line: string) => {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
      cwd: folder,
      encoding: "utf8",
      env,
      maxBuffer: 2 ** 26,
    });
    return { line, status, output: stdout + stderr };
  };
  /** Runs each line of a block. All have to succeed, but for one that is meant to fail. */
  const runBlock = (code = "", { failing = "" } = {}) => {
    const lines = code.trim().split("\n");
    const ends = lines.filter((line) => !longer.includes(line)).map(run);
    expect(ends.filter(({ line, status }) => (status === 0) === (line === failing))).toEqual([]);
    return ends;
  };
  runBlock("git init --quiet --bare origin.git\ngit init --quiet --initial-branch main\ngit remote add origin origin.git");
  runBlock("git add --all\ngit commit --quiet --message first\ngit tag v0.1.0");

  runBlock(branch);
  const schema = "openapi/components/schemas/ConnectionStatus.yaml";
  edit(schema, "  - PENDING\n", "  - PENDING\n  - ON_HOLD\n");
  append(schema, "  ON_HOLD: '`22` The institution reviews the login. Tell the user.'\n");
  const classified = runBlock(classify, { failing: "npm run contract:diff -- main" });
  expect(classified.find(({ line }) => line === "git diff generated")?.output).toMatch(/^\+ +"ON_HOLD",?$/m);
  expect(classified.at(-1)?.output.split("\n")).toEqual(expect.arrayContaining(printed.trim().split("\n")));
  write(".changeset/on-hold.md", changeset);
  const committed = runBlock(commit);
  expect(committed.map(({ line }) => line)).toContain("npm test");
  expect(committed.at(-1)?.line).toMatch(/^git push/);

  runBlock("git switch --quiet main\ngit merge --quiet on-hold");
  runBlock(release);
  expect(run("git ls-remote --tags origin").output).toMatch(/refs\/tags\/v0\.2\.0$/m);
  expect(read("CHANGELOG.md")).toMatch(
    /^# Changelog\n\n## 0\.2\.0\n\n### Minor Changes\n\n- .*New connection status `ON_HOLD`\.\n/,
  );
  expect(run("git status --porcelain").output).toBe("");
}, 900_000);
