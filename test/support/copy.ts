import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgramContext } from "../../scripts/program.js";
import { temporaryFolder } from "./folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a repository needs to build from its contract. */
export const everything = ["openapi", "scripts", "src", "generated", "redocly.yaml", "package.json"];

/** A copy of parts of the repository, to be broken by a test and removed after it. */
export function copyOf(parts: string[]) {
  const folder = temporaryFolder();
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    remove: (file: string) => rmSync(join(folder, file)),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    /** Replaces a text that has to be there. */
    edit(file: string, from: string | RegExp, to: string) {
      const before = this.read(file);
      const after = before.replace(from, () => to);
      if (after === before) throw new Error(`${file} does not contain: ${from}`);
      this.write(file, after);
    },
  };
}

/** Runs a program of `scripts/` in a folder. */
export async function run(main: Program, folder: string, { args = [] as string[], env = {} } = {}) {
  const written = { stdout: "", stderr: "" };
  const status = await main(args, {
    folder,
    env,
    out: (line) => (written.stdout += `${line}\n`),
    error: (line) => (written.stderr += `${line}\n`),
  });
  return { status, ...written };
}

type Program = (args: string[], context: ProgramContext) => number | Promise<number>;
