import { expect, test } from "vitest";
import { findProblem } from "../../scripts/diff/working-copy.js";

test.each([
  ["patch", "0.1.0", "0.1.1"],
  ["minor", "0.1.0", "0.2.0"],
  ["major", "0.1.0", "0.2.0"],
  ["minor", "1.9.0", "1.10.0"],
  ["major", "1.1.0", "2.0.0"],
  ["major", "1.1.0", "2.0.0-rc.1"],
  ["major", "2.0.0-rc.1", "2.0.0-rc.2"],
  ["major", "2.0.0-rc.1", "2.0.0"],
] as const)("a %s change of %s may become %s", (level, before, announced) => {
  expect(findProblem(level, { before, now: before, announced }, false)).toBeUndefined();
});

test.each([
  ["patch", "0.1.0", "0.1.0", "0.1.1", "patch"],
  ["minor", "0.1.0", "0.1.1", "0.2.0", "minor"],
  ["major", "0.1.0", "0.1.9", "0.2.0", "minor"],
  ["major", "1.1.0", "1.2.0", "2.0.0", "major"],
  ["major", "1.1.0", "1.2.0-rc.1", "2.0.0", "major"],
  ["patch", "2.0.0-rc.2", "2.0.0-rc.2", "2.0.0", "patch"],
] as const)("a %s change of %s may not become %s", (level, before, announced, needed, changeset) => {
  const rule = level === changeset ? "" : " (below 1.0.0 the minor number says so)";
  expect(findProblem(level, { before, now: before, announced }, false)).toContain(
    `${before} has to become ${needed}${rule}, and it becomes ${announced}. Add a changeset: ${changeset}. Run \`npx changeset\``,
  );
});

test.each([
  ["1.0.0", "1.1.0"],
  ["1.0.0-rc.1", "1.0.0"],
])("a version may not be lowered to %s from %s", (now, before) => {
  expect(findProblem(undefined, { before, now, announced: now }, false)).toMatch(`${now} is lower than ${before}`);
});

test("a change of the package alone needs a changeset, unless the version has changed already", () => {
  const versions = { before: "0.1.0", now: "0.1.0", announced: "0.1.0" };
  expect(findProblem(undefined, versions, true)).toMatch("no changeset says so. Run `npx changeset`");
  expect(findProblem(undefined, { ...versions, now: "0.1.1", announced: "0.1.1" }, true)).toBeUndefined();
});
