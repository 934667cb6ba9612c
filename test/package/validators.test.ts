import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { isMemberCreateRequestBody } from "../../generated/validators.js";

test("vitest takes a validator as a schema: expect.schemaMatching", () => {
  expect({ sent: examples.createMember.created.request }).toEqual({ sent: expect.schemaMatching(isMemberCreateRequestBody) });
  expect({ sent: { member: {} } }).not.toEqual({ sent: expect.schemaMatching(isMemberCreateRequestBody) });
});

test("validators run where code may not be made from strings", () => {
  const program = `
    import * as validators from "./dist/validators.js";
    import { examples } from "./dist/examples.js";
    try { new Function(""); } catch (error) { console.log(error.name); }
    const { oauth } = examples.createMember;
    console.log(validators.isMemberResponseBody(oauth.response), validators.isMemberCreateRequestBody.issues({}).length);`;
  const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  expect(execFileSync(process.execPath, flags, { cwd, encoding: "utf8" })).toBe("EvalError\ntrue 1\n");
});
