/** Faults and forced responses: which requests a rule is for, how often it is taken, and what it sends. */
import type { Operation } from "../contract/contract.js";
import { isObject } from "../contract/json.js";
import { type Requirements, readOptions } from "../http/options.js";
import type { DeepPartial, MockTypes } from "./mock.js";
import { booleanOption } from "./options.js";
import { scenariosOfRule } from "./scenarios.js";

/** What a response is to be. What it leaves out is as usual: `{}` stands for the usual response. */
export interface MockRule<Types extends MockTypes = MockTypes> {
  /** Which requests it is for; all that is given must hold. Default: every request that can have this response. */
  match?:
    | {
        /** The session token of the user, or another token of the same user. */
        sessionToken?: string | undefined;
        /** Part of the request body. */
        body?: DeepPartial<Types["request"]> | undefined;
      }
    | undefined;
  /** How many requests take it. Default: 1. */
  times?: number | "unlimited" | undefined;
  /** A scenario of the contract, by name. */
  scenario?: Types["scenario"] | undefined;
  /**
   * A status of the contract, which stands for the scenario that fits the request or else the first one; any other error status; or with
   * `body`, any status from 200 to 599.
   */
  status?: number | undefined;
  /** Further response headers, such as `Retry-After`, except those that follow from the body and the connection. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The response body as it is, whatever the contract says. Default status: 200. */
  body?: string | undefined;
  /** Values for fields of the response body, such as `{ member: { name: "Mine" } }`. What was created has them too. */
  override?: Readonly<Record<string, unknown>> | undefined;
  /**
   * With `scenario`, `status` or `body`: whether the request is processed, so that with state it creates what it asks for, whatever the
   * response says. Default: true for a status below 300.
   */
  processed?: boolean | undefined;
  /** Milliseconds until the response; the request is processed at once. At most 600,000. */
  delay?: number | undefined;
  /** Ends the connection: `before` the request is processed, `after` that, or in the middle of the response `body`. */
  cut?: "before" | "after" | "body" | undefined;
  /** With `cut`: resets the connection rather than ending it. */
  reset?: boolean | undefined;
}

const longestDelay = 600_000;

const ruleRequirements: Requirements<MockRule> = {
  match: { accepts: isMatch, text: "an object with sessionToken, body or both" },
  times: {
    accepts: (value) => value === "unlimited" || isWholeNumber(value, 1, Number.MAX_SAFE_INTEGER),
    text: 'a whole number from 1, or "unlimited"',
  },
  scenario: { accepts: (value) => typeof value === "string", text: "the name of a scenario" },
  status: { accepts: (value) => typeof value === "number", text: "an HTTP status" },
  headers: {
    accepts: (value) => isObject(value) && Object.entries(value).every(isSendable),
    text: "an object with header values that can be sent, without those of the connection and of the length",
  },
  body: { accepts: (value) => typeof value === "string", text: "a string" },
  override: { accepts: isObject, text: "an object" },
  processed: booleanOption,
  delay: {
    accepts: (value) => isWholeNumber(value, 0, longestDelay),
    text: `a whole number of milliseconds up to ${longestDelay}`,
  },
  cut: { accepts: (value) => ["before", "after", "body"].includes(value as string), text: "before, after or body" },
  reset: booleanOption,
};

function isWholeNumber(value: unknown, from: number, to: number): boolean {
  return Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
}

function isMatch(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { sessionToken, body, ...others } = value;
  return ["string", "undefined"].includes(typeof sessionToken) && Object.keys(others).length === 0 && body !== null;
}

/** Headers that the transport sets. */
export const transportHeaders = /^(connection|content-length|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

function isSendable([name, value]: [string, unknown]): boolean {
  const isName = /^[!#$%&'*+.^`|~\w-]+$/.test(name) && !transportHeaders.test(name);
  return isName && typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** Which options of a rule do not go together, and what to change. */
function contradictionIn(rule: MockRule): string | undefined {
  const { scenario, status = 200, body, override, processed, cut, reset } = rule;
  if (body !== undefined) {
    if (scenario !== undefined || override !== undefined)
      return "body is the whole response body: leave out scenario and override.";
    if (!isWholeNumber(status, 200, 599)) return "A response with body needs a status from 200 to 599.";
    if (body !== "" && [204, 205, 304].includes(status))
      return "A response with the status 204, 205 or 304 has no body: leave body empty.";
  }
  if (processed && cut === "before")
    return "With cut: before the request is not processed. Leave out processed, or use cut: after.";
  if (processed !== undefined && !isForced(rule))
    return "processed needs scenario, status or body: for the usual response the request is always processed.";
  return reset && !cut ? "reset needs cut: before, after or body." : undefined;
}

/**
 * The options of a rule that are given.
 *
 * @param source What asks for the response, for messages.
 * @throws {TypeError} if the rule cannot be followed; the message says what there is.
 */
export function readRule(rule: MockRule, operations: readonly Operation[], source: string): MockRule {
  const given = readOptions(rule, ruleRequirements, source);
  const contradiction = contradictionIn(given);
  if (contradiction) throw new TypeError(`${source}: ${contradiction}`);
  if (!operations.some((operation) => canRespond(operation, given)))
    throw new TypeError(`${source}: ${unknownResponse(operations)}`);
  return given;
}

/** Whether the response is chosen, rather than the usual one. */
export function isForced({ scenario, status, body }: MockRule): boolean {
  return scenario !== undefined || status !== undefined || body !== undefined;
}

/** Whether a rule can be the response to a request of an operation. */
export function canRespond({ scenarios, responses }: Operation, rule: MockRule): boolean {
  const { scenario, status, body } = rule;
  if (!isForced(rule) || body !== undefined) return true;
  // An error that the contract describes only as `default`.
  const isOtherError = scenario === undefined && isWholeNumber(status, 400, 599) && !(`${status}` in responses);
  return scenariosOfRule(scenarios, rule).length > 0 || (isOtherError && "default" in responses);
}

function unknownResponse(operations: readonly Operation[]): string {
  const all = operations.flatMap(({ scenarios }) => scenarios.map(({ name, status }) => `code=${status}, example=${name}`));
  return `The contract does not have the response that was asked for. It has: ${all.join("; ")}; or any other error status.`;
}

/** Whether a JSON value has all that a part of it has. */
export function includes(value: unknown, part: unknown): boolean {
  if (typeof part !== "object" || part === null) return value === part;
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(part)) return false;
  return Object.entries(part).every(([key, child]) => Object.hasOwn(value, key) && includes(Reflect.get(value, key), child));
}

/** The rules that wait for requests, in the order in which they were given. */
export class RuleList {
  #rules: { rule: MockRule; left: number; taken: boolean }[] = [];

  add(rule: MockRule) {
    const left = rule.times === "unlimited" ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
    this.#rules.push({ rule: JSON.parse(JSON.stringify(rule)), left, taken: false });
  }

  /** The first rule that matches; a rule that has been taken as often as it says is gone. */
  take(matches: (rule: MockRule) => boolean): MockRule | undefined {
    const found = this.#rules.find(({ rule }) => matches(rule));
    if (!found) return undefined;
    found.taken = true;
    found.left--;
    if (found.left === 0) this.#rules = this.#rules.filter((one) => one !== found);
    return found.rule;
  }

  /** Those that nothing took. */
  get unused(): MockRule[] {
    return this.#rules.filter(({ taken }) => !taken).map(({ rule }) => rule);
  }

  clear() {
    this.#rules = [];
  }
}
