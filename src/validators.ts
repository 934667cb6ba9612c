/**
 * Run-time checks of what is sent and received: one for each schema that matters, compiled from the contract ahead of time, so
 * that they need no `eval` and run in a page with a Content Security Policy or in a worker.
 *
 * @module
 */
import * as compiled from "../generated/validators.js";
import { escaped } from "./schema.js";
import type { ErrorResponseBody, Member, MemberCreateRequest, MemberCreateRequestBody, MemberResponseBody } from "./types.js";

/**
 * One thing that a value has against the contract. It names places and rules, never the value: that may be a credential. For the same
 * reason it names an unknown field, except within a credential.
 */
export interface Violation {
  /** JSON pointer into the value, `""` for the whole. For a field that is missing or unknown, the pointer of that field. */
  readonly pointer: string;
  /** The keyword of JSON Schema that is broken, such as `required` or `pattern`. */
  readonly rule: string;
  /** What is wrong, for people. */
  readonly message: string;
  /** The pointer in parts, as Standard Schema has it. */
  readonly path: readonly (string | number)[];
}

/**
 * Tells whether a value, as `JSON.parse` gives it, keeps the contract: `if (member(value)) value.guid`. Also a
 * [Standard Schema](https://standardschema.dev), which many libraries take. Values pass through as they are.
 */
export interface Validator<T> {
  (value: unknown): value is T;
  /** Everything that the value has against the contract, one violation a place; empty if it keeps it. */
  errors(value: unknown): Violation[];
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "nexus-members-contract";
    readonly validate: (
      value: unknown,
    ) => { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Violation[] };
    readonly types?: { readonly input: T; readonly output: T };
  };
}

/** The body of a request: a member to create, in its envelope. */
export const memberCreateRequestBody = /* @__PURE__ */ validator<MemberCreateRequestBody>(compiled.memberCreateRequestBody);

/** A member to create, by credentials or by OAuth, as `createMember` takes it. */
export const memberCreateRequest = /* @__PURE__ */ validator<MemberCreateRequest>(compiled.memberCreateRequest);

/** The body of a success: a member as it is right after its creation, in its envelope. */
export const memberResponseBody = /* @__PURE__ */ validator<MemberResponseBody>(compiled.memberResponseBody);

/** A member in any state. A `connection_status` that this version does not know is a violation: do not reject it for that alone. */
export const member = /* @__PURE__ */ validator<Member>(compiled.member);

/** The body of an error. An error may also come without one. */
export const errorResponseBody = /* @__PURE__ */ validator<ErrorResponseBody>(compiled.errorResponseBody);

// biome-ignore lint/suspicious/noExplicitAny: what comes with an error depends on its keyword
type AjvError = { instancePath: string; keyword: string; params: Record<string, any> };
type Check = { (value: unknown): boolean; errors?: AjvError[] | null };

function validator<T>(check: Check): Validator<T> {
  const is = (value: unknown): value is T => check(value);
  const errors = (value: unknown) => (check(value) ? [] : report(check.errors as AjvError[]));
  const validate = (value: unknown) => {
    const issues = errors(value);
    return issues.length ? { issues } : { value: value as T };
  };
  return Object.assign(is, { errors, "~standard": { version: 1, vendor: "nexus-members-contract", validate } as const });
}

/** One violation a place: where the type is wrong, the other rules do not matter. */
function report(found: AjvError[]): Violation[] {
  // "if" only says that the kind of member that was meant is broken: after "then" the OAuth member.
  const oauth = found.filter(({ params }) => params.failingKeyword === "then").map(({ instancePath }) => instancePath);
  const places = new Map<string, Violation>();
  for (const { instancePath, keyword: rule, params } of found) {
    const parents = instancePath.split("/").slice(1);
    const path = parents.map((part) => (Number.isNaN(Number(part)) ? part : Number(part)));
    // What stands in a list is a credential: there the name of an unknown field may be a login.
    const inCredential = rule === "additionalProperties" && typeof path.at(-1) === "number";
    const field: string | undefined = inCredential ? undefined : (params.missingProperty ?? params.additionalProperty);
    const pointer = instancePath + (field === undefined ? "" : `/${escaped(field)}`);
    if (rule === "if" || (places.has(pointer) && rule !== "type")) continue;
    const ofCredentials = pointer.endsWith("/credentials");
    let message = (sentences[rule] as Sentence)(params);
    if (inCredential) message = "has a field that is not of the contract";
    if (ofCredentials && ["required", "minItems"].includes(rule))
      message = "at least one credential is required for a standard member";
    if (ofCredentials && oauth.includes(instancePath)) message = "an OAuth member takes no credentials";
    places.set(pointer, { pointer, rule, message, path: field === undefined ? path : [...path, field] });
  }
  return [...places.values()];
}

type Sentence = (params: AjvError["params"]) => string;

const notEmpty = () => "must not be empty";
/** One for each keyword by which the contract judges. */
const sentences: Record<string, Sentence> = {
  required: () => "is required",
  additionalProperties: () => "is not a field of the contract",
  type: ({ type }) => `must be ${[type].flat().join(" or ")}`,
  const: ({ allowedValue }) => `must be ${allowedValue}`,
  enum: ({ allowedValues: { length, ...values } }) =>
    length > 5 ? `is none of the ${length} values that the contract knows` : `must be ${Object.values(values).join(" or ")}`,
  pattern: ({ pattern }) => `must be ${pattern.slice(1, 5)} followed by hex digits and dashes`,
  format: ({ format }) => (format === "uri" ? "must be an absolute URI" : "must be a date-time such as 2016-10-13T18:07:57Z"),
  minItems: notEmpty,
  minLength: notEmpty,
};
