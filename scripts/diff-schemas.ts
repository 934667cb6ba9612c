/** What a change of a JSON Schema keyword does to the set of valid values. */

export type Direction = "request" | "response";
export type Json = Record<string, unknown>;

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

const exclusiveOf: Record<string, string> = { maximum: "exclusiveMaximum", minimum: "exclusiveMinimum" };

/** What a change of one keyword does. Undefined: no rule knows the keyword. */
export function keywordEffect(keyword: string, before: Json, after: Json, direction: Direction): Effect | undefined {
  const was = before[keyword];
  const is = after[keyword];
  switch (keyword) {
    case "type":
    case "nullable":
      if (valuesOf(before) && valuesOf(after)) return compareSets(validValues(before), validValues(after));
      return typesEffect(typesOf(before), typesOf(after));
    case "enum":
    case "const":
      return valuesEffect(before, after, direction);
    case "x-extensible-enum":
      // As a list it says more than `enum`; as a flag it tells readers to expect more values.
      if (typeof (was ?? is) === "string") return { ...compareSets(parsed(was), parsed(is)), foreseen: true };
      return direction === "response" ? different : {};
    case "maximum":
    case "exclusiveMaximum":
      return compareSizes(limit(before, "maximum", 1), limit(after, "maximum", 1));
    case "minimum":
    case "exclusiveMinimum":
      return compareSizes(limit(before, "minimum", -1), limit(after, "minimum", -1));
    case "maxLength":
    case "maxItems":
    case "maxProperties":
    case "maxContains":
      return compareSizes(Number(was ?? Infinity), Number(is ?? Infinity));
    case "minLength":
    case "minItems":
    case "minProperties":
      return compareSizes(-Number(was ?? 0), -Number(is ?? 0));
    case "minContains":
      return compareSizes(-Number(was ?? 1), -Number(is ?? 1));
    case "multipleOf":
      if (was === undefined || is === undefined) return compareSets(was, is);
      return { narrower: Number(was) % Number(is) !== 0, wider: Number(is) % Number(was) !== 0 };
    case "pattern":
      return compareSets(matchesAll(was) ? undefined : was, matchesAll(is) ? undefined : is);
    case "format":
      if (widerFormats[String(was)] === is) return { wider: true };
      return widerFormats[String(is)] === was ? { narrower: true } : compareSets(was, is);
    case "contentEncoding":
    case "contentMediaType":
      return compareSets(was, is);
    case "uniqueItems":
      return compareSizes(was === true ? 0 : 1, is === true ? 0 : 1);
    case "required":
      return inverse(compareSets(was ?? [], is ?? []));
    case "default":
      // What an absent value means changes. A reader can ignore a new default.
      return direction === "response" && was === undefined ? { narrower: true } : different;
    case "readOnly":
      return direction === "request" ? { narrower: is === true, wider: is !== true } : {};
    case "writeOnly":
      return direction === "response" ? { narrower: true, typed: is === true } : {};
    case "allOf":
    case "anyOf":
    case "oneOf":
      return { ...compareSizes(size(was), size(is)), typed: keyword !== "allOf" || namesValues(is) };
    case "not":
      return compareSizes(sizeOfNot(was), sizeOfNot(is));
    case "if":
    case "then":
    case "else":
    case "contains":
    case "propertyNames":
    case "contentSchema":
    case "dependentSchemas":
    case "dependentRequired":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return compareSizes(size(was), size(is));
    case "items":
      return { ...compareSizes(size(was), size(is)), typed: true };
    case "additionalProperties":
      return { ...compareSizes(size(was), size(is)), typed: was !== undefined };
    case "prefixItems":
      return isClosed(keyword, before) && isClosed(keyword, after)
        ? different
        : { ...compareSizes(size(was), size(is)), typed: true };
    case "patternProperties": {
      const effect = compareSizes(size(was), size(is));
      return isClosed(keyword, before) && isClosed(keyword, after) ? inverse(effect) : effect;
    }
    default:
      return undefined;
  }
}

/** What a new subschema in a list or map of them does; a removed one does the inverse. */
export function memberAdded(keyword: string, schema: Json, member: unknown): Effect | undefined {
  switch (keyword) {
    case "anyOf":
    case "oneOf":
      return { wider: true, typed: true };
    case "allOf":
      return { narrower: true, typed: namesValues(member) };
    case "dependentSchemas":
    case "dependentRequired":
      return { narrower: true };
    case "prefixItems":
      return different; // The types are tuples of a fixed length.
    case "patternProperties":
      return isClosed(keyword, schema) ? { wider: true } : { narrower: true };
    default:
      return undefined;
  }
}

export const different: Effect = { narrower: true, wider: true };
const widerFormats: Record<string, string> = { int32: "int64", float: "double" };

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

/** The members of a set that are not in another one. */
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

function limit(schema: Json, inclusive: string, sign: 1 | -1): number {
  const valid = Number(schema[inclusive] ?? sign * Infinity) * sign;
  const excluded = Number(schema[exclusiveOf[inclusive] ?? ""] ?? sign * Infinity) * sign;
  // Of two limits at the same number the exclusive one is a trifle tighter.
  return Math.min(valid, Number.isFinite(excluded) ? excluded - Number.EPSILON * Math.max(1, Math.abs(excluded)) : excluded);
}

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
    narrower: missing(withIntegers(was), withIntegers(is)).length > 0,
    wider: missing(withIntegers(is), withIntegers(was)).length > 0,
    typed: missing(was, withIntegers(is)).some(isVisible),
  };
}

function valuesEffect(before: Json, after: Json, direction: Direction): Effect {
  const gone = missing(valuesOf(before), valuesOf(after));
  const come = missing(valuesOf(after), valuesOf(before));
  const extensible = direction === "response" && before["x-extensible-enum"] === true && valuesOf(after) !== undefined;
  return {
    narrower: gone.length > 0,
    wider: come.length > 0,
    typed: gone.some((value) => value !== null),
    foreseen: extensible && !come.includes(null),
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

/** Whether what the keyword does not name is rejected, so that naming more lets more through. */
function isClosed(keyword: string, schema: Json): boolean {
  const rest = keyword === "prefixItems" ? ["items", "unevaluatedItems"] : ["additionalProperties", "unevaluatedProperties"];
  return rest.some((name) => schema[name] === false);
}

function namesValues(schema: unknown): boolean {
  return /"(enum|const)":/.test(JSON.stringify(schema) ?? "");
}

/** A list in an extension, which is compared as its JSON text. */
function parsed(list: unknown): unknown {
  return typeof list === "string" ? JSON.parse(list) : list;
}
