import { parseArgs } from "node:util";
import type { RunningMock, StartMockOptions } from "./server.js";

const usage =
  "Usage: nexus-members-mock [--port N] [--host H] [--base-path P] [--stateful] [--control | --control-anywhere] [--verbose] | --version";

/** Where a program writes its lines. */
export interface Output {
  out(line: string): void;
  error(line: string): void;
}

/**
 * A program that serves a mock.
 *
 * @param start Starts the mock.
 * @param version What `--version` prints.
 * @returns The mock, which keeps running, or the exit code if it did not start.
 */
export async function main(
  start: (options: StartMockOptions) => Promise<RunningMock>,
  args: string[],
  { out, error }: Output,
  version = "",
): Promise<RunningMock | number> {
  let port = "4010";
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string", default: port },
        host: { type: "string" },
        "base-path": { type: "string", default: "" },
        stateful: { type: "boolean" },
        control: { type: "boolean" },
        "control-anywhere": { type: "boolean" },
        verbose: { type: "boolean" },
        help: { type: "boolean" },
        version: { type: "boolean" },
      },
    });
    port = values.port;
    if (values.help || values.version) {
      out(values.help ? usage : version);
      return 0;
    }
    if (!/^\d+$/.test(port)) throw new TypeError("--port needs a number from 0 to 65535.");
    const access = values.control ? "loopback" : undefined;
    const control = values["control-anywhere"] ? "anywhere" : access;
    const mock = await start({
      port: Number(port),
      host: values.host,
      basePath: values["base-path"],
      stateful: values.stateful,
      control,
      journal: control !== undefined, // Nobody else can read it.
      log: (line, { plain, path = "-", duration }) => {
        if (values.verbose) out(`${line} ${path} ${duration.toFixed(1)} ms`);
        else if (!plain) out(line);
      },
    });
    out(`Mock of the Nexus contract: ${mock.url}${values["base-path"]}`);
    return mock;
  } catch (cause) {
    const { code, message } = cause as Error & { code?: string };
    if (code === "EADDRINUSE") error(`Port ${port} is in use. Choose another one with --port N, or --port 0 for any free one.`);
    else if (code?.startsWith("ERR_PARSE_ARGS")) error(`${message.split(/\.(?=\s|$)/)[0]}. ${usage}`);
    else error(message);
    return 1;
  }
}
