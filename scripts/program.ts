import { existsSync, realpathSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** What a program of `scripts/` has of the process that it runs in. */
export interface ScriptContext {
  /** Where it was started: the root of the repository, or of a copy. */
  folder: string;
  env: NodeJS.ProcessEnv;
  out(line: string): void;
  error(line: string): void;
}

/**
 * Runs a program if its module is the one that Node was started with, and sets the exit code that it returns. Arguments that it does not
 * take are named in one line.
 */
export async function runIfStarted(
  module: string,
  main: (args: string[], context: ScriptContext) => number | Promise<number>,
): Promise<void> {
  const [, started = "", ...args] = process.argv;
  if (!existsSync(started) || realpathSync(started) !== fileURLToPath(module)) return;
  const context = { folder: process.cwd(), env: process.env, out: console.log, error: console.error };
  try {
    process.exitCode = await main(args, context);
  } catch (error) {
    const problem = argumentProblem(error);
    if (!problem) throw error;
    context.error(`${problem}. How to start the program is said at the head of ${relative(context.folder, started)}.`);
    process.exitCode = 1;
  }
}

/** What is wrong with the arguments of a program: the first sentence of an error of `parseArgs`; undefined for any other error. */
export function argumentProblem(error: unknown): string | undefined {
  const { code, message } = error as Error & { code?: unknown };
  return String(code).startsWith("ERR_PARSE_ARGS") ? message.split(/\.(?=\s|$)/)[0] : undefined;
}
