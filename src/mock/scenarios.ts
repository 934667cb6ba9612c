/** Which scenario of the contract is the response to a request. */
import type { Operation, ParameterValues, Scenario } from "../contract/contract.js";
import { isObject, isSame, setAt, valueAt, valuesAt } from "../contract/json.js";
import type { ReadRequest } from "../contract/request.js";
import { guidFor, hash } from "./guids.js";

/** A request that matches the contract. */
export type ValidRequest = Pick<ReadRequest, "token" | "params" | "body">;

/** The scenario for a session token, if the token alone decides. */
export function scenarioOfToken({ scenarios }: Operation, token: string): Scenario | undefined {
  return scenarios.find(({ when }) => when.token === (token || null));
}

/** The scenario for a request that matches the contract: its own, one that it resembles, or the one for all others. */
export function scenarioOfRequest({ scenarios }: Operation, { params, body }: ValidRequest): Scenario | undefined {
  const possible = scenarios.filter(({ request, params: own }) => request !== undefined || own !== undefined);
  const byStatus = failuresFirst(possible);
  const isOwn = (scenario: Scenario) => isSame(scenario.request, body) && hasParams(params, scenario.params);
  const resembles = ({ request, when: { same = [] } }: Scenario) =>
    same.length > 0 &&
    same.every((pointer) => valuesAt(body, pointer).some((value) => isSame(value, valueAt(request, pointer))));
  return byStatus.find(isOwn) ?? byStatus.find(resembles) ?? fallbackOf(scenarios);
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

const texts = new WeakMap<Scenario, string>();

/** The response of a scenario as JSON, made once. */
function textOf(scenario: Scenario): string {
  const text = texts.get(scenario) ?? JSON.stringify(scenario.response);
  texts.set(scenario, text);
  return text;
}

/**
 * The response body for a request: that of the scenario, with what the request said, and with GUIDs that follow from the request and its
 * token. `repetition` is how often the same request was carried out before, which makes a difference only with state.
 */
export function personalize(
  { unique, repeats, pathFields = {} }: Operation,
  scenario: Scenario,
  { body, token, params }: ValidRequest,
  repetition = 0,
): unknown {
  if (scenario.response === undefined || scenario.status >= 400) return scenario.response;
  let text = textOf(scenario);
  const sources = { token, request: hash(JSON.stringify([token, params, body, repetition])) };
  for (const [at, by] of Object.entries(unique)) {
    const example = valueAt(scenario.response, at);
    if (typeof example !== "string") continue;
    // The GUID may also be a part of other values, such as of a URI.
    text = text.replaceAll(example, guidFor(example, `${at} ${sources[by]}`));
  }
  const response = JSON.parse(text);
  for (const [at, { otherwise, absent }] of Object.entries(repeats)) {
    const asked = valueAt(body, at);
    const said = asked === undefined ? otherwise : asked;
    const isInResponse = isObject(valueAt(response, at.slice(0, at.lastIndexOf("/"))));
    if (isInResponse && (said !== undefined || absent)) setAt(response, at, said);
  }
  for (const [at, name] of Object.entries(pathFields)) {
    const value = params.path?.[name.toLowerCase()];
    const isInResponse = isObject(valueAt(response, at.slice(0, at.lastIndexOf("/"))));
    if (isInResponse && value !== undefined) setAt(response, at, value);
  }
  return response;
}

/** The headers of a scenario, which may repeat a GUID of its body. */
export function personalHeaders({ unique }: Operation, { headers = {}, response }: Scenario, body: unknown) {
  const replaced = Object.entries(headers).map(([name, text]) => {
    const value = Object.keys(unique).reduce((before, at) => {
      const example = valueAt(response, at);
      return typeof example === "string" ? before.replaceAll(example, String(valueAt(body, at))) : before;
    }, text);
    return [name, value] as const;
  });
  return Object.fromEntries(replaced);
}
