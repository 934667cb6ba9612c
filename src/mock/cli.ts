#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startMock } from "./index.js";

const usage = "Usage: nexus-members-mock [--port N] [--host H] [--verbose]";

let port = "4010";
try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: port },
      host: { type: "string", default: "127.0.0.1" },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  port = values.port;
  if (values.help) {
    console.log(usage);
  } else {
    if (!values.host) throw new Error("--host takes an address to listen on, such as 127.0.0.1 or 0.0.0.0");
    if (!/^\d+$/.test(port) || Number(port) > 65_535) throw new Error("--port takes a number from 0 to 65535");
    // What breaks the contract is worth a line always, everything else if asked for.
    const log = (line: string) => {
      if (values.verbose || line.endsWith("]")) console.log(line);
    };
    process.stdout.on("error", () => {}); // The reader of the log may go first.
    const mock = await startMock({ port: Number(port), host: values.host, log });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
    console.log(`Mock of POST /members: ${mock.url}`);
  }
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  if (code === "EADDRINUSE")
    console.error(`Port ${port} is busy. Choose another one with --port N, or --port 0 for any free one`);
  else console.error(code?.startsWith("ERR_PARSE_ARGS") ? `${message.split(".")[0]}. ${usage}` : message);
  process.exitCode = 1;
}
