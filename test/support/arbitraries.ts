/** Random values that match a schema of the contract, and random changes of them. */
import fc from "fast-check";
import { mergeAllOf } from "../../scripts/contract/all-of.js";
import type { Schema } from "../../src/contract/document.js";
import { contract } from "./contract.js";

/** Every random value follows from it; FUZZ_SEED sets another. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);

/** Values that match a schema. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, oneOf, anyOf, format, pattern, ...rest } = flat(schema);
  const choice = oneOf ?? anyOf;
  if (choice) return fc.oneof(...choice.map((variant: Schema) => valuesOf({ allOf: [rest, variant] })));
  if ("const" in rest) return fc.constant(rest.const);
  if (rest.enum) return fc.constantFrom(...rest.enum);
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valuesOf({ ...rest, type: one, format, pattern })));
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return fc.integer({ min: rest.minimum ?? -1000, max: rest.maximum ?? 1_000_000 });
    case "array":
      return listsOf(rest);
    case "object":
      return objectsOf(rest);
    case "string":
      return stringsOf({ ...rest, format, pattern });
    default:
      return fc.jsonValue();
  }
}

/** What a schema refers to, with its `allOf` merged. */
function flat(schema: Schema): Schema {
  return contract.resolve(mergeAllOf(contract.root, contract.resolve(schema)));
}

function listsOf({ items = {}, minItems = 0, maxItems = minItems + 3, uniqueItems }: Schema): fc.Arbitrary<unknown> {
  const limits = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
  return uniqueItems
    ? fc.uniqueArray(valuesOf(items), { ...limits, selector: (item) => JSON.stringify(item) })
    : fc.array(valuesOf(items), limits);
}

function objectsOf({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const allowed = Object.entries<Schema>(properties).filter(([, property]) => property !== false);
  const known = fc.record(Object.fromEntries(allowed.map(([name, property]) => [name, valuesOf(property)])), {
    requiredKeys: required,
  });
  if (additionalProperties === false) return known;
  return fc.tuple(known, fc.boolean()).map(([value, more]) => (more ? { ...value, a_field_of_tomorrow: 1 } : value));
}

function stringsOf({ format, pattern, minLength = 0, maxLength = minLength + 2_000 }: Schema): fc.Arbitrary<string> {
  if (pattern)
    return fc.stringMatching(new RegExp(pattern, "u")).filter(({ length }) => length >= minLength && length <= maxLength);
  if (format === "date-time")
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
  if (format === "uri") return fc.webUrl();
  return fc.string({ unit: "grapheme-ascii", minLength, maxLength: Math.min(maxLength, minLength + 50) });
}

/** Values in which one value, somewhere, is replaced, added or dropped. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(), fc.jsonValue(), fc.constantFrom("replace", "add", "drop"), fc.string())
    .map(([value, place, other, how, key]) => {
      const copy = structuredClone(value);
      const places = [...placesIn(copy)];
      const chosen = places[place % (places.length || 1)];
      if (!chosen) return other;
      if (how === "drop") delete chosen.parent[chosen.key];
      else chosen.parent[how === "add" && !Array.isArray(chosen.parent) ? key : chosen.key] = other;
      return JSON.parse(JSON.stringify(copy)); // A list keeps no hole, and __proto__ becomes a property like any other.
    });
}

function* placesIn(node: unknown): Generator<{ parent: Record<string, unknown>; key: string }> {
  if (typeof node !== "object" || node === null) return;
  const parent = node as Record<string, unknown>;
  for (const key of Object.keys(parent)) {
    yield { parent, key };
    yield* placesIn(parent[key]);
  }
}
