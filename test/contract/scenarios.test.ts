import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { requestExamples, responseExamples } from "../support/contract.js";
import published from "./published-response.json" with { type: "json" };

describe("scenarios: a request example and a response example of the same name belong together", () => {
  test("names, statuses and order", () => {
    expect(responseExamples.map(({ status, name }) => `${status} ${name}`)).toEqual([
      "200 standard",
      "200 created",
      "200 skip-aggregation",
      "200 oauth",
      "400 missing-credentials",
      "400 missing-institution",
      "400 invalid",
      "400 stale-credentials",
      "401 missing-session",
      "401 expired-session",
      "422 duplicate-member",
      "422 external-guid-taken",
      "422 unknown-institution",
    ]);
    expect(requestExamples.map(({ name }) => name)).toEqual([
      "standard",
      "created",
      "skip-aggregation",
      "oauth",
      "stale-credentials",
      "duplicate-member",
      "external-guid-taken",
      "unknown-institution",
    ]);
  });

  test.each(requestExamples)("request $name has one response", ({ name }) => {
    expect(responseExamples.filter((response) => response.name === name)).toHaveLength(1);
  });

  test.each([
    ["request", requestExamples],
    ["response", responseExamples],
  ])("no two %s bodies are equal", (_, found) => {
    const bodies = found.map(({ value }) => JSON.stringify(value));
    expect(bodies.filter((body, index) => bodies.indexOf(body) !== index)).toEqual([]);
  });

  test("the standard response is the published one", () => {
    expect(examples.standard.response).toEqual(published);
  });

  test.each(["standard", "created", "skip-aggregation", "oauth"] as const)("the member of %s repeats its request", (name) => {
    const { request, response } = examples[name];
    const { credentials, skip_aggregation, skip_webhook, ...shared } = request.member as Record<string, unknown>;
    expect(response.member).toMatchObject(shared);
    expect(response.member.external_guid).toBe(shared.external_guid ?? null);
    expect(response.member.metadata).toBe(shared.metadata ?? null);
    expect(response.member.is_oauth).toBe(shared.is_oauth ?? false);
    expect(response.member.is_being_aggregated).toBe(name === "created");
  });

  test("fresh members have no past", () => {
    for (const name of ["created", "skip-aggregation", "oauth"] as const) {
      expect(examples[name].response.member).toMatchObject({ aggregated_at: null, successfully_aggregated_at: null });
    }
    expect(examples.created.response.member.connection_status).toBe("CREATED");
    expect(examples["skip-aggregation"].response.member.connection_status).toBe("CREATED");
    expect(examples.oauth.response.member.connection_status).toBe("PENDING");
  });

  test.each([
    ["missing-credentials", 4001],
    ["missing-institution", 4001],
    ["invalid", 4002],
    ["expired-session", 4011],
    ["duplicate-member", 4220],
    ["external-guid-taken", 4220],
    ["unknown-institution", 4220],
    ["stale-credentials", undefined],
    ["missing-session", undefined],
  ] as const)("%s has the documented code, %s", (name, code) => {
    expect((examples[name].response.error as { code?: number }).code).toBe(code);
  });

  test("the fixtures are the examples of the contract", () => {
    expect(Object.keys(examples)).toEqual(responseExamples.map(({ name }) => name));
    for (const { name, status, value } of responseExamples) {
      expect(examples[name as keyof typeof examples]).toEqual({
        status: Number(status),
        request: requestExamples.find((request) => request.name === name)?.value,
        response: value,
      });
    }
  });
});
