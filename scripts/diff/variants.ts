/** The variants that a schema consists of, however it is written: as `oneOf`, `anyOf`, or a list of types. */
import { mergeAllOf } from "../../src/contract/all-of.js";
import { type OpenApiDocument, type Schema, valuesOf } from "../../src/contract/document.js";
import { isSame } from "../../src/contract/json.js";

/** Variants without references and `allOf`, each with one type at most. `composition` is the keyword that they come from. */
export function plainVariants(document: OpenApiDocument, schema: Schema): Schema[] {
  const variants = split(document, schema);
  const isExclusive = variants.some(({ composition }) => composition === "oneOf");
  // A value that is valid in two variants is rejected.
  const overlap = (one: Schema, other: Schema) => !isImpossible(document, { allOf: [one, other] });
  const isOverlapping =
    isExclusive && variants.some((one, index) => variants.slice(index + 1).some((other) => overlap(one, other)));
  return isOverlapping ? variants.map((variant) => ({ ...variant, "oneOf with overlaps": variants })) : variants;
}

/** A schema within itself ends where it begins again. */
function split(document: OpenApiDocument, schema: Schema, within: Schema[] = []): Schema[] {
  const whole = unpacked(document, schema);
  if (whole === false || within.some((outer) => isSame(outer, schema))) return [];
  for (const composition of ["oneOf", "anyOf"]) {
    const { [composition]: variants, discriminator, ...said } = whole;
    if (!variants) continue;
    return variants.flatMap((variant: Schema) => {
      // The name of a variant is a value of the property that tells the variants apart.
      const tag = discriminator && { discriminator: { ...discriminator, variant: variant.$ref } };
      return split(document, { allOf: [said, { ...tag, composition }, variant] }, [...within, schema]);
    });
  }
  return [whole.type].flat().map((type) => {
    if (type === "null") return { type };
    const variant = { ...whole, enum: valuesOf(whole), type };
    return type === "integer" ? { ...variant, type: "number", integer: true } : variant;
  });
}

/** What a schema says; false if no value is valid. */
function unpacked(document: OpenApiDocument, schema: Schema): Schema {
  const merged: Schema = mergeAllOf(document.root, schema);
  if (typeof merged === "boolean") return merged && {};
  const { $ref, ...beside } = merged;
  return $ref ? unpacked(document, { allOf: [document.resolve({ $ref }), beside] }) : merged;
}

/** Whether no value is valid, as far as types, enums and required properties tell. */
function isImpossible(document: OpenApiDocument, schema: Schema, depth = 0): boolean {
  if (depth > 3) return false;
  return split(document, schema).every(({ required = [], properties = {}, additionalProperties = true }) =>
    required.some((name: string) => isImpossible(document, properties[name] ?? additionalProperties, depth + 1)),
  );
}

/** How many properties of two variants are the same. 0: they have different types. */
export function likenessOf(one: Schema, other: Schema): number {
  if (one.type && other.type && one.type !== other.type) return 0;
  if (isSame(one, other)) return Number.MAX_SAFE_INTEGER;
  const names = Object.keys(one.properties ?? {});
  return 1 + names.filter((name) => isSame(one.properties[name], other.properties?.[name])).length;
}
