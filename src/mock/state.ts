/** What a stateful mock remembers of the requests that it carried out. */
import type { Operation, Scenario } from "../contract/contract.js";
import { valueAt, withValue } from "../contract/json.js";
import { fallbackOf, personalize, type ValidRequest } from "./scenarios.js";

export class MockState {
  #created: { token: string; json: string }[] = [];
  /** The values that only one request may have, see `x-mock-when: { taken }`. */
  #taken = new Set<string | undefined>();
  #repetitions = new Map<string, number>();

  /** What was created, in order; of one user if the session token is given. */
  created(token?: string): unknown[] {
    const own = token === undefined ? this.#created : this.#created.filter((one) => one.token === token);
    return own.map(({ json }) => JSON.parse(json));
  }

  /** The response body with what this user created and a path parameter selects; undefined if there is nothing like it. */
  find({ found, scenarios }: Operation, { params, token }: ValidRequest): unknown {
    if (!found) return undefined;
    const wanted = params.path?.[found.parameter.toLowerCase()];
    const created = this.created(token).find((one) => valueAt(one, found.field) === wanted);
    const { response } = fallbackOf(scenarios) ?? {};
    if (created === undefined || response === undefined) return undefined;
    return found.at === "" ? created : withValue(response, found.at, created);
  }

  /** The scenario for a request that repeats a value which is taken. */
  scenarioOfTaken(operation: Operation, request: ValidRequest): Scenario | undefined {
    return operation.scenarios.find((scenario) => {
      const key = takenKey(operation, scenario, request);
      return key !== undefined && this.#taken.has(key);
    });
  }

  /** Carries out a request: remembers what it creates. Returns the response body. */
  create(operation: Operation, scenario: Scenario, request: ValidRequest): unknown {
    const { operationId, created = "", scenarios } = operation;
    const text = JSON.stringify([operationId, request]);
    const repetition = this.#repetitions.get(text) ?? 0;
    this.#repetitions.set(text, repetition + 1);
    const response = personalize(operation, scenario, request, repetition);
    for (const one of scenarios) this.#taken.add(takenKey(operation, one, request));
    this.#created.push({ token: request.token, json: JSON.stringify(valueAt(response, created)) });
    return response;
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
  { body, token }: ValidRequest,
): string | undefined {
  if (!taken) return undefined;
  const values = taken.fields.map((pointer) => valueAt(body, pointer));
  if (values.includes(undefined)) return undefined;
  return JSON.stringify([operationId, name, taken.within === "user" ? token : "", values]);
}
