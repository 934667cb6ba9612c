import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { checkEvidence } from "../../scripts/evidence/ledger.js";
import { main } from "../../scripts/lint.js";
import { copyOf, run } from "../support/copy.js";

describe("the check of the evidence finds", () => {
  const components = "openapi/components";
  const schemas = `${components}/schemas`;
  // biome-ignore lint/suspicious/noExplicitAny: YAML of the contract, edited by key
  type Change = (content: any) => unknown;
  const mistakes: [what: string, file: string, change: Change, issue: string][] = [
    [
      "a property without evidence",
      `${schemas}/Member.yaml`,
      ({ properties }) => delete properties.institution_code["x-evidence"],
      "#/properties/institution_code: no x-evidence with nexus, sibling, inferred: cite a source of openapi/sources.yaml, whose head says how",
    ],
    [
      "a default without evidence",
      `${schemas}/SkipAggregation.yaml`,
      (schema) => delete schema["x-evidence"].parts.default,
      '#: x-evidence.parts has nothing for "default"',
    ],
    [
      "an enum value without evidence",
      `${schemas}/UseCase.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { parts: { "enum PFM": { nexus: ["use-cases"] } } }),
      '#: x-evidence.parts has nothing for "enum MONEY_MOVEMENT"',
    ],
    [
      "a status without evidence",
      `${components}/responses/Unauthorized.yaml`,
      (response) => delete response["x-evidence"].parts.status,
      '#: x-evidence.parts has nothing for "status"',
    ],
    [
      "an example without evidence",
      `${components}/examples/StandardResponse.yaml`,
      (example) => delete example["x-evidence"],
      "#: no x-evidence with nexus, sibling, inferred: cite a source of openapi/sources.yaml, whose head says how",
    ],
    [
      "a server without evidence",
      "openapi/openapi.yaml",
      ({ servers }) => delete servers[0]["x-evidence"],
      "#/servers/0: no x-evidence with nexus, sibling, inferred: cite a source of openapi/sources.yaml, whose head says how",
    ],
    [
      "a source that does not exist",
      `${schemas}/MemberName.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { nexus: ["create-a-member"] }),
      '#: the source "create-a-member" is not in openapi/sources.yaml',
    ],
    [
      "no source at all",
      `${schemas}/StandardMember.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { nexus: [] }),
      "#: nexus cites no source",
    ],
    [
      "a source of another API that is given as Nexus's",
      `${components}/parameters/MX-Skip-Webhook.yaml`,
      (parameter) => Object.assign(parameter["x-evidence"], { nexus: ["member-webhooks"] }),
      '#: nexus cites "member-webhooks", which belongs to webhooks',
    ],
    [
      "two bases for one claim",
      `${schemas}/UseCases.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { inferred: ["create-member"] }),
      "#: x-evidence has two bases, nexus and inferred: put the weaker one under parts",
    ],
    [
      "evidence for a part that is not there",
      `${schemas}/SkipWebhook.yaml`,
      (schema) => delete schema.default,
      '#: x-evidence.parts has "default", which the leaf does not have',
    ],
    [
      "evidence where nothing reads it",
      `${schemas}/PendingOAuthMember.yaml`,
      ({ allOf }) => Object.assign(allOf[1], { "x-evidence": { nexus: ["create-member"] } }),
      "#/allOf/1: x-evidence stands on something that is no leaf; move it to the leaf",
    ],
    [
      "an open point without a way to settle it",
      `${schemas}/InstitutionGuid.yaml`,
      (schema) => delete schema["x-evidence"].open[0].settle,
      "#: settle of an open point must be a string",
    ],
    [
      "a source that nobody cites",
      "openapi/sources.yaml",
      (all) =>
        Object.assign(all, { forgotten: { title: "Forgotten", api: "platform", url: "https://a.example/", seen: "2026-11" } }),
      "#/forgotten: nothing cites this source: cite it, or delete it",
    ],
  ];

  test.each(mistakes)("%s", (_, file, change, issue) => {
    const copy = copyOf(["openapi"]);
    const content = parse(copy.read(file));
    change(content);
    copy.write(file, stringify(content));
    expect(checkEvidence(copy.folder).issues).toContain(`${file}${issue}`);
  });

  test("as a program, names the leaf and its file, prints the count, and fails", async () => {
    const copy = copyOf(["openapi", "redocly.yaml"]);
    expect(await run(main, copy.folder)).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringMatching(/^Evidence: (\d+) of \1 claims .* \(100 %\): /),
    });
    copy.edit(`${components}/examples/OAuthRequest.yaml`, "x-evidence:", "x-no-evidence:");
    expect(await run(main, copy.folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${components}/examples/OAuthRequest.yaml#: no x-evidence`),
      stdout: expect.stringContaining("(99 %)"),
    });
  });

  test("two open points of one rank", () => {
    const copy = copyOf(["openapi"]);
    copy.edit(`${components}/schemas/CredentialGuid.yaml`, "rank: 10", "rank: 20");
    expect(checkEvidence(copy.folder).issues.join("\n")).toMatch(/an open point has the rank 20 of another one, at openapi/);
  });
});
