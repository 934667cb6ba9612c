/** What a response says of its request: its values, its GUIDs, and what a rule overrides. */
import type { Operation, Scenario } from "../contract/contract.js";
import { isObject, setAt, valueAt } from "../contract/json.js";
import { guidFor, hash } from "./guids.js";
import type { AcceptedRequest } from "./scenarios.js";

/**
 * A scenario whose response is that to a request: with what the request said, and with GUIDs that follow from the request and its user.
 * `repetition` is how often the same request was carried out before, which makes a difference only with state. The `fixed` fields do not
 * repeat the request.
 */
export function personalize(
  { unique, repeats, pathFields = {} }: Operation,
  scenario: Scenario,
  { body, user, params }: AcceptedRequest,
  { repetition, fixed }: { repetition: number; fixed: readonly string[] },
): Scenario {
  let json = responseJson(scenario);
  const sources = { token: user, request: hash(JSON.stringify([user, params, body, repetition])) };
  for (const [at, by] of Object.entries(unique)) {
    const example = valueAt(scenario.response, at);
    // The GUID may also be a part of other values, such as of a URI, and of headers.
    if (typeof example === "string") json = json.replaceAll(example, guidFor(example, `${at} ${sources[by]}`));
  }
  const personal = JSON.parse(json);
  const put = (at: string, value: unknown) => {
    const parent = valueAt(personal.response, at.slice(0, at.lastIndexOf("/")));
    if (isObject(parent)) setAt(personal.response, at, value);
  };
  for (const [at, { otherwise, absent }] of Object.entries(repeats)) {
    const asked = valueAt(body, at);
    const said = asked === undefined ? otherwise : asked;
    if (!fixed.includes(at) && (said !== undefined || absent)) put(at, said);
  }
  for (const [at, name] of Object.entries(pathFields)) {
    const value = params.path?.[name.toLowerCase()];
    if (value !== undefined) put(at, value);
  }
  return { ...scenario, ...personal };
}

/** A JSON value with other values for some of its fields, however deep. */
export function overridden(value: unknown, override: unknown): unknown {
  if (!isObject(value) || !isObject(override)) return override;
  const changed = Object.entries(override).map(([key, child]) => [key, overridden(value[key], child)]);
  return { ...value, ...Object.fromEntries(changed) };
}

const jsonByScenario = new WeakMap<Scenario, string>();

/** What a scenario sends, as JSON: made once. */
function responseJson(scenario: Scenario): string {
  const { response, headers } = scenario;
  const json = jsonByScenario.get(scenario) ?? JSON.stringify({ response, headers });
  jsonByScenario.set(scenario, json);
  return json;
}
