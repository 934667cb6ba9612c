#!/usr/bin/env node
import { main } from "./mock/cli.js";
import { serveMock } from "./mock/server.js";
import { servedContract } from "./served-contract.js";

process.stdout.on("error", () => {}); // The reader of the output may close the pipe first.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));

const start = serveMock.bind(undefined, servedContract);
main(start, process.argv.slice(2), { out: console.log, error: console.error }, servedContract.api.version).then((result) => {
  if (typeof result === "number") process.exitCode = result;
});
