/** Request bodies made from others: complete ones, ones with values that no other has, and ones with one thing wrong. */
import type { Contract, Operation } from "../contract/contract.js";
import { escapeKey, isObject, isSame, valueAt, valuesAt, withValue } from "../contract/json.js";
import { type Issue, issuesFor } from "../contract/validator.js";

/** Stands for a value that no other request has. It is a UUID itself, so that a schema takes it for one. */
export const unique = "5e7f9a1c-0000-4000-8000-000000000000";

/** The JSON text of a body, with a new UUID wherever one is needed. */
export function writeBody(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body).replaceAll(unique, () => crypto.randomUUID());
}

/** Whether the request may have this body. An unknown value of an extensible enum counts as one that it may not. */
function isValid(contract: Contract, { request }: Operation, body: unknown): boolean {
  return request !== undefined && issuesFor(contract, request.schema, body, { strict: true }).length === 0;
}

/** The fields that only one request may have with the same value, as JSON pointers: the contract has an error for a value that is taken. */
export function identityFields({ scenarios }: Operation): string[] {
  const pointers = scenarios.flatMap(({ when: { taken, same } }) => (taken ? (same ?? taken.fields) : []));
  return [...new Set(pointers)];
}

/** A copy of a body whose identity no other request has. */
export function fresh(contract: Contract, operation: Operation, body: unknown): unknown {
  return identityFields(operation).reduce((copy, pointer) => {
    const value = valueAt(copy, pointer);
    if (typeof value !== "string" || value.includes(unique)) return copy;
    return withFirstValid(contract, operation, copy, pointer, [`${value}-${unique}`]);
  }, body);
}

/** What a server that reads bytes as another encoding gets wrong. */
const notAscii = "Zoë 銀行 🏦";

/**
 * A copy of a valid body with every further field that it may have, with the values of other bodies or simple ones. Strings that the
 * response repeats are not ASCII.
 */
export function withEveryField(contract: Contract, operation: Operation, body: unknown, others: readonly unknown[]): unknown {
  const { request, repeats } = operation;
  const identity = identityFields(operation);
  const complete = (request?.fields ?? []).reduce((copy, pointer) => {
    const container = valueAt(copy, pointer.slice(0, pointer.lastIndexOf("/")));
    if (typeof container !== "object" || container === null) return copy;
    const own = valuesAt(copy, pointer);
    const values = hasValue(copy, pointer) ? own : [...others.flatMap((other) => valuesAt(other, pointer)), false, 1, "text"];
    const isVaried = pointer in repeats && !identity.includes(pointer);
    const varied = values.flatMap((one) => (isVaried && typeof one === "string" ? [`${one} ${notAscii}`, one] : [one]));
    return withFirstValid(contract, operation, copy, pointer, varied);
  }, body);
  return fresh(contract, operation, complete);
}

/** A copy of a body with the first of the values that it may have at a pointer, or none of them. */
function withFirstValid(contract: Contract, operation: Operation, body: unknown, pointer: string, values: readonly unknown[]) {
  const candidates = values.filter((value) => value !== undefined).map((value) => withValue(body, pointer, value));
  return candidates.find((candidate) => isValid(contract, operation, candidate)) ?? body;
}

export function hasValue(body: unknown, pointer: string): boolean {
  return valuesAt(body, pointer).some((value) => value !== undefined);
}

/** A body, and in words how it differs from another. */
interface BodyChange {
  readonly change: string;
  readonly body: unknown;
}

/**
 * Copies of a body that each differ from it in one thing, valid or not. What they have in place of a value does not depend on the rules
 * of the contract: which of them it allows is for the validator to say.
 *
 * @param others Bodies whose fields this one may have by mistake.
 */
function changesOf(body: unknown, others: readonly unknown[], pointer = ""): BodyChange[] {
  const value = valueAt(body, pointer);
  const counterparts = others.map((other) => valueAt(other, pointer));
  const changes = Object.entries(replacementsOf(value, counterparts)).map(([what, replacement]) => ({
    change: `${pointer || "the body"} ${what}`,
    body: pointer ? withValue(body, pointer, replacement) : replacement,
  }));
  if (Array.isArray(value)) {
    const last = value.length - 1;
    return last < 0 ? changes : [...changes, ...changesOf(body, others, `${pointer}/${last}`)];
  }
  if (!isObject(value)) return changes;
  const within = Object.keys(value).flatMap((key) => {
    const field = `${pointer}/${escapeKey(key)}`;
    return [{ change: `without ${field}`, body: withValue(body, field, undefined) }, ...changesOf(body, others, field)];
  });
  return [...changes, ...within];
}

const ofEachType = {
  "as null": null,
  "as a boolean": true,
  "as a number": 1,
  "as a string": "text",
  "as a list": [],
  "as an object": {},
};

/** Values in place of another, by what they are. */
function replacementsOf(value: unknown, others: readonly unknown[]): Readonly<Record<string, unknown>> {
  if (typeof value === "boolean") return { ...ofEachType, inverted: !value, "as 0": 0, "in quotes": String(value) };
  if (typeof value === "number")
    return { ...ofEachType, "with a fraction": value + 0.5, negative: -1 - value, "in quotes": String(value) };
  if (typeof value === "string") return { ...ofEachType, "in a list": [value], ...nearMissesOf(value) };
  if (Array.isArray(value)) {
    const shorter = value.slice(1).map((_, index) => [`with ${index + 1} of its items`, value.slice(0, index + 1)]);
    const longer = { "with an item more": [...value, value.at(-1)] };
    return { ...ofEachType, "as its first item": value[0], ...Object.fromEntries(shorter), ...longer };
  }
  if (!isObject(value)) return ofEachType;
  const foreign = others.filter(isObject).flatMap((other) => Object.entries(other).filter(([key]) => !(key in value)));
  const extended = foreign.map(([key, child]) => [`with ${key}`, { ...value, [key]: child }]);
  const unknown = { "in a list": [value], "with an unknown field": { ...value, unknown_field: true } };
  return { ...ofEachType, ...unknown, ...Object.fromEntries(extended) };
}

/** Strings that a careless pattern, or a careless comparison, takes for another. */
function nearMissesOf(value: string): Readonly<Record<string, string>> {
  const [prefix = ""] = /^[A-Za-z]+(?=-)/.exec(value) ?? [];
  const rest = value.slice(prefix.length);
  const upper = value.toUpperCase();
  return {
    empty: "",
    "after a letter": `x${value}`,
    "after a space": ` ${value}`,
    "before a letter": `${value}g`,
    "before a capital letter": `${value}G`,
    "before a dot": `${value}.`,
    "before a line break": `${value}\n`,
    "in the other case": value === upper ? value.toLowerCase() : upper,
    "with one character changed": value.replace(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/, "?"),
    "with a numeral that is not ASCII": value.replace(/\d/, "٣"),
    ...(prefix && {
      "with another prefix": `XXX${rest}`,
      "with a longer prefix": `${prefix}T${rest}`,
      "without its prefix": rest.slice(1),
      "with its prefix alone": `${prefix}-`,
    }),
  };
}

/** Those of the changes that the contract does not allow, each body once, and what is wrong with it. */
export function wrongBodies(contract: Contract, schema: string, body: unknown, others: readonly unknown[]) {
  const wrong = new Map<string, BodyChange & { readonly issues: readonly Issue[] }>();
  for (const change of changesOf(body, others)) {
    const text = JSON.stringify(change.body);
    if (wrong.has(text) || isSame(change.body, body)) continue;
    const issues = issuesFor(contract, schema, change.body);
    if (issues.length > 0) wrong.set(text, { ...change, issues });
  }
  return [...wrong.values()];
}
