import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../src/verify/cli.js";

/** Runs the program in this process, without the environment of this process. */
export async function run(args: string[], env: Record<string, string> = {}, signal?: AbortSignal) {
  const lines: string[] = [];
  const errors: string[] = [];
  const io = { out: (line: string) => lines.push(line), error: (line: string) => errors.push(line), env };
  const code = await main(args, signal ? { ...io, signal } : io);
  return { code, output: lines.join("\n"), errors: errors.join("\n") };
}

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-verify-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
