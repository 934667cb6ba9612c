/** Installs the generators of tools.yaml, and runs them. */
import { exec, execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";

export interface Tool {
  name: string;
  output: string;
  packages: Record<string, string>;
  /** Why a newer version is not installed. */
  newest?: string;
  command: string;
  loses: string[];
}

interface Tools {
  before: string;
  types: Record<string, string>;
  sent: Record<string, string>;
  tools: Tool[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const file: Tools = parse(readFileSync(here("tools.yaml"), "utf8"));
export const { types, sent, tools } = file;

/** None of them may report that it was used. */
const quiet = { CI: "true", DO_NOT_TRACK: "1", KUBB_DISABLE_TELEMETRY: "1", SCARF_ANALYTICS: "false" };

/** Installs every generator in a folder, and runs no install script. */
export async function installTools(folder: string) {
  const dependencies = Object.assign({}, ...tools.map(({ packages }) => packages));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", `--before=${file.before}`];
  await promisify(execFile)("npm", ["install", ...options], { cwd: folder, env: { ...process.env, ...quiet } });
}

/** Generates from a contract, in a folder beneath that of the tools, where the code that uses the output stands too. */
export async function generate(tool: Tool, contract: unknown, toolsFolder: string, run: string): Promise<string> {
  const folder = join(toolsFolder, run, tool.name);
  mkdirSync(folder, { recursive: true });
  for (const source of [tool.name, "probes", "send.ts"]) {
    cpSync(here(`consumer/${source}`), source === tool.name ? folder : join(folder, source), { recursive: true });
  }
  cpSync(here("../../generated/contract.ts"), join(folder, "contract.ts"));
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(contract));
  const PATH = [join(toolsFolder, "node_modules/.bin"), process.env.PATH].join(delimiter);
  await promisify(exec)(tool.command, { cwd: folder, env: { ...process.env, ...quiet, PATH } });
  return folder;
}
