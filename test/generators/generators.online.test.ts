/** What other generators make of the contract: their output compiles, and tells the variants of requests and members apart. */
import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.js";

const generators = [
  {
    packages: ["@hey-api/openapi-ts@0.95.0", "typescript@5.9.3"],
    command: "openapi-ts --input openapi.json --output hey-api --silent --no-log-file",
    output: "hey-api/index.ts",
  },
  {
    packages: ["swagger-typescript-api@13.13.0"],
    command: "swagger-typescript-api generate --path openapi.json --output . --name swagger.ts --enum-style union --silent",
    output: "swagger.ts",
  },
  {
    packages: ["oazapfts@7.5.0", "@oazapfts/runtime@1.2.0"],
    command: "oazapfts openapi.json oazapfts.ts",
    output: "oazapfts.ts",
  },
];

/** Compiles only if both kinds of request and of member are different types. */
const use = (output: string) => `
import type { ConnectionStatus, NewMember, OAuthMemberCreateRequest, StandardMemberCreateRequest } from "./${output}";

const institution_guid = "INS-1";
const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];
export const standard: StandardMemberCreateRequest = { institution_guid, credentials };
export const oauth: OAuthMemberCreateRequest = { institution_guid, is_oauth: true };
// @ts-expect-error an OAuth member has no credentials
export const both: OAuthMemberCreateRequest = { institution_guid, is_oauth: true, credentials };
// @ts-expect-error no such status
export const unknown: ConnectionStatus = "BROKEN";
export const uriOf = (member: NewMember): string => (member.is_oauth ? member.oauth_window_uri : member.guid);
`;

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

const folder = temporaryFolder(afterAll);
const env = { ...process.env, CI: "true", DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" }; // None may report that it was used.
const run = promisify(execFile);

beforeAll(async () => {
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const packages = generators.flatMap((generator) => generator.packages);
  await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages], { cwd: folder, env });
  cpSync(fileURLToPath(new URL("../../generated/openapi.json", import.meta.url)), join(folder, "openapi.json"));
});

test.each(generators)("$packages.0", async ({ command, output }) => {
  const [program = "", ...args] = command.split(" ");
  await run(join(folder, "node_modules/.bin", program), args, { cwd: folder, env });
  writeFileSync(join(folder, "use.ts"), use(output));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  const tsc = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  const { stdout } = await run(process.execPath, [tsc, "--pretty", "false"], { cwd: folder }).catch((error) => error);
  expect(stdout).toBe("");
});
