import { describe, expect, test } from "vitest";
import { examples } from "../../src/examples.js";
import { servedContract } from "../../src/served-contract.js";
import { contract } from "../support/contract.js";
import published from "./published-response.json" with { type: "json" };

const { operations } = servedContract;

const bodies = contract.operations.map(({ operationId, requestBody, responses }) => ({
  operationId,
  requests: Object.entries(contract.bodyOf(requestBody)?.examples ?? {}),
  responses: Object.entries(responses).flatMap(([status, response]) =>
    Object.entries(contract.bodyOf(response)?.examples ?? {}).map(([name, { value }]) => ({ status, name, value })),
  ),
}));

describe.each(bodies)(
  "scenarios of $operationId: a request and a response of the same name",
  ({ operationId, requests, responses }) => {
    test("the fixtures are the examples of the contract, in its order", () => {
      const fixtures: Record<string, { status: number; request: unknown; response: unknown }> =
        examples[operationId as keyof typeof examples];
      expect(Object.keys(fixtures)).toEqual(responses.map(({ name }) => name));
      for (const { name, status, value } of responses) {
        const request = requests.find(([other]) => other === name)?.[1].value;
        expect(fixtures[name]).toMatchObject({ status: Number(status), response: value });
        expect(fixtures[name]?.request).toEqual(request);
      }
    });

    test("the fixtures cannot be changed by accident", () => {
      const isFrozen = (value: unknown): boolean =>
        typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
      expect(isFrozen(examples)).toBe(true);
    });

    test("each response to a request that does not match the contract says when it is returned", () => {
      const operation = operations.find((one) => one.operationId === operationId);
      const alone = operation?.scenarios.filter(({ request, params }) => request === undefined && params === undefined) ?? [];
      expect(alone.filter(({ when }) => Object.keys(when).length === 0).map(({ name }) => name)).toEqual([]);
    });
  },
);

// What follows is about what MX documents of create: the one place with a list of its scenarios.
describe("the scenarios of create", () => {
  const scenarios = examples.createMember;
  type Name = keyof typeof scenarios;

  test("standard comes first, and its response is the published one, to the letter", () => {
    expect(Object.keys(scenarios)[0]).toBe("standard");
    expect(scenarios.standard.response).toEqual(published);
  });

  test.each<[Name, number, number | undefined]>([
    ["missing-credentials", 400, 4001],
    ["missing-institution", 400, 4001],
    ["invalid", 400, 4002],
    ["stale-credentials", 400, undefined],
    ["missing-session", 401, undefined],
    ["expired-session", 401, 4011],
    ["duplicate-member", 422, 4220],
    ["external-guid-taken", 422, 4220],
    ["unknown-institution", 422, 4220],
  ])("%s has the status %i and the documented code, %s", (name, status, code) => {
    const { response } = scenarios[name] as { response: { error?: { code?: number } } };
    expect(scenarios[name].status).toBe(status);
    expect(response.error?.code).toBe(code);
  });

  test.each(["standard", "created", "oauth", "skip-aggregation"] as const)("the member of %s repeats its request", (name) => {
    const { request, response } = scenarios[name];
    const { credentials, skip_aggregation, skip_webhook, ...shared } = request.member as Record<string, unknown>;
    expect(scenarios[name].status).toBe(200);
    const repeated = Object.entries(shared).filter(([field]) => field in response.member);
    expect(repeated.length).toBeGreaterThan(0);
    expect(response.member).toMatchObject(Object.fromEntries(repeated));
    expect(response.member.external_guid).toBe(shared.external_guid ?? null);
    expect(response.member.metadata).toBe(shared.metadata ?? null);
    expect(response.member.is_oauth).toBe(shared.is_oauth ?? false);
    expect(response.member.is_being_aggregated).toBe(name === "created");
  });

  test.each(["created", "oauth", "skip-aggregation"] as const)("the member of %s is fresh", (name) => {
    const { member } = scenarios[name].response;
    expect(member).toMatchObject({ aggregated_at: null, successfully_aggregated_at: null });
    expect(member.connection_status).toBe(name === "oauth" ? "PENDING" : "CREATED");
  });
});
