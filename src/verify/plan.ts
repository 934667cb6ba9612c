/** What is sent. */
import type { Contract, Operation, ParameterValues } from "../contract/contract.js";
import { valueAt, withValue } from "../contract/json.js";
import { readParameter } from "../contract/parameter.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
import { issuesFor } from "../contract/validator.js";
import { hasValue, identityFields, unique, withEveryField, writeBody, wrongBodies } from "./bodies.js";
import { examplesOf, type Requests, type Sample, samplesOf } from "./requests.js";

/** A request to send, and the response that the contract has for it. */
export interface PlannedCheck {
  readonly operation: Operation;
  readonly name: string;
  readonly request: PlannedRequest;
  /** Absent if the request must succeed. `status` is undefined where the contract leaves the error status open. */
  readonly rejection?: { readonly status: number | undefined };
  /** The scenario of a success that the request is for. */
  readonly scenario?: string;
  /** What to send if the server has the data of `request` already. */
  readonly retry?: PlannedRequest;
  /** Whether a server may have the data of `request` already: the user has not asked for new values. */
  readonly mayBeTaken?: boolean;
  /** The check whose data the request repeats. It says nothing unless that one succeeded. */
  readonly repeats?: PlannedCheck;
}

export interface PlannedRequest {
  readonly params: ParameterValues;
  readonly body: string | undefined;
  /** Undefined for a request without one. */
  readonly token: string | undefined;
}

/**
 * Every request that is worth sending: those of the scenarios, which must lead to their responses; requests that the server must reject
 * because they differ from a valid one in one thing; and requests that repeat what an earlier one has created. With `requests`, only the
 * scenarios that it has.
 *
 * @throws {TypeError} if `requests` does not match the contract.
 */
export function planChecks(contract: Contract, token: string, requests: Requests | undefined): PlannedCheck[] {
  const { operations } = contract;
  const ids = operations.map(({ operationId }) => operationId);
  const unknown = Object.keys(requests ?? {}).find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new TypeError(`requests.${unknown} is no operation. There are: ${ids.join(", ")}.`);
  return operations.flatMap((operation) => {
    const given = requests && samplesOf(contract, operation, requests[operation.operationId] ?? {});
    return new OperationPlan(contract, operation, token, given ?? examplesOf(contract, operation)).checks();
  });
}

/** What is planned for one operation. */
class OperationPlan {
  /** The requests that must succeed. */
  readonly #valid: readonly Sample[];
  /** Of these, those of the contract with every field that they may have, one for each set of fields; those of the user as they are. */
  readonly #complete: readonly Sample[];
  /** The status of a request that breaks the contract, unless it says more. */
  readonly #invalid: { readonly status: number | undefined };

  constructor(
    readonly contract: Contract,
    readonly operation: Operation,
    readonly token: string,
    readonly samples: readonly Sample[],
  ) {
    this.#valid = this.#withParameters(samples.filter(({ scenario }) => scenario.status < 400));
    this.#complete = this.#completeSamples();
    this.#invalid = { status: scenarioOfIssues(operation, [])?.status };
  }

  checks(): PlannedCheck[] {
    const valid = new Map(this.#valid.map((sample) => [sample, this.#validCheck(sample)]));
    const examples = this.#complete.filter(({ isExample }) => isExample);
    const complete = new Map(
      examples.map((sample) => [sample, this.#check(`${sample.scenario.name}, with every field`, sample)]),
    );
    return [
      ...this.#tokenChecks(),
      ...valid.values(),
      ...complete.values(),
      ...this.#rejectedScenarios(),
      ...this.#brokenParameters(),
      ...this.#brokenBodies(),
      ...this.#repetitions(new Map([...valid, ...complete])),
    ];
  }

  #check(name: string, { params, body }: Sample, rejection?: PlannedCheck["rejection"]): PlannedCheck {
    const operation = this.operation;
    const request = { params, body: writeBody(body), token: this.token };
    return { operation, name: `${operation.operationId}: ${name}`, request, ...(rejection && { rejection }) };
  }

  /** An example is sent as it is, and with new values only if its own are taken: it has a response of its own in the contract. */
  #validCheck(sample: Sample): PlannedCheck {
    const { scenario, isExample, body } = sample;
    const check = { ...this.#check(scenario.name, sample), scenario: scenario.name };
    const identity = identityFields(this.operation).filter((pointer) => hasValue(body, pointer));
    if (identity.length === 0) return check;
    const asItIs = { ...check.request, body: writeBody(scenario.request) };
    if (isExample) return { ...check, request: asItIs, retry: check.request };
    return { ...check, mayBeTaken: !identity.every((pointer) => String(valueAt(body, pointer)).includes(unique)) };
  }

  /** The last of the requests also carries every optional parameter. */
  #withParameters(samples: readonly Sample[]): readonly Sample[] {
    const last = samples.at(-1);
    if (!last) return [];
    const params: Record<string, Record<string, unknown>> = structuredClone(last.params);
    for (const { in: place, name, schema } of this.operation.parameters) {
      const value = [true, 1, "1"].find((candidate) => issuesFor(this.contract, schema, candidate).length === 0);
      if (value !== undefined) params[place] = { [name]: value, ...params[place] };
    }
    return [...samples.slice(0, -1), { ...last, params }];
  }

  #completeSamples(): readonly Sample[] {
    const { request } = this.operation;
    if (!request) return [];
    const bodies = this.#valid.map(({ body }) => body);
    const bySet = new Map<string, Sample>();
    for (const sample of this.#valid) {
      // Not every server takes every field from everyone: a request of the user stays as it is.
      const complete = sample.isExample
        ? { ...sample, body: withEveryField(this.contract, this.operation, sample.body, bodies) }
        : sample;
      const fields = request.fields.filter((pointer) => hasValue(complete.body, pointer)).join();
      if (!bySet.has(fields)) bySet.set(fields, complete);
    }
    return [...bySet.values()];
  }

  /** A request without a token, and one with each token that the contract has an error for. */
  #tokenChecks(): PlannedCheck[] {
    const { security, scenarios } = this.operation;
    const [sample] = this.#valid;
    if (!sample || security.length === 0) return [];
    const expected = new Map<string | null, number | undefined>(security.includes(null) ? [] : [[null, undefined]]);
    for (const { when, status } of scenarios) if (when.token !== undefined) expected.set(when.token, status);
    return [...expected].map(([token, status]) => {
      const name = token === null ? "without a token" : `with the token ${token}`;
      const check = this.#check(name, sample, { status });
      return { ...check, request: { ...check.request, token: token ?? undefined } };
    });
  }

  /** Where state can show that a value is taken, the example with the value is not needed. */
  #rejectedScenarios(): PlannedCheck[] {
    const isRejected = ({ scenario, isExample }: Sample) => scenario.status >= 400 && !(isExample && scenario.when.taken);
    return this.samples.filter(isRejected).map((sample) => {
      const { name, status } = sample.scenario;
      return this.#check(name, sample, { status });
    });
  }

  #brokenParameters(): PlannedCheck[] {
    const [sample] = this.#valid;
    if (!sample) return [];
    return this.operation.parameters.flatMap((parameter) => {
      const { in: place, name, schema } = parameter;
      if (place === "path") return [];
      const wrong = ["?", "1", "null", "[]", "{}"].filter(
        (text) => issuesFor(this.contract, schema, readParameter(parameter, [text])).length > 0,
      );
      return wrong.map((text) => {
        const params = { ...sample.params, [place]: { ...sample.params[place], [name]: text } };
        return this.#check(`with the ${place} ${name}: ${text}`, { ...sample, params }, this.#invalid);
      });
    });
  }

  #brokenBodies(): PlannedCheck[] {
    const { request } = this.operation;
    const [first] = this.#complete;
    if (!request || !first) return [];
    const bodies = this.#complete.map(({ body }) => body);
    const checks = this.#complete.flatMap((sample) =>
      wrongBodies(this.contract, request.schema, sample.body, bodies).map(({ change, body, issues }) => {
        const status = scenarioOfIssues(this.operation, issues)?.status;
        return this.#check(`${sample.scenario.name}, ${change}`, { ...sample, body }, { status });
      }),
    );
    const notJson = this.#check("a body that is not JSON", first, this.#invalid);
    const noBody = this.#check("without a body", { ...first, body: undefined }, this.#invalid);
    return [...checks, { ...notJson, request: { ...notJson.request, body: "{" } }, ...(request.required ? [noBody] : [])];
  }

  /** What an earlier request has created is taken, by each error that the contract has for that; everything else is new. */
  #repetitions(checks: ReadonlyMap<Sample, PlannedCheck>): PlannedCheck[] {
    return this.operation.scenarios.flatMap(({ status, when: { taken, same } }) =>
      this.#complete.flatMap((sample) => {
        const earlier = checks.get(sample);
        if (!taken || !earlier || !taken.fields.every((pointer) => hasValue(sample.body, pointer))) return [];
        const created = JSON.parse(earlier.request.body ?? "null");
        let { body } = sample;
        for (const pointer of taken.fields) body = withValue(body, pointer, valueAt(created, pointer));
        const name = `${sample.scenario.name}, with ${(same ?? taken.fields).join(" and ")} again`;
        return [{ ...this.#check(name, { ...sample, body }, { status }), repeats: earlier }];
      }),
    );
  }
}
