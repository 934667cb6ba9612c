/** `npm run test:exactly-once`: the whole proof. `--creates`, `--users`, `--concurrency` and `--seed` change the run. */
import { parseArgs } from "node:util";
import { breakages, proveExactlyOnce } from "./exactly-once.js";

const { values } = parseArgs({
  options: {
    creates: { type: "string", default: "10000" },
    users: { type: "string", default: "50" },
    concurrency: { type: "string", default: "64" },
    seed: { type: "string", default: "20260101" },
  },
});
const options = {
  creates: Number(values.creates),
  users: Number(values.users),
  concurrency: Number(values.concurrency),
  seed: Number(values.seed),
};
const { violations, milliseconds, ...figures } = await proveExactlyOnce(options);
const { calls, open } = figures;
console.log({ ...options, ...figures, seconds: Math.round(milliseconds / 1000) });
console.log(
  `${violations.length} violations; ${(100 - (100 * open) / calls).toFixed(2)} % of the calls ended without an open outcome`,
);
for (const violation of violations.slice(0, 20)) console.log(violation);
let proved = violations.length === 0 && open <= calls / 100;
for (const breakage of breakages) {
  const { violations: found } = await proveExactlyOnce({ ...options, creates: Math.min(options.creates, 1_000), breakage });
  console.log(
    `A client that ${breakage}: ${found.length} violations, such as: ${found[0] ?? "none, so the proof proves nothing"}`,
  );
  proved &&= found.length > 0;
}
if (!proved) process.exitCode = 1;
