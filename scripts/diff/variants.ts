/** The variants that a schema consists of, however it is written: as `oneOf`, `anyOf`, or a list of types. */
import { mergeAllOf, type Schema } from "../../src/contract/all-of.js";
import { isObject, isSame } from "../../src/contract/json.js";
import { type Json, targetOf } from "./version.js";

/** What a node says, without a reference and without `allOf`. */
export function flat(document: Json, node: unknown): Json {
  let merged = mergeAllOf(document, (node ?? {}) as Schema);
  while (isObject(merged) && typeof merged.$ref === "string") {
    const { $ref, ...beside } = merged;
    merged = mergeAllOf(document, { allOf: [targetOf(document, $ref) as Schema, beside] });
  }
  if (isObject(merged)) return merged;
  return merged ? {} : { not: {} };
}

/** The only type that a keyword says something about. */
const typeOfKeyword: Record<string, string> = {
  ...{ minLength: "string", pattern: "string", format: "string", minItems: "array", items: "array" },
  ...{ properties: "object", required: "object", additionalProperties: "object" },
};

/** Each is flat and has one type at most. */
export function variantsOf(document: Json, schema: unknown, within: string[] = []): Json[] {
  const text = JSON.stringify(schema);
  const { discriminator, ...said } = flat(document, schema);
  if (within.includes(text) || isSame(said, { not: {} })) return [];
  for (const keyword of ["oneOf", "anyOf"]) {
    const { [keyword]: variants, ...rest } = said;
    if (Array.isArray(variants))
      return variants.flatMap((one) => variantsOf(document, { allOf: [rest, one] }, [...within, text]));
  }
  if (!Array.isArray(said.type)) return [said];
  return said.type.map((type) => {
    const isAbout = ([keyword]: [string, unknown]) => (typeOfKeyword[keyword] ?? type) === type;
    return { ...Object.fromEntries(Object.entries(said).filter(isAbout)), type };
  });
}

/** How many properties two variants share; 0 if they are of different kinds. */
export function likeness(one: Json, other: Json): number {
  if (isSame(one, other)) return Number.MAX_SAFE_INTEGER;
  const shared = Object.keys(propertiesOf(one)).filter((name) => name in propertiesOf(other));
  return kindOf(one) === kindOf(other) ? shared.length + 1 : 0;
}

/** Whether a value may be valid in two of the variants, so that `oneOf` rejects it. */
export function areOverlapping(document: Json, variants: Json[]): boolean {
  const excludes = (one: Json, other: Json) =>
    [one.required ?? []].flat().some((name) => {
      const [property, same] = [propertiesOf(one)[String(name)], propertiesOf(other)[String(name)]];
      if (same === undefined) return other.additionalProperties === false;
      return areApart(flat(document, property), flat(document, same));
    });
  const overlap = (one: Json, other: Json) => !areApart(one, other) && !excludes(one, other) && !excludes(other, one);
  return variants.some((one, index) => variants.slice(index + 1).some((other) => overlap(one, other)));
}

/** Whether the types or the values of two schemas exclude each other. */
function areApart(one: Json, other: Json): boolean {
  const [kind, otherKind] = [kindOf(one), kindOf(other)];
  if (kind !== undefined && otherKind !== undefined && kind !== otherKind) return true;
  const [values, otherValues] = [valuesOf(one), valuesOf(other)];
  return values.length > 0 && otherValues.length > 0 && !values.some((value) => otherValues.includes(value));
}

/** Such as `string` or `number`; undefined if a schema does not say it. */
function kindOf(schema: Json): unknown {
  if (schema.type !== undefined) return schema.type === "integer" ? "number" : schema.type;
  const kinds = new Set(valuesOf(schema).map((value) => (value === null ? "null" : typeof value)));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function valuesOf({ const: only, enum: list }: Json): unknown[] {
  return Array.isArray(list) ? list : only === undefined ? [] : [only];
}

function propertiesOf({ properties }: Json): Json {
  return isObject(properties) ? properties : {};
}
