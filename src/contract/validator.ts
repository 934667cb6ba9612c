import { type Issue, pointerOf } from "./issue.js";
import { keysOf } from "./json.js";

export type { Issue };

/**
 * Tells whether a value, as `JSON.parse` returns it, conforms to the contract: `if (isMember(value)) value.guid`. It accepts what its
 * type accepts, so a value of an extensible enum that this version does not know is no issue, unless you ask for `strict`. Also a
 * [Standard Schema](https://standardschema.dev), which many libraries take. Values pass through unchanged.
 */
export interface Validator<T> {
  (value: unknown): value is T;
  /**
   * Every issue of the value, one for each place; empty if it conforms. With `strict`, an unknown value of an extensible enum is an
   * issue too, which is what a test of a server wants.
   */
  issues(value: unknown, options?: { strict?: boolean }): Issue[];
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "nexus-members-contract";
    readonly validate: (
      value: unknown,
    ) => { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: T; readonly output: T };
  };
}

/** An error of a compiled schema. */
interface CompiledError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string; additionalProperty?: string; unevaluatedProperty?: string; extensible?: boolean };
}

/** A schema as Ajv compiles it. */
interface CompiledSchema {
  (value: unknown): boolean;
  errors?: CompiledError[] | null;
}

export function validator<T>(schema: CompiledSchema): Validator<T> {
  const issues = (value: unknown, { strict = false } = {}) => {
    const errors = schema(value) ? [] : (schema.errors ?? []);
    return listIssues(strict ? errors : errors.filter(({ params }) => !params.extensible));
  };
  const isValid = (value: unknown): value is T => issues(value).length === 0;
  const validate = (value: unknown) => {
    const found = issues(value);
    return found.length ? { issues: found } : { value: value as T };
  };
  return Object.assign(isValid, { issues, "~standard": { version: 1, vendor: "nexus-members-contract", validate } as const });
}

/** One issue for each place. Where the type is wrong, the other rules do not matter. */
function listIssues(errors: CompiledError[]): Issue[] {
  const issues = new Map<string, Issue>();
  for (const { instancePath, keyword: rule, message = "", params } of errors) {
    if (rule === "if") continue; // Says only that the issues of its variant exist.
    const field = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
    const path = field === undefined ? pathOf(instancePath) : [...pathOf(instancePath), field];
    const pointer = pointerOf(path);
    if (!issues.has(pointer) || rule === "type") issues.set(pointer, { pointer, message, rule, path });
  }
  return [...issues.values()];
}

function pathOf(pointer: string): (string | number)[] {
  return keysOf(pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
