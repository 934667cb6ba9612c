import fc from "fast-check";
import { requestExamples } from "./contract.js";

/** Every random request follows from it; FUZZ_SEED sets another. */
export const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);

const guid = (prefix: string) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.stringMatching(/^[0-9a-f]{1,12}(-[0-9A-F]{1,4}){0,4}$/).map((digits) => `${prefix}-${digits}`) },
    { weight: 1, arbitrary: fc.constantFrom(`${prefix}-0`, `${prefix}--`, `${prefix}-${"aF".repeat(500)}`) },
  );
const text = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.constantFrom("", "x".repeat(2_000)) },
);

/** What both kinds of request may carry. */
const shared = {
  skip_aggregation: fc.boolean(),
  skip_webhook: fc.boolean(),
  external_guid: text,
  metadata: text,
  name: text,
  use_cases: fc.array(fc.constantFrom("PFM", "MONEY_MOVEMENT"), { minLength: 1, maxLength: 3 }),
};
const credential = fc.record({ credential_guid: guid("CRD"), value: text });

/** Fields that may be absent, and their values. */
export const optional = { standard: { is_oauth: fc.constant(false), ...shared }, oauth: shared };

/** Members that the contract accepts, by kind. */
export const members = {
  standard: fc.record(
    { institution_guid: guid("INS"), credentials: fc.array(credential, { minLength: 1, maxLength: 4 }), ...optional.standard },
    { requiredKeys: ["institution_guid", "credentials"] },
  ),
  oauth: fc.record(
    { institution_guid: guid("INS"), is_oauth: fc.constant(true), ...optional.oauth },
    { requiredKeys: ["institution_guid", "is_oauth"] },
  ),
};

/** Bodies that the contract accepts. */
export const valid = fc
  .oneof(members.standard, members.oauth, fc.constantFrom(...requestExamples.map(({ value }) => value.member)))
  .map((member) => ({ member }));

/** Bodies in which one value, somewhere, is replaced, added or dropped. */
export const mutated = (bodies: fc.Arbitrary<unknown> = valid): fc.Arbitrary<unknown> =>
  fc
    .tuple(bodies, fc.nat(), fc.jsonValue(), fc.constantFrom("replace", "add", "drop"), fc.string())
    .map(([body, place, value, how, key]) => {
      const copy = structuredClone(body);
      const objects: [Record<string, unknown>, string][] = [];
      const walk = (node: unknown) => {
        if (typeof node !== "object" || node === null) return;
        for (const name of Object.keys(node)) {
          objects.push([node as Record<string, unknown>, name]);
          walk((node as Record<string, unknown>)[name]);
        }
      };
      walk(copy);
      if (objects.length === 0) return value;
      const [node, name] = objects[place % objects.length] as [Record<string, unknown>, string];
      if (how === "drop") delete node[name];
      else node[how === "add" && !Array.isArray(node) ? key : name] = value;
      return JSON.parse(JSON.stringify(copy)); // an array keeps no hole, and __proto__ becomes a field like any other
    });
