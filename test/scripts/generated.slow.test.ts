import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main as generate } from "../../scripts/generate.js";
import { copyOf, run } from "../support/copy.js";

const parts = ["openapi", "generated", "redocly.yaml"];

describe("npm run generate", () => {
  test("writes the same bytes again, and removes what does not belong there", async () => {
    const copy = copyOf(parts);
    const before = snapshot(copy);
    copy.write("generated/stray.txt", "");
    expect(await run(generate, copy.folder)).toEqual({ status: 0, stderr: "", stdout: "" });
    expect(snapshot(copy)).toEqual(before);
  });

  test("with --check names a stale, an edited, a missing and a stray file, and the command to run", async () => {
    const copy = copyOf(parts);
    copy.edit("openapi/openapi.yaml", /^( {2}title: ).*$/m, "  title: Another title");
    copy.edit("generated/contract.ts", /Version of the contract/, "Number of the contract");
    copy.remove("generated/examples.ts");
    copy.write("generated/stray.txt", "");
    const { status, stderr } = await run(generate, copy.folder, { args: ["--check"] });
    expect(status).toBe(1);
    expect(stderr).toMatch("generated/openapi.yaml is stale or was edited by hand");
    expect(stderr).toMatch("generated/contract.ts is stale or was edited by hand");
    expect(stderr).toMatch("generated/examples.ts is missing");
    expect(stderr).toMatch("generated/stray.txt does not belong there");
    expect(stderr).toMatch("run `npm run generate`");
  });

  test("says where a contract is broken that cannot be bundled", async () => {
    const copy = copyOf(parts);
    copy.edit("openapi/openapi.yaml", /\$ref: \.\/paths\/\S+/, "$ref: ./paths/missing.yaml");
    const { status, stderr } = await run(generate, copy.folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/openapi\/openapi\.yaml:\d+/);
    expect(stderr).toMatch("missing.yaml");
  });

  test("says where a scenario is in one place only, and where nothing says what is created", async () => {
    const copy = copyOf(parts);
    copy.edit("openapi/components/responses/UnprocessableEntity.yaml", "      unknown-institution:", "      unknown-bank:");
    copy.edit("openapi/components/schemas/NewMember.yaml", "x-mock-created: true\n", "");
    const { status, stderr } = await run(generate, copy.folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /examples\/UnknownInstitutionRequest\.yaml:1: `unknown-institution` has a request and no response: add/,
    );
    expect(stderr).toMatch(/examples\/DuplicateMemberRequest\.yaml:\d+: x-mock-when: taken counts what was/);
  });
});

function snapshot({ folder, read }: ReturnType<typeof copyOf>) {
  return Object.fromEntries(readdirSync(join(folder, "generated")).map((file) => [file, read(`generated/${file}`)]));
}
