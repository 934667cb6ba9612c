/** Which scenario of the contract is the response to a request. */
import type { Operation, ParameterValues, Scenario } from "../contract/contract.js";
import { isSame, valueAt, valuesAt } from "../contract/json.js";
import type { ReadRequest } from "../contract/request.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
import type { MockRule } from "./rules.js";

/** What counts of a request once it is accepted. */
export interface AcceptedRequest extends Pick<ReadRequest, "params" | "body"> {
  /** The user that its token stands for; empty without a token. */
  readonly user: string;
}

/** The scenario for a session token, if the token alone decides. */
export function scenarioOfToken({ scenarios }: Operation, token: string): Scenario | undefined {
  return scenarios.find(({ when }) => when.token === (token || null));
}

/** The scenario for a request that matches the contract: its own, one that it resembles, or the one for all others. */
export function scenarioOfRequest({ scenarios }: Operation, { params, body }: AcceptedRequest): Scenario | undefined {
  const possible = scenarios.filter(({ request, params: own }) => request !== undefined || own !== undefined);
  const byStatus = failuresFirst(possible);
  const isOwn = (scenario: Scenario) => isSame(scenario.request, body) && hasParams(params, scenario.params);
  const resembles = ({ request, when: { same = [] } }: Scenario) =>
    same.length > 0 &&
    same.every((pointer) => valuesAt(body, pointer).some((value) => isSame(value, valueAt(request, pointer))));
  return byStatus.find(isOwn) ?? byStatus.find(resembles) ?? fallbackOf(scenarios);
}

/** The scenarios that a rule asks for. */
export function scenariosOfRule(scenarios: readonly Scenario[], rule: MockRule): Scenario[] {
  return scenarios.filter(({ name, status }) => (rule.scenario ?? name) === name && (rule.status ?? status) === status);
}

/** Of the scenarios that a rule asks for, the one that fits the request, or else the first. */
export function scenarioOfRule(
  operation: Operation,
  rule: MockRule,
  request: AcceptedRequest,
  { token, issues }: ReadRequest,
): Scenario | undefined {
  const among = { ...operation, scenarios: scenariosOfRule(operation.scenarios, rule) };
  const fitting = issues.length > 0 ? scenarioOfIssues(among, issues) : scenarioOfRequest(among, request);
  return scenarioOfToken(among, token) ?? fitting ?? among.scenarios[0];
}

/**
 * The fields of a response that stay as a forced success has them, whatever the request says: those by which this scenario, or the one
 * that the request would have led to, is told from others.
 */
export function fixedFields(operation: Operation, forced: Scenario, request: AcceptedRequest): readonly string[] {
  const successes = operation.scenarios.filter(({ status }) => status < 400);
  const usual = scenarioOfRequest({ ...operation, scenarios: successes }, request);
  return usual === forced ? [] : [...(forced.when.same ?? []), ...(usual?.when.same ?? [])];
}

/** What makes a request fail comes before what it would lead to. */
function failuresFirst(scenarios: readonly Scenario[]): Scenario[] {
  return [...scenarios.filter(({ status }) => status >= 400), ...scenarios.filter(({ status }) => status < 400)];
}

/** The scenario for every other request that matches the contract. */
export function fallbackOf(scenarios: readonly Scenario[]): Scenario | undefined {
  return scenarios.find(({ when }) => when.otherwise) ?? scenarios.find(({ status }) => status < 400);
}

function hasParams(params: ParameterValues, expected: ParameterValues = {}): boolean {
  return Object.entries(expected).every(([place, values]) =>
    Object.entries(values).every(([name, value]) => isSame(params[place]?.[name.toLowerCase()], value)),
  );
}
