import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));

/**
 * Runs Redocly CLI in the root of the repository. What it prints (notices about Node and its own versions among it) is shown
 * only if it fails; then this process ends with its exit code.
 *
 * @param {...string} args
 */
export function redocly(...args) {
  try {
    execFileSync(process.execPath, [cli, ...args], { cwd: root, stdio: "pipe" });
  } catch (error) {
    console.error(`${error.stdout}${error.stderr}`);
    process.exit(error.status ?? 1);
  }
}
