/** `npx tsx test/bench/bench.ts`: what the client, the validators, the mock and the docs cost. Ratios are measured in one run, in turns. */
import { compareCalls, countInstantiations, kilobytes } from "./client.js";
import { compareDocs } from "./docs.js";
import { compareMocks } from "./mock.js";
import { compareValidators } from "./validators.js";

type Row = [measured: string, value: string | number, limit?: string];
const times = (ratio: number) => `${ratio.toFixed(2)} ×`;

/** Bytes of each entry at commit 8b1dbf4, measured as below. */
const before = {
  index: 5355,
  fetch: 3646,
  types: 20,
  examples: 1338,
  validators: 6312,
  mock: 10_011,
  "mock-server": 11_164,
  verify: 16_539,
};

const rows: Row[] = [...(await entries()), ...(await client()), ...(await validators()), ...(await mock()), ...(await docs())];
console.table(Object.fromEntries(rows.map(([measured, value, limit = ""]) => [measured, { value, limit }])));

/** Each entry whole, beside what it was. That of `/verify` then read the contract from a file beside it. */
async function entries(): Promise<Row[]> {
  const rowOf = async ([name, bytes]: [string, number]): Promise<Row> => {
    const size = await kilobytes(`export * from "./dist/${name}.js"`);
    return [`size: ${name}`, size, `${(bytes / 1000).toFixed(2)} kB at 8b1dbf4`];
  };
  return Promise.all(Object.entries(before).map(rowOf));
}

/** Sizes are minified and gzipped, with everything that is needed. */
async function client(): Promise<Row[]> {
  const calls = await compareCalls();
  const instantiations = countInstantiations();
  return [
    ["size: client", await kilobytes('export { createNexusClient } from "nexus-members-contract"'), "5.5 kB"],
    ["size: openapi-fetch alone", await kilobytes('export { default } from "openapi-fetch"')],
    ["size: import of types only", await kilobytes('import type { Member } from "nexus-members-contract"'), "0.00 kB"],
    ["call: client ÷ openapi-fetch", times(calls.toOpenapiFetch), "1.10 ×"],
    ["call: client ÷ bare fetch", times(calls.toFetch)],
    ["call: client, median", `${(calls.ours * 1000).toFixed(0)} µs`],
    ["tsc: instantiations of one call", instantiations.ours, "500"],
    ["tsc: the same through openapi-fetch", instantiations.openapiFetch],
  ];
}

/** A validation of the published response. Only ours and zod jitless may run where code is not made from strings. */
async function validators(): Promise<Row[]> {
  const { time, ajv, zod, zodJitless } = await compareValidators();
  return [
    ["size: all validators", await kilobytes('export * from "nexus-members-contract/validators"'), "8 kB"],
    ["size: the same in zod", await kilobytes('export * from "./test/bench/zod.ts"')],
    ["validate: ours", `${time.toFixed(0)} ns`],
    ["validate: ours ÷ zod jitless", times(zodJitless), "1.00 ×"],
    ["validate: ours ÷ zod", times(zod)],
    ["validate: ours ÷ Ajv compiling at run time", times(ajv)],
  ];
}

/** The mock, the Prism CLI and a bare server, as programs; and the mock in process. */
async function mock(): Promise<Row[]> {
  const { startRatio, rate, rateRatio, rateRange, bareRatio, inProcess } = await compareMocks();
  return [
    ["mock: size", await kilobytes('export { createMock } from "nexus-members-contract/mock"'), "14 kB"],
    ["mock: start to first response ÷ prism mock", times(startRatio), "0.10 ×"],
    ["mock: creates a second ÷ prism mock, median of 7", times(rateRatio), "at least 6 ×"],
    ["mock: the same, lowest and highest", rateRange.map(times).join(" to ")],
    ["mock: creates a second ÷ bare node:http", times(bareRatio)],
    ["mock: creates a second over HTTP", Math.round(rate)],
    ["mock: creates a second in process", Math.round(inProcess)],
  ];
}

/** The docs page and the generator's default page. */
async function docs(): Promise<Row[]> {
  const { weight, defaultWeight, ratio, time } = await compareDocs();
  return [
    ["docs: weight", weight],
    ["docs: weight of the default page and its script", defaultWeight],
    ["docs: until the operation is readable ÷ default", ratio, "1.00 ×"],
    ["docs: until the operation is readable", time],
  ];
}
