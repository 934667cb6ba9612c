/** The packed tarball in Jest, which loads modules as CommonJS unless it is told otherwise. */
import { expect, onTestFinished, test } from "vitest";
import { installProject } from "./project.js";

const version = "30.5.2";

test(`Jest ${version} requires the values of each entry that tests use`, async () => {
  const project = await installProject([`jest@${version}`]);
  onTestFinished(() => project.remove());
  const printed = await project.run(process.execPath, project.installed("jest/bin/jest.js"), "--json", "jest.test.cjs");
  expect(JSON.parse(printed)).toMatchObject({ success: true, numPassedTests: 2, numTotalTests: 2 });
});
