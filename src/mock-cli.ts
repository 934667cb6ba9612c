#!/usr/bin/env node
import { main } from "./mock/cli.js";
import { startMock } from "./mock-server.js";

process.stdout.on("error", () => {}); // The reader of the output may close the pipe first.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));

main(startMock, process.argv.slice(2), { out: console.log, error: console.error }).then((result) => {
  if (typeof result === "number") process.exitCode = result;
});
