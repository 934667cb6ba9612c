import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutated, seed, valuesOf } from "../support/arbitraries.js";
import { contract } from "../support/contract.js";
import { unanimous, verdicts } from "../support/engines.js";
import { schemas } from "./corpus.js";

const explain = (value: unknown) => `seed ${seed}, ${JSON.stringify(value)}`;

// All other schemas are in these.
describe.each(Object.values(schemas))("random values of %s: Ajv, Hyperjump and our validator", (name) => {
  const schema = contract.schemas[name];

  test("accept values made from the schema", () => {
    const accepted = (value: unknown) => {
      expect(verdicts(name, value), explain(value)).toEqual(unanimous(true));
    };
    fc.assert(fc.property(valuesOf(schema), accepted), { seed, numRuns: 60 });
  });

  test("agree on values with one or two changes", () => {
    let rejected = 0;
    const agree = (value: unknown) => {
      const found = verdicts(name, value);
      expect(found, explain(value)).toEqual(unanimous(found.ajv));
      if (!found.ajv) rejected++;
    };
    const changed = fc.oneof(mutated(valuesOf(schema)), mutated(mutated(valuesOf(schema))));
    fc.assert(fc.property(changed, agree), { seed, numRuns: 250 });
    expect(rejected).toBeGreaterThan(0);
  });
});
