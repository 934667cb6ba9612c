/** What a stateful mock remembers of the requests that it carried out. */
import type { Operation, Scenario } from "../contract/contract.js";
import { valueAt, withValue } from "../contract/json.js";
import { type AcceptedRequest, fallbackOf } from "./scenarios.js";

export class MockState {
  #created: { user: string; json: string }[] = [];
  /** The values that only one request may have, see `x-mock-when: { taken }`. */
  #taken = new Set<string | undefined>();
  #repetitions = new Map<string, number>();

  /** What was created, in order; of one user if one is given. */
  created(user?: string): unknown[] {
    const own = user === undefined ? this.#created : this.#created.filter((one) => one.user === user);
    return own.map(({ json }) => JSON.parse(json));
  }

  /** The success for a request of something that this user created, and that a path parameter selects. */
  find({ found, scenarios }: Operation, { params, user }: AcceptedRequest): Scenario | undefined {
    if (!found) return undefined;
    const wanted = params.path?.[found.parameter.toLowerCase()];
    const created = this.created(user).find((one) => valueAt(one, found.field) === wanted);
    const success = fallbackOf(scenarios);
    if (created === undefined || success?.response === undefined) return undefined;
    return { ...success, response: found.at === "" ? created : withValue(success.response, found.at, created) };
  }

  /** The scenario for a request that repeats a value which is taken. */
  scenarioOfTaken(operation: Operation, request: AcceptedRequest): Scenario | undefined {
    return operation.scenarios.find((scenario) => {
      const key = takenKey(operation, scenario, request);
      return key !== undefined && this.#taken.has(key);
    });
  }

  /** How often the same request was carried out before. */
  countRepetition({ operationId }: Operation, request: AcceptedRequest): number {
    const text = JSON.stringify([operationId, request]);
    const repetition = this.#repetitions.get(text) ?? 0;
    this.#repetitions.set(text, repetition + 1);
    return repetition;
  }

  /** Remembers what a request created. */
  add(operation: Operation, request: AcceptedRequest, response: unknown) {
    const { created = "", scenarios } = operation;
    for (const scenario of scenarios) this.#taken.add(takenKey(operation, scenario, request));
    this.#created.push({ user: request.user, json: JSON.stringify(valueAt(response, created)) });
  }

  clear() {
    this.#created = [];
    this.#taken.clear();
    this.#repetitions.clear();
  }
}

/** What no other request may repeat, as one string; undefined if there is no such thing, or if the request does not have all of it. */
function takenKey(
  { operationId }: Operation,
  { name, when: { taken } }: Scenario,
  { body, user }: AcceptedRequest,
): string | undefined {
  if (!taken) return undefined;
  const values = taken.fields.map((pointer) => valueAt(body, pointer));
  if (values.includes(undefined)) return undefined;
  return JSON.stringify([operationId, name, taken.within === "user" ? user : "", values]);
}
