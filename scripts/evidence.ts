/**
 * `tsx scripts/evidence.ts`, part of `npm run lint`: fails for a leaf of the contract without evidence, for evidence that is malformed
 * or stands where nothing reads it, and for a source that does not exist or that nobody cites. It prints the count.
 */
import { checkEvidence, summarize } from "./evidence/ledger.js";

const ledger = checkEvidence(process.cwd(), process.argv[2]);
for (const issue of ledger.issues) console.error(issue);
console.log(summarize(ledger));
if (ledger.issues.length > 0) process.exitCode = 1;
