/**
 * The variants that a schema consists of, however it is written, and which of two versions belong together. `type: [string, "null"]` and
 * a `oneOf` of both have the same two variants, so that the string is compared with the string, and null with null.
 */

import { type OpenApiDocument, type Schema, valuesOf } from "../../src/contract/document.js";
import { isSame } from "../../src/contract/json.js";
import { mergeAllOf } from "../contract/all-of.js";

/** Variants without references and `allOf`, each with one type at most. */
export function variantsOf(document: OpenApiDocument, schema: Schema): Schema[] {
  const variants = split(document, schema);
  const isExclusive = variants.some((variant) => variant["x-composition"] === "oneOf");
  // A value that is valid in two variants of a oneOf is rejected.
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
      return split(document, { allOf: [said, { ...tag, "x-composition": composition }, variant] }, [...within, schema]);
    });
  }
  const values = valuesOf(whole);
  const said = values ? { ...whole, enum: values } : whole;
  if (!said.type) return [said];
  return [said.type].flat().map((type) => {
    if (type === "null") return { type };
    return type === "integer" ? { ...said, type: "number", integer: true } : { ...said, type };
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

/** Which items of two lists belong together: the most alike first. `likeness` is 0 for two that never belong together. */
export function pairsOf<Item>(was: Item[], is: Item[], likeness: (one: Item, other: Item) => number) {
  const candidates = was.flatMap((one) => is.map((other) => ({ was: one, is: other, likeness: likeness(one, other) })));
  const [gone, come] = [new Set(was), new Set(is)];
  const pairs: { was: Item; is: Item }[] = [];
  for (const pair of candidates.sort((one, other) => other.likeness - one.likeness)) {
    if (pair.likeness === 0 || !gone.has(pair.was) || !come.has(pair.is)) continue;
    pairs.push(pair);
    gone.delete(pair.was);
    come.delete(pair.is);
  }
  return { pairs, gone: [...gone], come: [...come] };
}
