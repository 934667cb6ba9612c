/**
 * `tsx scripts/lint.ts`, the first part of `npm run lint`: fails if `openapi/` breaks a rule of redocly.yaml or of scripts/lint/, or if a leaf has no evidence. It prints
 * every finding, each with file and line, and the count of the evidence.
 */
import { parse } from "yaml";
import { OpenApiDocument } from "../src/contract/document.js";
import { checkEvidence, summarize } from "./evidence/ledger.js";
import { checkDocument } from "./lint/checks.js";
import { SourceFiles } from "./lint/source.js";
import { runIfStarted, type ScriptContext } from "./program.js";
import { redocly, runRedocly } from "./redocly.js";

const entry = "openapi/openapi.yaml";

/** Returns the exit code. */
export function main(_: string[], { folder, out, error }: ScriptContext): number {
  const { findings } = lintContract(folder);
  const ledger = readable(() => checkEvidence(folder), findings);
  for (const finding of [...findings, ...(ledger?.issues ?? [])]) error(finding);
  if (ledger) out(summarize(ledger));
  return findings.length > 0 || !ledger || ledger.issues.length > 0 ? 1 : 0;
}

/** The bundled contract of a folder, and what is wrong with it apart from its evidence: each finding with file and line. */
export function lintContract(folder: string): { findings: string[]; bundle: string } {
  const { status, stdout, stderr } = runRedocly(folder, "lint", "members");
  const broken = status === 0 ? [] : [stdout.trim() || stderr.trim()];
  const read = readable(() => {
    const bundle = redocly(folder, "bundle", entry);
    const source = new SourceFiles(folder, entry);
    const found = status === 0 ? checkDocument(new OpenApiDocument(parse(bundle))) : [];
    const lines = found.map(({ path, message }) => `${source.lineOf(path)}: ${message}`);
    return { bundle, findings: [...lines, ...source.findings()] };
  }, broken);
  return { bundle: read?.bundle ?? "", findings: [...broken, ...(read?.findings ?? [])] };
}

/** What a function returns; undefined if it fails for a reason that is among the findings, such as a file that is not there. */
function readable<Result>(read: () => Result, findings: readonly string[]): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (findings.length === 0) throw error;
    return undefined;
  }
}

await runIfStarted(import.meta.url, main);
