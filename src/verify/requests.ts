/** Requests of the user, in place of the examples. */
import type { Contract, Operation, ParameterValues, Scenario } from "../contract/contract.js";
import { isSame } from "../contract/json.js";
import { issuesFor } from "../contract/validator.js";
import { fresh, unique } from "./bodies.js";

/**
 * Requests in place of the examples: by operation and scenario, each with `params` or `request`. The `examples` of the package have this
 * form; what they say of responses is not looked at.
 */
export type Requests = Readonly<Record<string, Readonly<Record<string, GivenRequest>>>>;

export interface GivenRequest {
  readonly params?: ParameterValues | undefined;
  readonly request?: unknown;
  readonly status?: number;
  readonly response?: unknown;
}

/** A request of the contract or of the user, before it is sent. */
export interface Sample {
  readonly scenario: Scenario;
  readonly params: ParameterValues;
  /** With a placeholder in what must be new: in an example, that is what identifies it. */
  readonly body: unknown;
  readonly isExample: boolean;
}

/** The scenarios that can be sent: those with a request, and successes of an operation that needs none. */
export function scenariosToSend({ scenarios, request: described }: Operation): Scenario[] {
  return scenarios.filter(({ status, request, params }) => {
    return request !== undefined || (!described?.required && (status < 400 || params !== undefined));
  });
}

/** The requests of the contract. */
export function examplesOf(contract: Contract, operation: Operation): Sample[] {
  return scenariosToSend(operation).map((scenario) => {
    const body = fresh(contract, operation, scenario.request);
    return { scenario, params: scenario.params ?? {}, body, isExample: true };
  });
}

/** @throws {TypeError} if the requests do not match the operation. */
export function samplesOf(contract: Contract, operation: Operation, given: Requests[string]): Sample[] {
  const { operationId, scenarios } = operation;
  const isExampleOf = ({ request, params }: GivenRequest, scenario: Scenario) =>
    isSame(request, scenario.request) && isSame(params ?? {}, scenario.params ?? {});
  return Object.entries(given).flatMap(([name, one]): Sample[] => {
    const where = `requests.${operationId}.${name}`;
    const scenario = scenarios.find((known) => known.name === name);
    if (!scenario)
      throw new TypeError(`${where} is no scenario. There are: ${scenarios.map((known) => known.name).join(", ")}.`);
    if (typeof one !== "object" || one === null) throw new TypeError(`${where} must be an object with params or request.`);
    const other = Object.keys(one).find((key) => !["params", "request", "status", "response"].includes(key));
    if (other !== undefined) throw new TypeError(`${where} has an unknown key, ${other}. It may have: params, request.`);
    if (isExampleOf(one, scenario)) return examplesOf(contract, operation).filter((example) => example.scenario === scenario);
    const { params = {} } = one;
    const sample = { scenario, params, body: withPlaceholders(one.request), isExample: false };
    checkParts(contract, operation, sample, where);
    return [sample];
  });
}

/** What the user writes as `{unique}`. */
function withPlaceholders(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body).replaceAll("{unique}", unique));
}

/** @throws {TypeError} if a part of a request is missing, wrong or unknown. */
function checkParts(contract: Contract, { parameters, request }: Operation, sample: Sample, where: string) {
  const partOf = (place: string, name: string) => `${place} ${place === "header" ? name.toLowerCase() : name}`;
  const given = new Map([["request", sample.body]]);
  for (const [place, values] of Object.entries(sample.params))
    for (const [name, value] of Object.entries(values)) given.set(partOf(place, name), value);

  const known = parameters.map(({ in: place, name, ...described }) => ({ ...described, part: partOf(place, name) }));
  for (const { part, required, schema } of [...known, ...(request ? [{ ...request, part: "request" }] : [])]) {
    const value = given.get(part);
    if (required && value === undefined) throw new TypeError(`${where} lacks the required ${part}.`);
    const [issue] = value === undefined ? [] : issuesFor(contract, schema, value);
    const place = [part, issue?.pointer].filter(Boolean).join(" ");
    if (issue) throw new TypeError(`${where} does not match the contract: ${place} ${issue.message}.`);
    given.delete(part);
  }
  const [unknown] = [...given].find(([, value]) => value !== undefined) ?? [];
  const parts = known.map(({ part }) => part).join(", ") || "none";
  if (unknown === "request") throw new TypeError(`${where}.request cannot be sent: the operation takes none.`);
  if (unknown !== undefined) throw new TypeError(`${where} has an unknown parameter, ${unknown}. There are: ${parts}.`);
}
