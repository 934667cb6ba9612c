/** What a test asks the next response to be: by `mock.next`, or by `Prefer` of the request itself. */
import { servedOperations as operations } from "../../generated/operations.js";
import type { OperationScenario, ServedOperation } from "../operation.js";

/** What a response is to be. What it leaves out is as usual: `{}` stands for the usual response. */
export interface NextResponse {
  /** A scenario of the contract, by name. */
  scenario?: string | undefined;
  /** A status of the contract, which responds with its first scenario, or any other error status. */
  status?: number | undefined;
  /** Further response headers, such as `Retry-After`. */
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
export function checkNext(next: unknown): asserts next is NextResponse {
  if (typeof next !== "object" || next === null || Array.isArray(next))
    throw new TypeError("The next response must be an object.");
  for (const [name, value] of Object.entries(next)) {
    if (!Object.hasOwn(options, name))
      throw new TypeError(`The next response has no option ${name.slice(0, 50)}. It has: ${Object.keys(options).join(", ")}.`);
    const { expected, isUsable } = options[name as keyof NextResponse];
    if (value !== undefined && !isUsable(value)) throw new TypeError(`${name} of the next response must be ${expected}.`);
  }
  const exists = operations.some((operation) => chosenScenario(operation, next) || isOtherError(operation, next));
  if (isChosen(next) && !exists) throw new TypeError(unknownResponse());
}

/** Whether the response is chosen, rather than the usual one. */
export function isChosen({ scenario, status }: NextResponse): boolean {
  return scenario !== undefined || status !== undefined;
}

/** The first scenario that has the name and the status which are asked for. */
export function chosenScenario({ scenarios }: ServedOperation, next: NextResponse): OperationScenario | undefined {
  return scenarios.find(({ name, status }) => (next.scenario ?? name) === name && (next.status ?? status) === status);
}

/** Whether an error status is asked for that the contract describes only as `default`. */
export function isOtherError({ statuses }: ServedOperation, { scenario, status = 0 }: NextResponse): boolean {
  const isError = Number.isInteger(status) && status >= 400 && status <= 599;
  return isError && scenario === undefined && !statuses.includes(String(status)) && statuses.includes("default");
}

/** What to say when no response of the contract is the one that is asked for. */
export function unknownResponse(): string {
  const all = operations.flatMap(({ scenarios }) => scenarios.map(({ name, status }) => `code=${status}, example=${name}`));
  return `The contract does not have the response that was asked for. It has: ${all.join("; ")}; or any other error status.`;
}

/** What `Prefer` of a request asks for; undefined if it asks for nothing of the mock. */
export function preferenceOf(prefer: string | null): NextResponse | undefined {
  if (prefer === null) return undefined;
  const found = [...prefer.matchAll(/(?<=^|[,;\s])(code|example|delay|cut|processed)\s*=\s*("?)([^",;\s]*)\2/gi)];
  if (found.length === 0) return undefined;
  const asked = new Map(found.map(([, name = "", , value = ""]) => [name.toLowerCase(), value]));
  // What is not a number or a boolean stays as it is, and is rejected as a value that cannot be used.
  const parse = (name: string) =>
    /^(\d+|true|false)$/.test(asked.get(name) ?? "") ? JSON.parse(asked.get(name) as string) : asked.get(name);
  return {
    scenario: asked.get("example"),
    status: parse("code"),
    delay: parse("delay"),
    cut: asked.get("cut") as NextResponse["cut"],
    processed: parse("processed"),
  };
}
