import { operations } from "../../generated/operations.js";
import { valuesAt, withValue } from "../mock/json.js";
import { scenarioOfIssues } from "../mock/scenarios.js";
import type { Operation, OperationScenario } from "../operation.js";

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
  readonly params: Params;
  readonly body: string | undefined;
  /** Undefined for a request without one. */
  readonly token: string | undefined;
}

type Params = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Requests in place of the examples, in the same form: by operation and scenario. */
export type Requests = Readonly<Record<string, Readonly<Record<string, { params?: Params | undefined; request?: unknown }>>>>;

/** A request of the contract or of the user, before it is sent. */
interface Sample {
  readonly scenario: OperationScenario;
  readonly params: Params;
  readonly body: unknown;
}

/**
 * Every request that is worth sending: those of the scenarios, which must lead to their responses, and requests that the server must
 * reject because they differ from a valid one in one thing. With `requests`, only the scenarios that it has.
 *
 * @throws {TypeError} if `requests` does not match the contract.
 */
export function planChecks(token: string, requests: Requests | undefined): PlannedCheck[] {
  return operations.flatMap((operation) => {
    const samples = requests ? givenSamples(operation, requests[operation.operationId] ?? {}) : examplesOf(operation);
    const valid = withParameters(
      operation,
      samples.filter(({ scenario }) => scenario.status < 400),
    );
    const rejected = samples.filter(({ scenario }) => scenario.status >= 400);
    const plan = (name: string, { params, body }: Sample, rejection?: PlannedCheck["rejection"]): PlannedCheck => {
      const retry = requests ? undefined : withNewValues(operation, body);
      return {
        operation,
        name: `${operation.operationId}: ${name}`,
        request: { params, body: asText(body), token },
        ...(retry !== undefined && !rejection && { retry: { params, body: asText(retry), token } }),
        ...(rejection && { rejection }),
      };
    };
    return [
      ...tokenChecks(operation, valid[0], plan),
      ...valid.map((sample) => plan(sample.scenario.name, sample)),
      ...rejected.map((sample) => plan(sample.scenario.name, sample, { status: sample.scenario.status })),
      ...brokenParameters(operation, valid[0], plan),
      ...brokenBodies(operation, valid, plan),
    ];
  });
}

type Plan = (name: string, sample: Sample, rejection?: PlannedCheck["rejection"]) => PlannedCheck;

const asText = (body: unknown) =>
  body === undefined ? undefined : JSON.stringify(body).replaceAll("{unique}", () => crypto.randomUUID());

function examplesOf({ scenarios }: Operation): Sample[] {
  const canBeSent = scenarios.filter(
    ({ status, request, params }) => status < 400 || request !== undefined || params !== undefined,
  );
  return canBeSent.map((scenario) => ({ scenario, params: scenario.params ?? {}, body: scenario.request }));
}

function givenSamples({ operationId, scenarios, request }: Operation, given: Requests[string]): Sample[] {
  return Object.entries(given).map(([name, { params = {}, request: body }]) => {
    const where = `requests.${operationId}.${name}`;
    const scenario = scenarios.find((one) => one.name === name);
    if (!scenario) throw new TypeError(`${where} is no scenario. There are: ${scenarios.map((one) => one.name).join(", ")}.`);
    const [issue] = request && body !== undefined ? request.validator.issues(body) : [];
    if (issue) throw new TypeError(`${where}.request does not match the contract: ${issue.pointer} ${issue.message}.`);
    return { scenario, params, body };
  });
}

/** The last of the requests also carries every optional parameter. */
function withParameters({ parameters }: Operation, samples: Sample[]): Sample[] {
  const last = samples.at(-1);
  if (!last) return [];
  const params: Record<string, Record<string, unknown>> = structuredClone(last.params);
  for (const { in: place, name, validator } of parameters) {
    const value = [true, 1, "1"].find((candidate) => validator.issues(candidate).length === 0);
    if (value !== undefined) params[place] = { [name]: value, ...params[place] };
  }
  return [...samples.slice(0, -1), { ...last, params }];
}

/** A copy of an example with new values where the contract has an error for a value that is taken; undefined if there are none. */
function withNewValues({ scenarios }: Operation, body: unknown): unknown {
  const examples = scenarios.filter(({ status }) => status < 400).map(({ request }) => request);
  let copy: unknown;
  for (const { status, when } of scenarios) {
    const [pointer = "", ...others] = when.same ?? [];
    const used = examples.flatMap((example) => valuesAt(example, pointer).slice(0, 1)).filter((value) => value !== undefined);
    // Examples that each have a value of their own show that it has to be one.
    const areUnique = used.length > 1 && new Set(used).size === used.length;
    const [value] = valuesAt(body, pointer);
    if (status < 400 || !pointer || others.length > 0 || !areUnique || typeof value !== "string") continue;
    copy = withValue(copy ?? body, pointer, `${value}-${crypto.randomUUID()}`);
  }
  return copy;
}

/** A request without a token, and one with each token that the contract has an error for. */
function tokenChecks({ security, scenarios }: Operation, sample: Sample | undefined, plan: Plan): PlannedCheck[] {
  if (security.length === 0 || !sample) return [];
  const expected = new Map<string, number | undefined>([["missing", undefined]]);
  for (const { when, status } of scenarios) if (when.token) expected.set(when.token, status);
  return [...expected].map(([token, status]) => {
    const check = plan(token === "missing" ? "without a token" : `with the token ${token}`, sample, { status });
    return { ...check, request: { ...check.request, token: token === "missing" ? undefined : token } };
  });
}

function brokenParameters(operation: Operation, sample: Sample | undefined, plan: Plan): PlannedCheck[] {
  const { parameters } = operation;
  return parameters.flatMap(({ in: place, name, validator }) => {
    const value = ["?", -1].find((candidate) => validator.issues(candidate).length > 0);
    if (!sample || place === "path" || value === undefined) return [];
    const params = { ...sample.params, [place]: { ...sample.params[place], [name]: value } };
    const status = scenarioOfIssues(operation, [])?.status;
    return [plan(`with an invalid ${place} ${name}`, { ...sample, params }, { status })];
  });
}

/** One request for each thing that can be wrong with a valid body. The validator decides which changes break it. */
function brokenBodies(operation: Operation, samples: Sample[], plan: Plan): PlannedCheck[] {
  const { request } = operation;
  if (!request) return [];
  const seen = new Set<string>();
  const broken = samples.flatMap((sample) =>
    changesOf(sample.body).flatMap(([change, body]) => {
      const issues = request.validator.issues(body);
      const key = JSON.stringify(issues);
      if (issues.length === 0 || seen.has(key)) return [];
      seen.add(key);
      return plan(
        `${sample.scenario.name}, ${change}`,
        { ...sample, body },
        { status: scenarioOfIssues(operation, issues)?.status },
      );
    }),
  );
  const [sample] = samples;
  if (!sample) return [];
  const status = scenarioOfIssues(operation, [])?.status;
  const notJson = plan("a body that is not JSON", sample, { status });
  const noBody = plan("without a body", { ...sample, body: undefined }, { status });
  return [...broken, { ...notJson, request: { ...notJson.request, body: "{" } }, ...(request.required ? [noBody] : [])];
}

/** Copies of a body that each differ from it in one thing, with words for it. */
function changesOf(body: unknown, pointer = ""): [change: string, body: unknown][] {
  const [value] = valuesAt(body, pointer);
  const put = (replacement: unknown) => (pointer ? withValue(body, pointer, replacement) : replacement);
  const at = pointer || "the body";
  const changes: [string, unknown][] = [[`${at} of another type`, put(typeof value === "string" ? 1 : "text")]];
  if (pointer && !/\/\d+$/.test(pointer)) changes.push([`without ${at}`, put(undefined)]);
  if (typeof value === "string") changes.push([`${at} with another value`, put("?")]);
  if (typeof value !== "object" || value === null) return changes;
  if (Array.isArray(value)) return [...changes, [`${at} empty`, put([])], ...changesOf(body, `${pointer}/0`)];
  changes.push([`${at} with an unknown field`, put({ ...value, unknown_field: true })]);
  return [...changes, ...Object.keys(value).flatMap((key) => changesOf(body, `${pointer}/${key}`))];
}
