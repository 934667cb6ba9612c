import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { answerValid } from "../../src/mock/scenarios.js";
import { operation, requestExamples, responseExamples, violations } from "../support/contract.js";

const { dispatcher, dispatcherRules } = operation["x-microcks-operation"];

/** What Microcks does with the script: it makes it the body of a function, whose result is the name of the answer. */
function choose(body: unknown): string {
  return new Function("mockRequest", dispatcherRules)({ requestContent: () => JSON.stringify(body) });
}

test("the script is for the dispatcher that runs JavaScript", () => {
  expect(dispatcher).toBe("JS");
});

test.each(requestExamples)("the request $name gets the answer of that name", ({ name, value }) => {
  expect(choose(value)).toBe(name);
  expect(responseExamples.filter((answer) => answer.name === name)).toHaveLength(1);
});

test("any other request gets the scenario that the mock chooses", () => {
  const bodies = ownRequests();
  expect(bodies).toHaveLength(60);
  for (const body of bodies) {
    expect(violations("/components/schemas/MemberCreateRequestBody", body)).toEqual([]);
    expect({ body, scenario: choose(body) }).toEqual({ body, scenario: answerValid(body).scenario.name });
  }
});

/** Members of both kinds with every mixture of what tells the scenarios apart. */
function ownRequests() {
  const each = <T>(field: string, ...values: T[]) => values.map((value) => (value === undefined ? {} : { [field]: value }));
  const cross = (some: object[], others: object[]) => some.flatMap((one) => others.map((other) => ({ ...one, ...other })));
  const shared = cross(
    cross(
      each("institution_guid", "INS-1", examples["unknown-institution"].request.member.institution_guid),
      each("external_guid", undefined, "link-1", examples["external-guid-taken"].request.member.external_guid),
    ),
    each("skip_aggregation", undefined, true),
  );
  const first = { credential_guid: "CRD-1", value: "my-login" };
  const credentials = cross(
    each("credential_guid", "CRD-2", examples["stale-credentials"].request.member.credentials[0]?.credential_guid),
    each("value", "my-password", examples["duplicate-member"].request.member.credentials[0]?.value),
  ).map((second) => [first, second]);
  const members = cross(shared, [...each("credentials", ...credentials), { is_oauth: true }]);
  return members.map((member) => ({ member }));
}
