/** What the guides tell readers to run, tried with the programs of this package. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main as runMock } from "../../src/mock/cli.js";
import { startMock } from "../../src/mock-server.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { main as runVerification } from "../../src/verify/cli.js";
import { collectOutput } from "../support/output.js";

const folder = new URL("../../openapi/guides/", import.meta.url);
const guides = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));

test.each([
  ["nexus-members-mock", runMock.bind(undefined, startMock)],
  ["nexus-members-verify", runVerification.bind(undefined, verifiedContract)],
] as const)("%s has every option that a guide gives it", async (program, run) => {
  const commands = guides.flatMap(
    (guide) => guide.replaceAll("\\\n", " ").match(new RegExp(`(npx |\\.bin/)${program}.*`, "g")) ?? [],
  );
  const used = commands.flatMap((command) => command.match(/--[a-z-]+/g) ?? []);
  expect(used.length).toBeGreaterThan(1);
  const { lines, ...output } = collectOutput();
  await run(["--help"], { ...output, env: {} });
  expect(used.filter((option) => !new RegExp(`${option}\\b`).test(lines.join("\n")))).toEqual([]);
});
