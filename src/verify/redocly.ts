import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Where Redocly CLI runs. */
export interface Workplace {
  /** An empty folder that holds its files, and no settings of anybody's. */
  folder: string;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * Runs Redocly CLI for the JSON that it writes. Its exit code says only whether it found something; without the file it has failed.
 *
 * @param output Name of the file among the arguments.
 * @param env Where secrets go: arguments can be read by other users of the machine.
 * @throws {Error} if it is not installed, or has failed itself; then the message is what it said.
 */
export async function redocly(place: Workplace, args: string[], output: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const file = join(place.folder, output);
  const { stdout, stderr, code } = await run(process.execPath, [find(), ...args], {
    cwd: place.folder,
    signal: place.signal,
    maxBuffer: 2 ** 28,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", ...env },
  }).catch((error) => error);
  place.signal.throwIfAborted();
  if (!existsSync(file)) throw new Error(`Redocly CLI failed (${code}):\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function find(): string {
  try {
    return join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
  } catch (cause) {
    throw new Error("Verifying needs Redocly CLI. Install it: npm install --save-dev @redocly/cli@2.77.0", { cause });
  }
}
