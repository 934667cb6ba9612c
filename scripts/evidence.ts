/**
 * `tsx scripts/evidence.ts`, part of `npm run lint`: fails for a leaf of the contract without evidence, for evidence that is malformed
 * or stands where nothing reads it, and for a source that does not exist or that nobody cites. It prints the count.
 */
import { checkEvidence, summarize } from "./evidence/ledger.js";
import { type ProgramContext, runIfStarted } from "./program.js";

/** Returns the exit code. */
export function main(_: string[], { folder, out, error }: ProgramContext): number {
  const ledger = checkEvidence(folder);
  for (const issue of ledger.issues) error(issue);
  out(summarize(ledger));
  return ledger.issues.length > 0 ? 1 : 0;
}

await runIfStarted(import.meta.url, main);
