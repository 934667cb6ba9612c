/** What a stateful mock remembers of the requests that it carried out. */
import type { Created } from "../../generated/operations.js";
import { valueAt } from "../json.js";
import type { OperationScenario, ServedOperation } from "../operation.js";
import { personalize, type ValidRequest } from "./scenarios.js";

export class MockState {
  #created: { token: string; json: string }[] = [];
  /** The values that only one request may have, see `x-mock-when: { taken }`. */
  #taken = new Set<string>();
  #repetitions = new Map<string, number>();

  /** What was created, in order; of one user if the session token is given. */
  created(token?: string): Created[] {
    const own = token === undefined ? this.#created : this.#created.filter((one) => one.token === token);
    return own.map(({ json }) => JSON.parse(json));
  }

  /** The scenario for a request that repeats a value which is taken. */
  scenarioOfTaken({ scenarios }: ServedOperation, request: ValidRequest): OperationScenario | undefined {
    return scenarios.find((scenario) => this.#taken.has(takenKey(scenario, request) ?? ""));
  }

  /** Carries out a request: remembers what it creates. Returns the response body. */
  create(
    { operationId, creates = "", scenarios }: ServedOperation,
    scenario: OperationScenario,
    request: ValidRequest,
  ): unknown {
    const key = JSON.stringify([operationId, request]);
    const repetition = this.#repetitions.get(key) ?? 0;
    this.#repetitions.set(key, repetition + 1);
    const response = personalize(scenario, request, repetition);
    for (const key of scenarios.map((one) => takenKey(one, request))) if (key) this.#taken.add(key);
    this.#created.push({ token: request.token, json: JSON.stringify(valueAt(response, creates)) });
    return response;
  }

  clear() {
    this.#created = [];
    this.#taken.clear();
    this.#repetitions.clear();
  }
}

/** What no other request may repeat, as one string; undefined if there is no such thing, or if the request does not have all of it. */
function takenKey({ name, when: { taken } }: OperationScenario, { body, token }: ValidRequest): string | undefined {
  if (!taken) return undefined;
  const values = taken.fields.map((pointer) => valueAt(body, pointer));
  if (values.includes(undefined)) return undefined;
  return JSON.stringify([name, taken.within === "user" ? token : "", values]);
}
