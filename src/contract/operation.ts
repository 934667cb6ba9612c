import type { Validator } from "./validator.js";

/** An operation of the contract, with what it takes to serve it. */
export interface ServedOperation {
  readonly operationId: string;
  readonly method: string;
  /** The path template, such as `/things/{guid}`. */
  readonly path: string;
  /** Request headers, in lower case, of which one has to carry the credentials of the caller. */
  readonly security: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly request?: {
    readonly required: boolean;
    readonly validator: Validator<unknown>;
    /** The fields that are no secret, by JSON pointer; the index 0 stands for every item of a list. */
    readonly fields: readonly string[];
  };
  /** The statuses of its responses, or `default`. */
  readonly statuses: readonly string[];
  /** Where a success has what it created, as a JSON pointer: `x-mock-created` of the contract. */
  readonly creates?: string;
  readonly scenarios: readonly OperationScenario[];
}

/** An operation of the contract, with what it takes to check a server too. */
export interface Operation extends ServedOperation {
  /** By status, or `default`. A response without a validator has no body. */
  readonly responses: Responses;
}

type Responses = Readonly<Record<string, { readonly validator?: Validator<unknown> }>>;

/** Adds the responses, by `operationId`. A mock does without: their validators are what weighs most. */
export function withResponses(
  operations: readonly ServedOperation[],
  responses: Record<string, Responses>,
): readonly Operation[] {
  return operations.map((operation) => ({ ...operation, responses: responses[operation.operationId] ?? {} }));
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  /** The JSON type of its value, which travels as a string. */
  readonly type: string;
  readonly validator: Validator<unknown>;
}

/** A path that matches a template. */
interface PathMatch {
  /** What is in front of the template, such as `/api` of a base URL; usually empty. */
  readonly base: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Matches the end of a path with a template, such as `/things/{guid}`; undefined if it is another path. */
export function matchPath(template: string, path: string): PathMatch | undefined {
  const expected = template.split("/").slice(1);
  const segments = path.split("/");
  const start = segments.length - expected.length;
  if (start < 1) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = segments[start + index] as string;
    const [, name] = /^\{(.+)\}$/.exec(part) ?? [];
    if (name && value) params[name] = decode(value);
    else if (part !== value) return undefined;
  }
  return { base: segments.slice(0, start).join("/"), params };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A request of the contract, its response, and how to recognize similar requests. */
export interface OperationScenario {
  readonly name: string;
  readonly status: number;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly request: unknown;
  readonly response: unknown;
  /** `x-mock-when` of the contract. */
  readonly when: ScenarioCondition;
  /** The fields of the response that repeat the request, by JSON pointer. */
  readonly repeats: readonly RepeatedField[];
  /** The fields of the response that differ for every `request`, or for every `token`, by JSON pointer. */
  readonly unique: Readonly<Record<string, "request" | "token">>;
}

/** When a scenario is the response to a request that is not exactly its own. */
interface ScenarioCondition {
  /** The request has the same values as the example at these JSON pointers; an index stands for every item of a list. */
  readonly same?: readonly string[];
  /** The request lacks the required field at this JSON pointer. */
  readonly missing?: string;
  /** The request does not match the contract. */
  readonly invalid?: boolean;
  /** The session token has this value; null stands for a request without one. */
  readonly token?: string | null;
  /**
   * With state: something created before has the same values at these JSON pointers of its request, where an index is just that item.
   * It counts whatever this `client` created, or what the same `user` did.
   */
  readonly taken?: { readonly within: "user" | "client"; readonly fields: readonly string[] };
  /** Nothing else fits. */
  readonly otherwise?: boolean;
}

export interface RepeatedField {
  readonly at: string;
  /** Its value if the request is silent. */
  readonly otherwise?: unknown;
  /** Whether it is left out if the request is silent. If neither, it stays as in the example. */
  readonly absent?: boolean;
}
