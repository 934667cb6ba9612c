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

/** Returns the exit code. */
export type Program = (args: string[], context: ScriptContext) => number | Promise<number>;

/** Something that whoever started a program can put right. */
export class Obstacle extends Error {}

/** Runs a program if its module is the one that Node was started with, and sets the exit code that it returns. */
export async function runIfStarted(module: string, main: Program): Promise<void> {
  const [, started = "", ...args] = process.argv;
  if (!existsSync(started) || realpathSync(started) !== fileURLToPath(module)) return;
  const context = { folder: process.cwd(), env: process.env, out: console.log, error: console.error };
  process.exitCode = await run(main, args, context);
}

/** Runs a program, and returns its exit code. An obstacle, and arguments that it does not take, are told in one line. */
export async function run(main: Program, args: string[], context: ScriptContext): Promise<number> {
  try {
    return await main(args, context);
  } catch (error) {
    const { code, message } = error as Error & { code?: unknown };
    if (error instanceof Obstacle) context.error(message);
    else if (String(code).startsWith("ERR_PARSE_ARGS")) {
      const [problem] = message.split(/\.(?=\s|$)/);
      context.error(
        `${problem}. How to start the program is said at the head of ${relative(context.folder, process.argv[1] ?? "")}.`,
      );
    } else throw error;
    return 1;
  }
}
