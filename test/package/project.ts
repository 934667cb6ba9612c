import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";

const runFile = promisify(execFile);

/** A project that has the packed tarball and other packages installed, and the files of `consumer/`. */
export async function installProject(packages: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-matrix-"));
  const run = async (program: string, ...args: string[]) => {
    const { stdout } = await runFile(program, args, { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
    return stdout;
  };
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", inject("tarball"), ...packages);
  cpSync(fileURLToPath(new URL("consumer", import.meta.url)), folder, { recursive: true });
  return {
    folder,
    /** Runs a program in the folder. Returns what it prints. */
    run,
    installed: (path: string) => join(folder, "node_modules", path),
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Project = Awaited<ReturnType<typeof installProject>>;
