import type { Contract, Operation, ParameterValues, Scenario } from "../contract/contract.js";
import { escapeKey, valuesAt, withValue } from "../contract/json.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
import { issuesFor } from "../contract/validator.js";

/** A request to send, and the response that the contract has for it. */
export interface PlannedCheck {
  readonly operation: Operation;
  readonly name: string;
  readonly request: PlannedRequest;
  /** What to send if the server has the data of `request` already. */
  readonly retry?: PlannedRequest;
  /** Absent if the request must succeed. `status` is undefined where the contract leaves the error status open. */
  readonly rejection?: { readonly status: number | undefined };
}

export interface PlannedRequest {
  readonly params: ParameterValues;
  readonly body: string | undefined;
  /** Undefined for a request without one. */
  readonly token: string | undefined;
}

type RequestBody = NonNullable<Operation["request"]>;

/** Requests in place of the examples, in the same form: by operation and scenario. */
export type Requests = Readonly<
  Record<string, Readonly<Record<string, { params?: ParameterValues | undefined; request?: unknown }>>>
>;

/** A request of the contract or of the user, before it is sent. */
interface Sample {
  readonly scenario: Scenario;
  readonly params: ParameterValues;
  readonly body: unknown;
}

type Plan = (name: string, sample: Sample, rejection?: PlannedCheck["rejection"]) => PlannedCheck;

/**
 * Every request that is worth sending: those of the scenarios, which must lead to their responses, and requests that the server must
 * reject because they differ from a valid one in one thing. With `requests`, only the scenarios that it has.
 *
 * @throws {TypeError} if `requests` does not match the contract.
 */
export function planChecks(contract: Contract, token: string, requests: Requests | undefined): PlannedCheck[] {
  const { operations } = contract;
  const ids = operations.map(({ operationId }) => operationId);
  const unknown = Object.keys(requests ?? {}).find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new TypeError(`requests.${unknown} is no operation. There are: ${ids.join(", ")}.`);
  return operations.flatMap((operation) => {
    const samples = requests ? givenSamples(contract, operation, requests[operation.operationId] ?? {}) : examplesOf(operation);
    const valid = withParameters(contract, operation, samples.filter(isSuccessful));
    const rejected = samples.filter((sample) => !isSuccessful(sample));
    const plan: Plan = (name, { params, body }, rejection) => {
      const check = { operation, name: `${operation.operationId}: ${name}`, request: { params, body: asText(body), token } };
      if (rejection) return { ...check, rejection };
      const retry = requests ? undefined : withNewValues(operation, body);
      return retry === undefined ? check : { ...check, retry: { params, body: asText(retry), token } };
    };
    return [
      ...tokenChecks(operation, valid[0], plan),
      ...valid.map((sample) => plan(sample.scenario.name, sample)),
      // Not every server takes every field from everyone, but the mock does.
      ...(requests ? [] : completeBodies(contract, operation, valid, plan)),
      ...rejected.map((sample) => plan(sample.scenario.name, sample, { status: sample.scenario.status })),
      ...brokenParameters(contract, operation, valid[0], plan),
      ...brokenBodies(contract, operation, valid, plan),
    ];
  });
}

const isSuccessful = ({ scenario }: { scenario: { status: number } }) => scenario.status < 400;

const asText = (body: unknown) =>
  body === undefined ? undefined : JSON.stringify(body).replaceAll("{unique}", () => crypto.randomUUID());

function examplesOf({ scenarios }: Operation): Sample[] {
  const canBeSent = scenarios.filter(
    ({ status, request, params }) => status < 400 || request !== undefined || params !== undefined,
  );
  return canBeSent.map((scenario) => ({ scenario, params: scenario.params ?? {}, body: scenario.request }));
}

function givenSamples(contract: Contract, operation: Operation, given: Requests[string]): Sample[] {
  const { operationId, scenarios, parameters, request } = operation;
  return Object.entries(given).map(([name, { params = {}, request: body, ...more }]) => {
    const where = `requests.${operationId}.${name}`;
    const scenario = scenarios.find((one) => one.name === name);
    if (!scenario) throw new TypeError(`${where} is no scenario. There are: ${scenarios.map((one) => one.name).join(", ")}.`);
    const [other] = Object.keys(more);
    if (other !== undefined) throw new TypeError(`${where} has an unknown key, ${other}. It may have: params, request.`);
    checkParams(contract, parameters, params, `${where}.params`);
    if (body === undefined && request?.required) throw new TypeError(`${where}.request is missing.`);
    if (body !== undefined && !request) throw new TypeError(`${where}.request cannot be sent: the operation takes none.`);
    const [issue] = body === undefined || !request ? [] : issuesFor(contract, request.schema, body);
    if (issue) throw new TypeError(`${where}.request does not match the contract: ${issue.pointer} ${issue.message}.`);
    return { scenario, params, body };
  });
}

function checkParams(contract: Contract, parameters: Operation["parameters"], params: ParameterValues, where: string) {
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

/** The last of the requests also carries every optional parameter. */
function withParameters(contract: Contract, { parameters }: Operation, samples: Sample[]): Sample[] {
  const last = samples.at(-1);
  if (!last) return [];
  const params: Record<string, Record<string, unknown>> = structuredClone(last.params);
  for (const { in: place, name, schema } of parameters) {
    const value = [true, 1, "1"].find((candidate) => issuesFor(contract, schema, candidate).length === 0);
    if (value !== undefined) params[place] = { [name]: value, ...params[place] };
  }
  return [...samples.slice(0, -1), { ...last, params }];
}

/** Valid requests with every field that they may have: one for each set of fields. */
function completeBodies(contract: Contract, { request }: Operation, samples: Sample[], plan: Plan): PlannedCheck[] {
  if (!request) return [];
  const checks = new Map<string, PlannedCheck>();
  const bodies = samples.map(({ body }) => body);
  for (const sample of samples) {
    const body = withEveryField(contract, sample.body, request, bodies);
    const fields = request.fields.filter((pointer) => hasValue(body, pointer)).join();
    if (!checks.has(fields)) checks.set(fields, plan(`${sample.scenario.name}, with every field`, { ...sample, body }));
  }
  return [...checks.values()];
}

/** A copy of a valid body with every further field that it may have. The values are those of other bodies, or simple ones. */
function withEveryField(contract: Contract, body: unknown, { fields, schema }: RequestBody, others: unknown[]): unknown {
  let complete = body;
  for (const pointer of fields) {
    const parent = pointer.slice(0, pointer.lastIndexOf("/"));
    const [container] = valuesAt(complete, parent);
    if (hasValue(complete, pointer) || typeof container !== "object" || container === null) continue;
    const values = [...others.flatMap((other) => valuesAt(other, pointer)), false, "text"].filter((one) => one !== undefined);
    const candidates = values.map((value) => withValue(complete, pointer, value));
    complete = candidates.find((candidate) => issuesFor(contract, schema, candidate).length === 0) ?? complete;
  }
  return complete;
}

const hasValue = (body: unknown, pointer: string) => valuesAt(body, pointer).some((value) => value !== undefined);

/** A copy of an example with new values where the contract has an error for values that are taken; undefined if it has none. */
function withNewValues({ scenarios }: Operation, body: unknown): unknown {
  let copy: unknown;
  const taken = scenarios.filter(({ when }) => when.taken);
  for (const pointer of taken.flatMap(({ when }) => when.same ?? [])) {
    const [value] = valuesAt(body, pointer);
    if (typeof value === "string") copy = withValue(copy ?? body, pointer, `${value}-${crypto.randomUUID()}`);
  }
  return copy;
}

/** A request without a token, and one with each token that the contract has an error for. */
function tokenChecks({ security, scenarios }: Operation, sample: Sample | undefined, plan: Plan): PlannedCheck[] {
  if (security.length === 0 || !sample) return [];
  const expected = new Map<string | null, number | undefined>();
  if (!security.includes(null)) expected.set(null, undefined);
  for (const { when, status } of scenarios) if (when.token !== undefined) expected.set(when.token, status);
  return [...expected].map(([token, status]) => {
    const check = plan(token === null ? "without a token" : `with the token ${token}`, sample, { status });
    return { ...check, request: { ...check.request, token: token ?? undefined } };
  });
}

function brokenParameters(contract: Contract, operation: Operation, sample: Sample | undefined, plan: Plan): PlannedCheck[] {
  const { parameters } = operation;
  return parameters.flatMap(({ in: place, name, schema }) => {
    if (!sample || place === "path" || issuesFor(contract, schema, "?").length === 0) return [];
    const params = { ...sample.params, [place]: { ...sample.params[place], [name]: "?" } };
    const status = scenarioOfIssues(operation, [])?.status;
    return [plan(`with an invalid ${place} ${name}`, { ...sample, params }, { status })];
  });
}

/** One request for each thing that can be wrong with a valid body. The validator decides which changes break it. */
function brokenBodies(contract: Contract, operation: Operation, samples: Sample[], plan: Plan): PlannedCheck[] {
  const { request } = operation;
  const [sample] = samples;
  if (!request || !sample) return [];
  const checks = new Map<string, PlannedCheck>();
  for (const valid of samples) {
    for (const { change, body } of changesOf(valid.body)) {
      const issues = issuesFor(contract, request.schema, body);
      const key = JSON.stringify(issues);
      if (issues.length === 0 || checks.has(key)) continue;
      const status = scenarioOfIssues(operation, issues)?.status;
      checks.set(key, plan(`${valid.scenario.name}, ${change}`, { ...valid, body }, { status }));
    }
  }
  const status = scenarioOfIssues(operation, [])?.status;
  const notJson = plan("a body that is not JSON", sample, { status });
  const noBody = plan("without a body", { ...sample, body: undefined }, { status });
  return [
    ...checks.values(),
    { ...notJson, request: { ...notJson.request, body: "{" } },
    ...(request.required ? [noBody] : []),
  ];
}

interface Change {
  /** In words. */
  readonly change: string;
  readonly body: unknown;
}

/** Copies of a body that each differ from it in one thing. */
function changesOf(body: unknown, pointer = ""): Change[] {
  const [value] = valuesAt(body, pointer);
  const at = pointer || "the body";
  const replaced = (change: string, replacement: unknown) => {
    return { change, body: pointer ? withValue(body, pointer, replacement) : replacement };
  };
  const changes = [replaced(`${at} of another type`, typeof value === "string" ? 1 : "text")];
  if (pointer && !/\/\d+$/.test(pointer)) changes.push(replaced(`without ${at}`, undefined));
  if (typeof value === "string") changes.push(replaced(`${at} with another value`, "?"));
  if (typeof value !== "object" || value === null) return changes;
  if (Array.isArray(value)) return [...changes, replaced(`${at} empty`, []), ...changesOf(body, `${pointer}/0`)];
  changes.push(replaced(`${at} with an unknown field`, { ...value, unknown_field: true }));
  return [...changes, ...Object.keys(value).flatMap((key) => changesOf(body, `${pointer}/${escapeKey(key)}`))];
}
