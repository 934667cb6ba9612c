/** Finds out what the output of a generator has lost. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** The probes that do not compile. Rejects if anything else does not. */
export async function lossesInTypes(folder: string): Promise<string[]> {
  checkAll(folder);
  const include = ["generated*", "output.ts", "probes"];
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
  const tsc = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  const errors = await promisify(execFile)(process.execPath, [tsc, "--project", folder, "--pretty", "false"], { cwd: folder })
    .then(() => "")
    .catch(({ stdout }) => String(stdout));
  const lines = errors.split("\n").filter((line) => /error TS\d+/.test(line));
  const elsewhere = lines.filter((line) => !line.startsWith("probes/"));
  if (elsewhere.length) throw new Error(`The output does not compile:\n${elsewhere.join("\n")}`);
  return [...new Set(lines.map((line) => basename(line.replace(/\(.*/s, ""), ".ts")))];
}

/** Some generators switch off the checks of their own output. */
function checkAll(folder: string) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /^generated.*\.ts$/.test(file));
  if (!files.length) throw new Error("Nothing was generated");
  for (const file of files) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("@ts-nocheck", ""));
  }
}

/** What is missing from the request of the generated client, or from what it returns. */
export async function lossesInRequest(folder: string): Promise<string[]> {
  const { request, response } = examples.createMember.oauth;
  const sessionToken = "example-session";
  const call = JSON.stringify({ mediaType, sessionToken, request, response });
  const tsx = import.meta.resolve("tsx");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", tsx, "send.ts", call], { cwd: folder });
  const { headers, returned } = JSON.parse(stdout);
  const kept = {
    "content-type": headers["content-type"] === mediaType,
    accept: headers.accept === mediaType,
    "session-token": headers[sessionTokenHeader.toLowerCase()] === sessionToken,
    "response-body": isDeepStrictEqual(returned, response),
  };
  return Object.entries(kept).flatMap(([name, isKept]) => (isKept ? [] : [name]));
}

/** Whether the tool generates a client that can be called. */
export function hasClient(folder: string): boolean {
  return readFileSync(join(folder, "output.ts"), "utf8").includes("function send(");
}
