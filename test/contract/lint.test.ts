import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyOfContract } from "../support/copy.js";

const components = "openapi/components";

/** One mistake each: the file, what is replaced in it by what, and the rule that the linter has to name for it. */
const mistakes: [what: string, file: string, from: string, to: string, rule: string][] = [
  ["an example value", `${components}/examples/StandardResponse.yaml`, "T18:07:57.000Z", "", "no-invalid-media-type-examples"],
  [
    "a misspelt request field",
    `${components}/examples/OAuthRequest.yaml`,
    "external_guid",
    "external_id",
    "no-invalid-media-type-examples",
  ],
  [
    "a misspelt request field in a list",
    `${components}/examples/CreatedRequest.yaml`,
    "credential_guid",
    "guid",
    "no-invalid-media-type-examples",
  ],
  [
    "a status outside the enum",
    `${components}/examples/CreatedResponse.yaml`,
    "CREATED",
    "MADE",
    "no-invalid-media-type-examples",
  ],
  ["a schema example", `${components}/schemas/MemberGuid.yaml`, "- MBR-", "- USR-", "no-invalid-schema-examples"],
  ["no example summary", `${components}/examples/InvalidResponse.yaml`, "summary:", "description:", "rule/example-summary"],
  [
    "a property without description",
    `${components}/schemas/Member.yaml`,
    "    description: Short code of the institution.\n",
    "",
    "rule/property-description",
  ],
  [
    "a nested one",
    `${components}/schemas/ErrorResponseBody.yaml`,
    "        description: A sentence for people who read logs.\n",
    "",
    "rule/property-description",
  ],
  ["one in a component", `${components}/schemas/SkipWebhook.yaml`, "description:", "x-text:", "rule/property-description"],
  [
    "a parameter without description",
    `${components}/parameters/MX-Skip-Webhook.yaml`,
    "description:",
    "x-text:",
    "parameter-description",
  ],
  [
    "a response without description",
    `${components}/responses/MemberCreated.yaml`,
    "description:",
    "x-text:",
    "rule/response-description",
  ],
  [
    "x-evidence of a schema",
    `${components}/schemas/ErrorResponseBody.yaml`,
    "x-evidence: inferred",
    "x-evidence: guessed",
    "rule/evidence",
  ],
  [
    "x-evidence of a response",
    `${components}/responses/Unauthorized.yaml`,
    "x-evidence: inferred",
    "x-evidence: guessed",
    "rule/evidence",
  ],
  [
    "x-evidence of an example",
    `${components}/examples/ExpiredSessionResponse.yaml`,
    "x-evidence: inferred",
    "x-evidence: Inferred",
    "rule/evidence",
  ],
  ["no operationId", "openapi/paths/members.yaml", "  operationId: createMember\n", "", "operation-operationId"],
  ["no summary", "openapi/paths/members.yaml", "  summary: Create member\n", "", "operation-summary"],
  [
    "no tag description",
    "openapi/openapi.yaml",
    "    description: >-\n      A member is",
    "    x-text: >-\n      A member is",
    "tag-description",
  ],
  [
    "another media type in the request",
    "openapi/paths/members.yaml",
    "application/vnd.mx.nexus.v1+json",
    "application/json",
    "request-mime-type",
  ],
  [
    "another media type in an answer",
    `${components}/responses/BadRequest.yaml`,
    "application/vnd.mx.nexus.v1+json",
    "application/json",
    "response-mime-type",
  ],
];

test("the linter finds every kind of mistake, and says where", () => {
  const copy = copyOfContract();
  for (const [, file, from, to] of mistakes) copy.edit(file, from, to);
  const found = lint(copy.folder);
  for (const [what, file, , , rule] of mistakes) expect(found, what).toContain(`${rule} ${file}`);
});

test("the linter finds an unused component", () => {
  const copy = copyOfContract();
  copy.edit(
    "openapi/openapi.yaml",
    "components:\n",
    "components:\n  schemas:\n    Unused: { type: string, description: Not used. }\n",
  );
  expect(lint(copy.folder)).toEqual(["no-unused-components openapi/openapi.yaml"]);
});

test("the linter finds an operation without 4xx responses", () => {
  const copy = copyOfContract();
  for (const status of [400, 401, 422]) copy.edit("openapi/paths/members.yaml", `'${status}'`, `'${status + 100}'`);
  expect(lint(copy.folder)).toEqual(["operation-4xx-response openapi/paths/members.yaml"]);
});

/** The problems of a copy, each as "rule file". */
function lint(folder: string): string[] {
  const cli = join(folder, "node_modules/@redocly/cli/bin/cli.js");
  const args = [cli, "lint", "openapi/openapi.yaml", "--format", "json", "--max-problems", "1000"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (!stdout) throw new Error(stderr);
  const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; location: { source: { ref: string } }[] }[] };
  return problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.source.ref}`);
}
