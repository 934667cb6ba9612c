/** `npm run bench`: what the client, the validators and the mock cost. Ratios are measured in one run, in turns. */
import { compareCalls, kilobytes } from "./client.js";
import { compareMocks } from "./mock.js";
import { compareValidators } from "./validators.js";

type Row = [measured: string, value: string | number, limit?: string];
const times = (ratio: number) => `${ratio.toFixed(2)} ×`;

const rows: Row[] = [...(await client()), ...(await validators()), ...(await mock())];
console.table(Object.fromEntries(rows.map(([measured, value, limit = ""]) => [measured, { value, limit }])));

/** Sizes are minified and gzipped, with everything that is needed. */
async function client(): Promise<Row[]> {
  const calls = await compareCalls();
  return [
    ["size: client", await kilobytes('export { createNexusClient } from "nexus-members-contract"'), "6 kB"],
    ["size: import of types only", await kilobytes('import type { Member } from "nexus-members-contract"'), "0.00 kB"],
    ["call: client ÷ openapi-fetch", times(calls.toOpenapiFetch), "1.10 ×"],
    ["call: client, median", `${(calls.ours * 1000).toFixed(0)} µs`],
  ];
}

/** A validation of the published response. */
async function validators(): Promise<Row[]> {
  const { time, toZod } = await compareValidators();
  return [
    ["size: all validators", await kilobytes('export * from "nexus-members-contract/validators"'), "8 kB"],
    ["validate: ours", `${time.toFixed(0)} ns`],
    ["validate: ours ÷ zod jitless", times(toZod), "1.00 ×"],
  ];
}

/** The mock and the Prism CLI, as programs. */
async function mock(): Promise<Row[]> {
  const { startRatio, rate, rateRatio, rateRange } = await compareMocks();
  return [
    ["mock: size", await kilobytes('export { createMock } from "nexus-members-contract/mock"'), "14 kB"],
    ["mock: start to first response ÷ prism mock", times(startRatio), "0.10 ×"],
    ["mock: creates a second ÷ prism mock, median of 7", times(rateRatio), "at least 6 ×"],
    ["mock: the same, lowest and highest", rateRange.map(times).join(" to ")],
    ["mock: creates a second over HTTP", Math.round(rate)],
  ];
}
