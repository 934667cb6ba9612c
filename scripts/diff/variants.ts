/** The variants that a schema consists of, however it is written: as `oneOf`, `anyOf`, or a list of types. */
import { mergeAllOf } from "../../src/contract/all-of.js";
import { type OpenApiDocument, type Schema, valuesOf } from "../../src/contract/document.js";
import { isObject, isSame } from "../../src/contract/json.js";

/** What a schema says, without a reference and without `allOf`. */
export function flat(document: OpenApiDocument, schema: Schema): Schema {
  let merged: Schema = mergeAllOf(document.root, schema);
  while (merged.$ref) {
    const { $ref, ...beside } = merged;
    merged = mergeAllOf(document.root, { allOf: [document.resolve({ $ref }), beside] });
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
export function variantsOf(document: OpenApiDocument, schema: Schema, within: string[] = []): Schema[] {
  const text = JSON.stringify(schema);
  const { discriminator, ...said } = flat(document, schema);
  if (within.includes(text) || isSame(said, { not: {} })) return [];
  for (const keyword of ["oneOf", "anyOf"]) {
    const { [keyword]: variants, ...rest } = said;
    const whole = (variant: Schema) => variantsOf(document, { allOf: [rest, variant] }, [...within, text]);
    if (variants) return variants.flatMap(whole);
  }
  if (!Array.isArray(said.type)) return [said];
  return said.type.map((type: string) => {
    const isAbout = ([keyword]: [string, unknown]) => (typeOfKeyword[keyword] ?? type) === type;
    return { ...Object.fromEntries(Object.entries(said).filter(isAbout)), type };
  });
}

/** How many properties two variants share; 0 if only one says of which kind it is, below 0 if they are of different kinds. */
export function likeness(one: Schema, other: Schema): number {
  if (isSame(one, other)) return Number.MAX_SAFE_INTEGER;
  if (kindOf(one) && kindOf(other) && kindOf(one) !== kindOf(other)) return -1;
  const shared = Object.keys(one.properties ?? {}).filter((name) => name in (other.properties ?? {}));
  return kindOf(one) === kindOf(other) ? shared.length + 1 : 0;
}

/** Whether a value may be valid in two of the variants, so that `oneOf` rejects it. */
export function areOverlapping(document: OpenApiDocument, variants: Schema[]): boolean {
  const excludes = (one: Schema, other: Schema) =>
    one.required?.some((name: string) => {
      const [property = {}, same] = [one.properties?.[name], other.properties?.[name]];
      return same ? areApart(flat(document, property), flat(document, same)) : other.additionalProperties === false;
    });
  const overlap = (one: Schema, other: Schema) => !areApart(one, other) && !excludes(one, other) && !excludes(other, one);
  return variants.some((one, index) => variants.slice(index + 1).some((other) => overlap(one, other)));
}

/** Whether the types or the values of two schemas exclude each other. */
function areApart(one: Schema, other: Schema): boolean {
  const [kind, otherKind] = [kindOf(one), kindOf(other)];
  if (kind && otherKind && kind !== otherKind) return true;
  const [values, others] = [valuesOf(one), valuesOf(other)];
  return Boolean(values && others && !values.some((value) => others.includes(value)));
}

/** Such as `string` or `number`; undefined if a schema does not say it. */
function kindOf(schema: Schema): string | undefined {
  if (schema.type) return schema.type === "integer" ? "number" : schema.type;
  const kinds = new Set(valuesOf(schema)?.map((value) => (value === null ? "null" : typeof value)));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}
