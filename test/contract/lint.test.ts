import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SourceFiles } from "../../scripts/lint/source.js";
import { main } from "../../scripts/lint.js";
import { contract } from "../support/contract.js";
import { copyOf, run } from "../support/copy.js";

const components = "openapi/components";

describe("npm run lint finds in one run, with file and line,", () => {
  const mistakes: [what: string, file: string, from: string | RegExp, to: string, finding: string][] = [
    // Rules of the subset
    [
      "a name that is none in code",
      "openapi/openapi.yaml",
      "x-name: integration",
      "x-name: in tegration",
      '"in tegration" should',
    ],
    [
      "a misspelt keyword",
      `${components}/schemas/MemberName.yaml`,
      "type: string",
      "tipe: string",
      "Property `tipe` is not expected",
    ],
    ["a null without quotes", `${components}/schemas/Member.yaml`, "type: [string, 'null']", "type: [string, null]", "type"],
    // Rules of our style
    [
      "an example without a summary",
      `${components}/examples/StandardRequest.yaml`,
      /^summary: .*\n/,
      "",
      "rule/example-summary",
    ],
    [
      "a property without a description",
      `${components}/schemas/OAuthMemberCreateRequest.yaml`,
      /^ {4}description: Must be.*\n/m,
      "",
      "rule/property-description",
    ],
    [
      "a parameter without a description",
      `${components}/parameters/MX-Skip-Webhook.yaml`,
      /^description: >-\n( .*\n)+/m,
      "",
      "parameter-description",
    ],
    [
      "a response without a description",
      `${components}/responses/Unauthorized.yaml`,
      /^description: .*\n( .*\n|\n)*/m,
      "",
      "rule/response-description",
    ],
    [
      "a request of another media type",
      "openapi/paths/members.yaml",
      contract.mediaType,
      "application/json",
      "request-mime-type",
    ],
    [
      "a response of another media type",
      `${components}/responses/BadRequest.yaml`,
      contract.mediaType,
      "application/json",
      "response-mime-type",
    ],
    // Checks of our own
    [
      "a title that is not the name of the file",
      `${components}/schemas/Metadata.yaml`,
      "title: Metadata",
      "title: Data",
      ":1: the title is Data: write `title: Metadata`",
    ],
    [
      "no evidence",
      `${components}/examples/OAuthRequest.yaml`,
      "x-evidence:",
      "x-no-evidence:",
      ": no x-evidence with nexus, sibling, inferred",
    ],
  ];
  const unused = `${components}/schemas/Forgotten.yaml:1: nothing refers to this file: refer to it, or delete it`;
  let result: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    const copy = copyOf(["openapi", "redocly.yaml"], afterAll);
    for (const [, file, from, to] of mistakes) copy.edit(file, from, to);
    copy.write(`${components}/schemas/Forgotten.yaml`, "title: Forgotten\n");
    result = await run(main, copy.folder);
  });

  test.each(mistakes)("%s", (_, file, __, ___, finding) => {
    const findings = [result.stderr.split(/^\[\d+\] /m), result.stderr.split("\n")].flat();
    expect(findings.filter((text) => text.startsWith(file) && text.includes(finding))).not.toEqual([]);
  });

  test("a file that nothing refers to, and the count of the evidence; and fails", () => {
    expect(result).toMatchObject({ status: 1, stdout: expect.stringContaining("(99 %)") });
    expect(result.stderr).toContain(unused);
  });
});

test("npm run lint finds, with file and line, a scenario in one place only, and that nothing says what is created", async () => {
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

test("what is wrong in an example is said with the line of the value", () => {
  const example = ["paths", "/members", "post", "requestBody", "content", contract.mediaType, "examples", "oauth"];
  const source = new SourceFiles(fileURLToPath(new URL("../..", import.meta.url)), "openapi/openapi.yaml");
  expect(source.lineOf([...example, "value", "member", "is_oauth"])).toBe(`${components}/examples/OAuthRequest.yaml:9`);
});
