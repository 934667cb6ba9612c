/** The packed tarball with every TypeScript: all public names compile, and each mistake is an error where it is made. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installProject, type Project } from "./project.js";

const versions = [
  "5.4.5", // The oldest.
  "5.9.3", // The one of this repository.
  "6.0.3", // Warns of node10.
  "7.0.2", // The newest: another program, without node10.
];

let project: Project;
beforeAll(async () => {
  project = await installProject([
    "@types/node@20.19.43",
    ...versions.map((version) => `typescript-${version}@npm:typescript@${version}`),
  ]);
  project.write("uses-types.cts", readFileSync(join(project.folder, "uses-types.ts"), "utf8"));
});
afterAll(() => project?.remove());

describe.concurrent.each(versions)("TypeScript %s", (version) => {
  const major = Number(version.split(".")[0]);

  test.each([
    { module: "nodenext", moduleResolution: "nodenext" },
    { module: "nodenext", moduleResolution: "nodenext", exactOptionalPropertyTypes: true },
    { module: "esnext", moduleResolution: "bundler" },
  ])("%j", async (options) => {
    expect(await errorsOf(version, ["uses.ts", "mistakes.ts", "uses-types.cts"], options)).toEqual(expectedErrors());
  });

  test.each([
    ...(major < 7
      ? [{ module: "commonjs", moduleResolution: "node10", ...(major === 6 && { ignoreDeprecations: "6.0" }) }]
      : []),
    { module: "node16", moduleResolution: "node16" },
  ])("types in a CommonJS project: %j", async (options) => {
    expect(await errorsOf(version, ["uses-types.cts"], options)).toEqual([]);
  });
});

/** Each mistake stands below a comment with the code of its error, or with the codes of several versions. */
function expectedErrors(): unknown[] {
  const lines = readFileSync(join(project.folder, "mistakes.ts"), "utf8").split("\n");
  const errors = lines.flatMap((line, index) => {
    const codes = /\/\/ .*: error (TS\d+(\|TS\d+)*)$/.exec(line)?.[1];
    return codes ? [expect.stringMatching(`^mistakes\\.ts\\(${index + 2}\\): (${codes})$`)] : [];
  });
  expect(errors.length).toBeGreaterThan(0);
  return errors;
}

/** The errors of a compilation: those in mistakes.ts by line and code, others whole. */
async function errorsOf(version: string, files: string[], options: object): Promise<string[]> {
  const config = `tsconfig.${crypto.randomUUID()}.json`;
  const checked = { strict: true, skipLibCheck: false, skipDefaultLibCheck: true }; // All but the libraries of TypeScript itself.
  const common = { target: "es2022", lib: ["es2022", "dom"], types: ["node"], noEmit: true, ...checked };
  project.write(config, JSON.stringify({ compilerOptions: { ...common, ...options }, files }));
  const tsc = project.installed(`typescript-${version}/bin/tsc`);
  const output = await project.run(process.execPath, tsc, "-p", config).catch(({ stdout, stderr }) => stdout + stderr);
  const lines = String(output)
    .split("\n")
    .filter((line) => line && !line.startsWith(" "));
  return lines.map((line) => line.replace(/^(mistakes\.ts\(\d+),\d+\): error (TS\d+): .*$/, "$1): $2"));
}
