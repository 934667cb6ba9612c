import { existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a program has of the process that it runs in. */
export interface ProgramContext {
  /** The root of the repository. */
  folder: string;
  env: NodeJS.ProcessEnv;
  out(line: string): void;
  error(line: string): void;
}

/** Runs a program if its module is the one that Node was started with, and sets the exit code that it returns. */
export async function runIfStarted(
  module: string,
  main: (args: string[], context: ProgramContext) => number | Promise<number>,
): Promise<void> {
  const [, started = "", ...args] = process.argv;
  if (!existsSync(started) || realpathSync(started) !== fileURLToPath(module)) return;
  const context = { folder: process.cwd(), env: process.env, out: console.log, error: console.error };
  process.exitCode = await main(args, context);
}
