/** Requests of the user, in place of the examples. */
import type { Contract, Operation, Parameter, ParameterValues, Scenario } from "../contract/contract.js";
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
    const body = withPlaceholders(one.request);
    checkParams(contract, operation.parameters, params, `${where}.params`);
    checkBody(contract, operation, body, `${where}.request`);
    return [{ scenario, params, body, isExample: false }];
  });
}

/** What the user writes as `{unique}`. */
function withPlaceholders(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body).replaceAll("{unique}", unique));
}

function checkBody(contract: Contract, { request }: Operation, body: unknown, where: string) {
  if (body === undefined && request?.required) throw new TypeError(`${where} is missing.`);
  if (body === undefined) return;
  if (!request) throw new TypeError(`${where} cannot be sent: the operation takes none.`);
  const [issue] = issuesFor(contract, request.schema, body);
  if (issue) throw new TypeError(`${where} does not match the contract: ${issue.pointer} ${issue.message}.`);
}

function checkParams(contract: Contract, parameters: readonly Parameter[], params: ParameterValues, where: string) {
  const partOf = (place: string, name: string) => `${place} ${place === "header" ? name.toLowerCase() : name}`;
  const given = new Map<string, unknown>();
  for (const [place, values] of Object.entries(params))
    for (const [name, value] of Object.entries(values)) if (value !== undefined) given.set(partOf(place, name), value);

  for (const { in: place, name, required, schema } of parameters) {
    const part = partOf(place, name);
    if (required && !given.has(part)) throw new TypeError(`${where} lacks the required ${place} ${name}.`);
    const [issue] = given.has(part) ? issuesFor(contract, schema, given.get(part)) : [];
    if (issue) throw new TypeError(`${where} does not match the contract: ${place} ${name} ${issue.message}.`);
    given.delete(part);
  }
  const [unknown] = given.keys();
  const known = parameters.map(({ in: place, name }) => `${place} ${name}`).join(", ");
  if (unknown !== undefined)
    throw new TypeError(`${where} has an unknown parameter, ${unknown}. There are: ${known || "none"}.`);
}
