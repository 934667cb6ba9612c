import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { parse, stringify } from "yaml";
import { redoclyCli } from "../../scripts/redocly.js";
import { temporaryFolder } from "./folder.js";

/** Something that the linter found. */
export interface Problem {
  readonly ruleId: string;
  readonly message: string;
}

const config = parse(readFileSync(new URL("../../redocly.yaml", import.meta.url), "utf8"));

/** What the linter finds in each document, by the rules of the subset in redocly.yaml. All documents are linted in one process. */
export function lint(documents: readonly unknown[]): Problem[][] {
  const folder = temporaryFolder(afterAll);
  const apis = documents.map((document, index) => {
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(document));
    return [`api${index}`, { root: `${index}.json` }];
  });
  writeFileSync(join(folder, "redocly.yaml"), stringify({ ...config, apis: Object.fromEntries(apis) }));
  const args = [redoclyCli, "lint", "--format", "json", "--max-problems", "1000"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
  const reports = stdout.split(/(?<=^\})(?=\{)/m); // One JSON text follows the other.
  if (reports.length !== documents.length) throw new Error(`The linter printed nothing that can be read:\n${stdout}${stderr}`);
  return reports.map((report) => JSON.parse(report).problems);
}
