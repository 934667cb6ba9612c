import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/** The program that `redocly` starts. */
export const redoclyCli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/**
 * Runs Redocly CLI in a folder and returns its standard output. Its notices go elsewhere.
 *
 * @throws {Error} if it fails, with all that it printed.
 */
export function redocly(folder: string, ...args: string[]): string {
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [redoclyCli, ...args], options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}
