/** What a test asks the next response to be: by `mock.next`, or by `Prefer` of the request itself. */
import type { Operation, Scenario } from "../contract/contract.js";
import { parseScalar } from "../contract/json.js";

/** What a response is to be. What it leaves out is as usual: `{}` stands for the usual response. */
export interface NextResponse {
  /** A scenario of the contract, by name. */
  scenario?: string | undefined;
  /** A status of the contract, which responds with its first scenario, or any other error status. */
  status?: number | undefined;
  /** Further response headers, such as `Retry-After`; not `Content-Length` and `Transfer-Encoding`, which follow from the body. */
  headers?: Record<string, string> | undefined;
  /**
   * With `scenario` or `status`: process the request first, so that with state it creates what it asks for, whatever the response says.
   * Default: false.
   */
  processed?: boolean | undefined;
  /** Milliseconds until the response; the request is processed at once. At most 600,000. */
  delay?: number | undefined;
  /** Breaks the connection: `before` the request is processed, `after` that, or in the middle of the response `body`. */
  cut?: "before" | "after" | "body" | undefined;
}

const longestDelay = 600_000;

/** The options: what each must be, for people and for the check. */
const options: Record<keyof NextResponse, { expected: string; isUsable: (value: unknown) => boolean }> = {
  scenario: { expected: "the name of a scenario", isUsable: (value) => typeof value === "string" },
  status: { expected: "an HTTP status", isUsable: (value) => typeof value === "number" },
  headers: { expected: "an object with header values", isUsable: areHeaders },
  processed: { expected: "true or false", isUsable: (value) => typeof value === "boolean" },
  delay: { expected: `a whole number of milliseconds up to ${longestDelay}`, isUsable: isDelay },
  cut: { expected: "before, after or body", isUsable: (value) => ["before", "after", "body"].includes(value as string) },
};

function isDelay(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= longestDelay;
}

function areHeaders(value: unknown): boolean {
  try {
    return typeof value === "object" && [...new Headers(value as HeadersInit)].length > 0;
  } catch {
    return false;
  }
}

/** @throws {TypeError} if it is not a response that the mock can give; the message says what there is. */
export function checkNext(next: unknown, operations: readonly Operation[]): asserts next is NextResponse {
  if (typeof next !== "object" || next === null || Array.isArray(next))
    throw new TypeError("The next response must be an object.");
  for (const [name, value] of Object.entries(next)) {
    if (!Object.hasOwn(options, name))
      throw new TypeError(`The next response has no option ${name.slice(0, 50)}. It has: ${Object.keys(options).join(", ")}.`);
    const { expected, isUsable } = options[name as keyof NextResponse];
    if (value !== undefined && !isUsable(value)) throw new TypeError(`${name} of the next response must be ${expected}.`);
  }
  const exists = operations.some((operation) => chosenScenario(operation, next) || isOtherError(operation, next));
  if (isChosen(next) && !exists) throw new TypeError(unknownResponse(operations));
}

/** Whether the response is chosen, rather than the usual one. */
export function isChosen({ scenario, status }: NextResponse): boolean {
  return scenario !== undefined || status !== undefined;
}

/** The first scenario that has the name and the status which are asked for. */
export function chosenScenario({ scenarios }: Operation, next: NextResponse): Scenario | undefined {
  return scenarios.find(({ name, status }) => (next.scenario ?? name) === name && (next.status ?? status) === status);
}

/** Whether an error status is asked for that the contract describes only as `default`. */
export function isOtherError({ responses }: Operation, { scenario, status = 0 }: NextResponse): boolean {
  const isError = Number.isInteger(status) && status >= 400 && status <= 599;
  return isError && scenario === undefined && !(status in responses) && "default" in responses;
}

/** What to say when no response of the contract is the one that is asked for. */
export function unknownResponse(operations: readonly Operation[]): string {
  const all = operations.flatMap(({ scenarios }) => scenarios.map(({ name, status }) => `code=${status}, example=${name}`));
  return `The contract does not have the response that was asked for. It has: ${all.join("; ")}; or any other error status.`;
}

/** What `Prefer` of a request asks for, unchecked; undefined if it asks for nothing of the mock. */
export function preferenceOf(prefer: string | null): Record<keyof Omit<NextResponse, "headers">, unknown> | undefined {
  if (prefer === null) return undefined;
  const asked = new Map<string, string>();
  for (const { groups } of prefer.matchAll(preference)) asked.set(`${groups?.name}`.toLowerCase(), `${groups?.value}`);
  if (asked.size === 0) return undefined;
  const parsed = (name: string) => {
    const text = asked.get(name);
    return text === undefined ? undefined : parseScalar(text);
  };
  return {
    scenario: asked.get("example"),
    status: parsed("code"),
    delay: parsed("delay"),
    cut: asked.get("cut"),
    processed: parsed("processed"),
  };
}

const preference = /(?<=^|[,;\s])(?<name>code|example|delay|cut|processed)\s*=\s*(?<quote>"?)(?<value>[^",;\s]*)\k<quote>/gi;
