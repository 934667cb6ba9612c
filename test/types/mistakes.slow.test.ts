import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("mistakes", import.meta.url));
const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler says about each mistake, by the comment above it. */
const said: Record<string, RegExp> = {
  "a misspelt field": /^error TS2561: .*'externalguid' does not exist .*Did you mean to write 'external_guid'\?$/,
  "no institution_guid": /^error TS2345: .*\n {2}Property 'institution_guid' is missing in type [^\n]*$/,
  "neither credentials nor is_oauth": /^error TS2345: .*\n {2}Property 'credentials' is missing in type [^\n]*$/,
  "credentials on an OAuth member": /^error TS2322: Type '\{ credential_guid: [^\n]*' is not assignable to type 'undefined'\.$/,
  "a use case that is not known": /^error TS2322: Type '"IAV"' is not assignable to type '"PFM" \| [^\n]*'\.$/,
  "a field of the wrong type": /^error TS2322: Type '\{ opened_from: string; \}' is not assignable to type 'string'\.$/,
  "a credential with the key of another API": /^error TS2353: .*'guid' does not exist in type '\{ credential_guid: [^\n]*$/,
  "the member without a look at ok": /^error TS2339: .*\n {2}Property 'member' does not exist on type 'CreateMemberFailure'\.$/,
};

test("the compiler's message for each common mistake is short and names the field", async () => {
  const lines = readFileSync(`${folder}/mistakes.ts`, "utf8").split("\n");
  const output = await compile();
  const errors = output.split(/^\S*mistakes\.ts\((?=\d+,)/m).slice(1);
  const byMistake = errors.map((error) => {
    const [, line, message = ""] = /^(\d+),\d+\): ([\s\S]*?)\n*$/.exec(error) ?? [];
    return [lines[Number(line) - 2]?.replace("// ", ""), message] as const;
  });

  expect(byMistake.map(([mistake]) => mistake)).toEqual(Object.keys(said));
  for (const [mistake = "", message] of byMistake) expect(message).toMatch(said[mistake] as RegExp);
});

function compile(): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", folder, "--pretty", "false"], (_, output) => resolve(output));
  });
}
