import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("../package/consumer/mistakes.ts", import.meta.url));
const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler says about the most common mistakes, by the comment above each. */
const said: Record<string, RegExp> = {
  "a misspelt field": /^error TS2561: .*'skip_agregation' does not exist .*Did you mean to write 'skip_aggregation'\?$/,
  "no institution_guid": /^error TS2345: .*\n {2}Property 'institution_guid' is missing in type [^\n]*$/,
  "neither credentials nor is_oauth": /^error TS2345: .*\n {2}Property 'credentials' is missing in type [^\n]*$/,
  "credentials on an OAuth member": /^error TS2322: Type '\{ credential_guid: [^\n]*' is not assignable to type 'undefined'\.$/,
  "an unknown use case": /^error TS2322: Type '"IAV"' is not assignable to type 'UseCase'\.$/,
  "metadata as an object": /^error TS2322: Type '\{ opened_from: string; \}' is not assignable to type 'string'\.$/,
  "a credential with the key of another API": /^error TS2353: .*'guid' does not exist in type 'CredentialRequest'\.$/,
  "the member without a look at ok": /^error TS2339: .*\n {2}Property 'member' does not exist on type 'CreateMemberFailure'\.$/,
};

test("each mistake is an error, and the compiler's message for the common ones is short and names the field", () => {
  const options = "--strict --exactOptionalPropertyTypes --noEmit --target es2022 --module nodenext --skipLibCheck".split(" ");
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, "--pretty", "false", file], { encoding: "utf8" });
  const found = stdout.split(/^\S*mistakes\.ts\((?=\d+,)/m).slice(1);
  const messages = new Map(found.map((error) => [Number.parseInt(error, 10), error.replace(/^.*?\): /, "").trimEnd()]));

  expect(stdout).not.toContain("components[");
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    const [, mistake = "", codes] = /\/\/ (.*): error (TS[\dTS|]+)$/.exec(line) ?? [];
    if (codes) expect(messages.get(index + 2), mistake).toMatch(said[mistake] ?? new RegExp(`^error (${codes}): `));
  }
  expect(messages.size).toBeGreaterThan(Object.keys(said).length);
});
