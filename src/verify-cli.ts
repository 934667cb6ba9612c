#!/usr/bin/env node
import { verifiedContract } from "./verified-contract.js";
import { main } from "./verify/cli.js";

process.stdout.on("error", () => {}); // The reader of the output may close the pipe first.
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => abort.abort());

main(verifiedContract, process.argv.slice(2), {
  out: console.log,
  error: console.error,
  env: process.env,
  signal: abort.signal,
}).then((code) => {
  process.exitCode = code;
});
