import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../scripts/lint.js";
import { contract } from "../support/contract.js";
import { copyOf, run } from "../support/copy.js";
import { lint } from "../support/lint.js";
import { type Json, patched } from "../support/merge-patch.js";

interface Lint {
  contract: Json;
  mistakes: { what: string; rule: string; patch: Json }[];
}

const text = readFileSync(new URL("lint.yaml", import.meta.url), "utf8");
const { contract: small, mistakes }: Lint = parse(text.replaceAll("<media type>", contract.mediaType));

describe("the linter, with the rules of our style", () => {
  const documents = [{}, ...mistakes.map(({ patch }) => patch)].map((patch) => patched(small, patch));
  const found = lint(documents, { style: true }).map((problems) => problems.map(({ ruleId }) => ruleId));

  test("finds no issue in a contract without mistakes", () => {
    expect(found[0]).toEqual([]);
  });

  test.each(mistakes.map((mistake, index) => ({ ...mistake, index: index + 1 })))("finds $what", ({ rule, index }) => {
    expect(found[index]).toContain(rule);
  });
});

describe("npm run lint prints, each with file and line,", () => {
  const components = "openapi/components";

  test("what breaks a rule, what is wrong with a file, and what has no evidence, in one run", async () => {
    const copy = copyOf(["openapi", "redocly.yaml"]);
    copy.edit("openapi/openapi.yaml", "x-name: integration", "x-name: in tegration");
    copy.edit(`${components}/schemas/MemberName.yaml`, "type: string", "tipe: string");
    copy.edit(`${components}/schemas/Member.yaml`, "type: [string, 'null']", "type: [string, null]");
    copy.edit(`${components}/schemas/Metadata.yaml`, "title: Metadata", "title: Data");
    copy.edit(`${components}/examples/OAuthRequest.yaml`, "x-evidence:", "x-no-evidence:");
    copy.write(`${components}/schemas/Forgotten.yaml`, "title: Forgotten\n");
    const { status, stdout, stderr } = await run(main, copy.folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/openapi\.yaml:\d+:\d+ .*\n\nThe name of a server is a name in code: "in tegration" should match/);
    expect(stderr).toMatch(/MemberName\.yaml:\d+:\d+ .*\n\nProperty `tipe` is not expected here/);
    expect(stderr).toMatch(/Member\.yaml:\d+:\d+ .*type/);
    expect(stderr).toMatch(`${components}/schemas/Metadata.yaml:1: the title is Data: write \`title: Metadata\``);
    expect(stderr).toMatch(`${components}/schemas/Forgotten.yaml:1: nothing refers to this file: refer to it, or delete it`);
    expect(stderr).toMatch(`${components}/examples/OAuthRequest.yaml#: no x-evidence`);
    expect(stdout).toMatch("(99 %)");
  });

  test("a scenario in one place only, and that nothing says what is created", async () => {
    const copy = copyOf(["openapi", "redocly.yaml"]);
    copy.edit(`${components}/responses/UnprocessableEntity.yaml`, "      unknown-institution:", "      unknown-bank:");
    copy.edit(`${components}/schemas/NewMember.yaml`, "x-mock-created: true\n", "");
    const { status, stderr } = await run(main, copy.folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^openapi\/components\/examples\/UnknownInstitutionRequest\.yaml:1: `unknown-institution` has a request and no response: add/m,
    );
    expect(stderr).toMatch(
      /^openapi\/components\/examples\/DuplicateMemberRequest\.yaml:\d+: x-mock-when: taken counts what was/m,
    );
  });

  test("an example that is wrong, explained by the variant that was meant", async () => {
    const copy = copyOf(["openapi", "redocly.yaml"]);
    copy.edit(`${components}/examples/OAuthRequest.yaml`, "is_oauth: true", "is_oauth: sure");
    const { status, stderr } = await run(main, copy.folder);
    expect(status).toBe(1);
    expect(stderr).toBe(`${components}/examples/OAuthRequest.yaml:8: is_oauth must be boolean\n`);
  });
});
