import { execFile } from "node:child_process";
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

test("the compiler's message for each common mistake is short and names the field", async () => {
  const lines = readFileSync(file, "utf8").split("\n");
  const output = await compile();
  const errors = output.split(/^\S*mistakes\.ts\((?=\d+,)/m).slice(1);
  const messages = Object.fromEntries(
    errors.map((error) => {
      const [, line, message = ""] = /^(\d+),\d+\): ([\s\S]*?)\n*$/.exec(error) ?? [];
      const [, mistake = ""] = /\/\/ (.*): error/.exec(lines[Number(line) - 2] ?? "") ?? [];
      return [mistake, message];
    }),
  );

  expect(output).not.toContain("components[");
  for (const [mistake, message] of Object.entries(said)) expect(messages[mistake], mistake).toMatch(message);
});

function compile(): Promise<string> {
  const options = "--strict --exactOptionalPropertyTypes --noEmit --target es2022 --module nodenext --skipLibCheck".split(" ");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...options, "--pretty", "false", file], (_, output) => resolve(output));
  });
}
