/**
 * `tsx scripts/lint.ts`, the first part of `npm run lint`: fails if `openapi/` breaks a rule of redocly.yaml or of scripts/lint/, or if a
 * leaf has no evidence. It prints every finding, each with file and line, and the count of the evidence.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { OpenApiDocument } from "../src/contract/document.js";
import { checkEvidence, summarize } from "./evidence/ledger.js";
import { readSources } from "./evidence/model.js";
import { checkDocument } from "./lint/checks.js";
import { SourceFiles } from "./lint/source.js";
import { runIfStarted, type ScriptContext } from "./program.js";
import { redocly, runRedocly } from "./redocly.js";

const entry = "openapi/openapi.yaml";

/** Returns the exit code. */
export function main(_: string[], { folder, out, error }: ScriptContext): number {
  const files = new SourceFiles(folder, entry);
  const { findings, bundle } = lintContract(folder, files);
  const evidence = readable(() => evidenceOf(bundle, folder, files), findings);
  for (const finding of [...findings, ...(evidence?.findings ?? [])]) error(finding);
  if (evidence) out(evidence.summary);
  return findings.length > 0 || !evidence || evidence.findings.length > 0 ? 1 : 0;
}

/** The bundled contract of a folder, and what is wrong with it apart from its evidence: each finding with file and line. */
export function lintContract(folder: string, files = new SourceFiles(folder, entry)): { findings: string[]; bundle: string } {
  const { status, stdout, stderr } = runRedocly(folder, "lint", "members");
  const broken = status === 0 ? [] : [stdout.trim() || stderr.trim()];
  const read = readable(() => {
    const bundle = redocly(folder, "bundle", entry);
    const mistakes = status === 0 ? checkDocument(new OpenApiDocument(parse(bundle))) : [];
    return { bundle, findings: [...mistakes.map((mistake) => files.sentenceOf(mistake)), ...files.findings()] };
  }, broken);
  return { bundle: read?.bundle ?? "", findings: [...broken, ...(read?.findings ?? [])] };
}

/** What is wrong with the evidence, each finding with file and line, and its count. */
function evidenceOf(bundle: string, folder: string, files: SourceFiles): { findings: string[]; summary: string } {
  const guides = readdirSync(join(folder, "openapi/guides"));
  const texts = guides.map((file) => readFileSync(join(folder, "openapi/guides", file), "utf8"));
  const ledger = checkEvidence(parse(bundle), readSources(folder), texts);
  const mistakes = ledger.mistakes.map((mistake) => files.sentenceOf(mistake));
  const uncited = ledger.uncited.map((key) => `openapi/sources.yaml: nothing cites ${key}: cite it, or delete it`);
  return { findings: [...mistakes, ...uncited], summary: summarize(ledger) };
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
