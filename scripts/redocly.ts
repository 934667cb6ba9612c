import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));

/**
 * Runs Redocly CLI in the root of the repository. Its output (notices about Node and its own versions among it) is shown only if
 * it fails; then this process ends with its exit code.
 */
export function redocly(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: root, encoding: "utf8" });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}
