import { execFile } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { type Program, run as runProgram } from "../../scripts/program.js";
import { temporaryFolder } from "./folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a repository needs to build from its contract. */
export const everything = ["openapi", "scripts", "src", "generated", "redocly.yaml", "package.json"];

/** A copy of parts of the repository, to be broken by a test and removed after it, or later. */
export function copyOf(parts: string[], whenOver?: (remove: () => void) => void) {
  const folder = temporaryFolder(whenOver);
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    append: (file: string, text: string) => appendFileSync(join(folder, file), text),
    remove: (file: string) => rmSync(join(folder, file)),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    /** Replaces a text that has to be there. */
    edit(file: string, from: string | RegExp, to: string) {
      const path = join(folder, file);
      const before = readFileSync(path, "utf8");
      const after = before.replace(from, () => to);
      if (after === before) throw new Error(`${file} does not contain: ${from}`);
      writeFileSync(path, after);
    },
  };
}

/** A copy of the whole repository as a clone has it: with its packages, without its history and without what is built. */
export function clone() {
  const notCloned = [".git", "node_modules", "dist"];
  const copy = copyOf(readdirSync(root).filter((name) => !notCloned.includes(name)));
  return {
    ...copy,
    /** Runs a program in it, and returns what it prints. If the program fails, this rejects with that. */
    async run(program: string, ...args: string[]) {
      const env = { ...process.env, VITEST: undefined, NODE_ENV: undefined };
      const running = promisify(execFile)(program, args, { cwd: copy.folder, env, maxBuffer: 2 ** 26 });
      const { stdout, stderr } = await running.catch(({ stdout, stderr }) => {
        throw new Error(`${[program, ...args].join(" ")} failed:\n${stripVTControlCharacters(stdout + stderr)}`);
      });
      return stdout + stderr;
    },
  };
}

/** Runs a program of `scripts/` in a folder. */
export async function run(main: Program, folder: string, { args = [] as string[], env = {} } = {}) {
  const written = { stdout: "", stderr: "" };
  const status = await runProgram(main, args, {
    folder,
    env,
    out: (line) => (written.stdout += `${line}\n`),
    error: (line) => (written.stderr += `${line}\n`),
  });
  return { status, ...written };
}
