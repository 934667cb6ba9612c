/** What a change of each keyword of JSON Schema does to the set of valid values. */
import type { Direction, Json } from "./parts.js";

export interface Effect {
  /** Values that were valid are not any more. */
  narrower?: boolean;
  /** Values that were not valid are now. */
  wider?: boolean;
  /** The types show that values are gone: code that handles them no longer compiles. */
  typed?: boolean;
  /** Consumers know that more values will come. */
  foreseen?: boolean;
}

interface Context {
  before: Json;
  after: Json;
  direction: Direction;
}

type Rule = (was: unknown, is: unknown, context: Context) => Effect;
type SimpleRule = (was: unknown, is: unknown) => Effect;

export const different: Effect = { narrower: true, wider: true };

const subschema: SimpleRule = (was, is) => compareSizes(size(was), size(is));
const typed: SimpleRule = (was, is) => ({ ...subschema(was, is), typed: true });
const most: SimpleRule = (was, is) => compareSizes(Number(was ?? Infinity), Number(is ?? Infinity));
const least =
  (absent: number): SimpleRule =>
  (was, is) =>
    compareSizes(-Number(was ?? absent), -Number(is ?? absent));
const maximum: Rule = (_, __, { before, after }) => compareSizes(upperLimit(before), upperLimit(after));
const minimum: Rule = (_, __, { before, after }) => compareSizes(upperLimit(negated(before)), upperLimit(negated(after)));
const types: Rule = (_, __, { before, after }) =>
  valuesOf(before) && valuesOf(after)
    ? compareSets(validValues(before), validValues(after))
    : typesEffect(typesOf(before), typesOf(after));

const values: Rule = (_, __, { before, after, direction }) => {
  const gone = missing(valuesOf(before), valuesOf(after));
  const come = missing(valuesOf(after), valuesOf(before));
  const extensible = direction === "response" && before["x-extensible-enum"] === true && valuesOf(after) !== undefined;
  return {
    narrower: gone.length > 0,
    wider: come.length > 0,
    typed: gone.some((value) => value !== null),
    foreseen: extensible && !come.includes(null),
  };
};

const each = (names: string, rule: Rule) => Object.fromEntries(names.split(" ").map((name) => [name, rule]));

export const keywords: Record<string, Rule> = {
  ...each("type nullable", types),
  ...each("enum const", values),
  ...each("maximum exclusiveMaximum", maximum),
  ...each("minimum exclusiveMinimum", minimum),
  ...each("maxLength maxItems maxProperties maxContains", most),
  ...each("minLength minItems minProperties", least(0)),
  ...each("minContains", least(1)),
  ...each("contentEncoding contentMediaType", compareSets),
  ...each("items anyOf oneOf", typed),
  ...each(
    `if then else contains propertyNames contentSchema dependentSchemas dependentRequired unevaluatedItems unevaluatedProperties`,
    subschema,
  ),
  // As a list it says more than `enum`; as a flag it tells readers to expect more values.
  "x-extensible-enum": (was, is, { direction }) => {
    if (typeof (was ?? is) === "string") return { ...compareSets(parsed(was), parsed(is)), foreseen: true };
    return direction === "response" ? different : {};
  },
  // What an absent value means changes. A reader can ignore a new default.
  default: (was, _, { direction }) => (direction === "response" && was === undefined ? { narrower: true } : different),
  readOnly: (_, is, { direction }) => (direction === "request" ? { narrower: is === true, wider: is !== true } : {}),
  writeOnly: (_, is, { direction }) => (direction === "response" ? { narrower: true, typed: is === true } : {}),
  multipleOf: (was, is) =>
    was === undefined || is === undefined
      ? compareSets(was, is)
      : { narrower: Number(was) % Number(is) !== 0, wider: Number(is) % Number(was) !== 0 },
  pattern: (was, is) => compareSets(matchesAll(was) ? undefined : was, matchesAll(is) ? undefined : is),
  format: (was, is) => {
    if (widerFormats[String(was)] === is) return { wider: true };
    return widerFormats[String(is)] === was ? { narrower: true } : compareSets(was, is);
  },
  uniqueItems: (was, is) => compareSizes(was === true ? 0 : 1, is === true ? 0 : 1),
  required: (was, is) => inverse(compareSets(was ?? [], is ?? [])),
  additionalProperties: (was, is) => ({ ...subschema(was, is), typed: was !== undefined }),
  allOf: (was, is) => ({ ...subschema(was, is), typed: namesValues(is) }),
  not: (was, is) => compareSizes(sizeOfNot(was), sizeOfNot(is)),
  prefixItems: (was, is, { before, after }) => (isClosedList(before) && isClosedList(after) ? different : typed(was, is)),
  patternProperties: (was, is, { before, after }) =>
    isClosedObject(before) && isClosedObject(after) ? inverse(subschema(was, is)) : subschema(was, is),
};

/** What a new subschema in a list or map of them does; a removed one does the inverse. */
export const members: Record<string, (owner: Json, member: unknown) => Effect> = {
  anyOf: () => ({ wider: true, typed: true }),
  oneOf: () => ({ wider: true, typed: true }),
  allOf: (_, member) => ({ narrower: true, typed: namesValues(member) }),
  prefixItems: () => different, // The types are tuples of a fixed length.
  patternProperties: (owner) => (isClosedObject(owner) ? { wider: true } : { narrower: true }),
  dependentRequired: () => ({ narrower: true }),
  dependentSchemas: () => ({ narrower: true }),
};

export function inverse({ narrower = false, wider = false, ...rest }: Effect): Effect {
  return { ...rest, narrower: wider, wider: narrower };
}

/** Two sets of valid values by their size, where one includes the other. */
export function compareSizes(was: number, is: number): Effect {
  return { narrower: is < was, wider: is > was };
}

/** Two sets of values. An absent one holds everything; a single value is a set of one. */
export function compareSets(was: unknown, is: unknown): Effect {
  return { narrower: missing(was, is).length > 0, wider: missing(is, was).length > 0 };
}

/** The members of a set that are not in another one. Of a set of everything, one item stands for what the other one lacks. */
export function missing(from: unknown, to: unknown): unknown[] {
  if (to === undefined) return [];
  return from === undefined ? ["everything else"] : [from].flat().filter((item) => ![to].flat().includes(item));
}

/** How much a subschema lets through: everything, some values, nothing. */
export function size(schema: unknown): number {
  if (schema === false) return 0;
  return schema === undefined || schema === true || JSON.stringify(schema) === "{}" ? 2 : 1;
}

/** How much `not` leaves: everything that its subschema does not let through. */
function sizeOfNot(schema: unknown): number {
  return schema === undefined ? 2 : 2 - size(schema);
}

function upperLimit({ maximum = Infinity, exclusiveMaximum = Infinity }: Json): number {
  const excluded = Number(exclusiveMaximum);
  // Of two limits at the same number the exclusive one is a trifle tighter.
  const trifle = Number.isFinite(excluded) ? Number.EPSILON * Math.max(1, Math.abs(excluded)) : 0;
  return Math.min(Number(maximum), excluded - trifle);
}

/** The lower limits of a schema as upper limits of the negated numbers. */
function negated({ minimum = -Infinity, exclusiveMinimum = -Infinity }: Json): Json {
  return { maximum: -Number(minimum), exclusiveMaximum: -Number(exclusiveMinimum) };
}

const widerFormats: Record<string, string> = { int32: "int64", float: "double" };

function matchesAll(pattern: unknown): boolean {
  return typeof pattern === "string" && ["", ".*", "^.*$"].includes(pattern);
}

function typesOf({ type, nullable }: Json): unknown[] | undefined {
  if (type === undefined) return undefined;
  return nullable === true ? [type, "null"].flat() : [type].flat();
}

function typesEffect(was: unknown[] | undefined, is: unknown[] | undefined): Effect {
  const withIntegers = (types: unknown[] | undefined) => (types?.includes("number") ? [...types, "integer"] : types);
  // Code that handles null compiles where there is none, and an integer is a number.
  const isVisible = (type: unknown) => type !== "null" && !(type === "number" && is?.includes("integer"));
  return {
    ...compareSets(withIntegers(was), withIntegers(is)),
    typed: missing(was, withIntegers(is)).some(isVisible),
  };
}

/** The values that `enum` and `const` leave, and that the types show. */
function valuesOf({ enum: list, const: only }: Json): unknown[] | undefined {
  if (only !== undefined) return [only];
  return Array.isArray(list) ? list : undefined;
}

/** Without a null that the type excludes. */
function validValues(schema: Json): unknown[] | undefined {
  return valuesOf(schema)?.filter((value) => value !== null || (typesOf(schema)?.includes("null") ?? true));
}

// Where the rest is rejected, naming more lets more through.
function isClosedList({ items, unevaluatedItems }: Json): boolean {
  return items === false || unevaluatedItems === false;
}

function isClosedObject({ additionalProperties, unevaluatedProperties }: Json): boolean {
  return additionalProperties === false || unevaluatedProperties === false;
}

function namesValues(schema: unknown): boolean {
  return /"(enum|const)":/.test(JSON.stringify(schema) ?? "");
}

/** A list in an extension, which is compared as its JSON text. */
function parsed(list: unknown): unknown {
  return typeof list === "string" ? JSON.parse(list) : list;
}
