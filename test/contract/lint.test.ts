import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { redoclyCli } from "../../scripts/redocly.js";
import { contract } from "../support/contract.js";
import { temporaryFolder } from "../support/folder.js";
import { type Json, patched } from "../support/merge-patch.js";

interface Lint {
  contract: Json;
  mistakes: { what: string; rule: string; patch: Json }[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const text = readFileSync(new URL("lint.yaml", import.meta.url), "utf8");
const { contract: small, mistakes }: Lint = parse(text.replaceAll("<media type>", contract.mediaType));
const folder = temporaryFolder(afterAll);

describe("the linter, with the rules of redocly.yaml", () => {
  const found = lint([{}, ...mistakes.map(({ patch }) => patch)].map((patch) => patched(small, patch)));

  test("finds no issue in a contract without mistakes", () => {
    expect(found[0]).toEqual([]);
  });

  test.each(mistakes.map((mistake, index) => ({ ...mistake, index: index + 1 })))("finds $what", ({ rule, index }) => {
    expect(found[index]).toContain(rule);
  });
});

/** The rules that each document breaks. */
function lint(documents: unknown[]): string[][] {
  const files = documents.map((document, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(document));
    return relative(root, file);
  });
  const args = [redoclyCli, "lint", ...files, "--format", "json", "--max-problems", "1000"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const reports = stdout.split(/(?<=^\})(?=\{)/m); // One JSON text follows the other.
  if (reports.length !== files.length) throw new Error(`The linter printed nothing that can be read:\n${stdout}${stderr}`);
  return reports.map((report) => JSON.parse(report).problems.map(({ ruleId }: { ruleId: string }) => ruleId));
}
