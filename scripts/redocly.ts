import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/** The program that `redocly` starts. */
export const redoclyCli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/** Runs Redocly CLI in a folder, and returns what it printed; its notices about itself go elsewhere. */
export function runRedocly(folder: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [redoclyCli, ...args], options);
  if (error) throw error;
  return { status, stdout, stderr };
}

/**
 * Runs Redocly CLI in a folder and returns its standard output.
 *
 * @throws {Error} if it fails, with all that it printed.
 */
export function redocly(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = runRedocly(folder, ...args);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}
