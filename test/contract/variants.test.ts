import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { Contract, type Schema } from "../../scripts/generate/bundle.js";
import { fieldsOf } from "../../scripts/generate/fields.js";
import { chooseVariant } from "../../scripts/generate/variants.js";

const closed = (properties: Record<string, Schema>, required: string[], title: string): Schema => ({
  title,
  type: "object",
  required,
  additionalProperties: false,
  properties,
});
const id = { type: "string" };
const card = closed({ id, kind: { enum: ["card"] } }, ["id", "kind"], "Card");
const iban = closed({ id, kind: { const: "iban" }, bic: id }, ["id", "kind"], "Iban");
const cash = closed({ id, amount: { type: "number" } }, ["amount"], "Cash");
const plain = closed({ id, note: id }, ["id"], "Plain");
const other = closed({ id, remark: id }, ["id"], "Other");

const contract = new Contract({ components: { schemas: {} } });
const choose = (...variants: Schema[]) => chooseVariant(contract, variants, "Payment", (variant) => variant);
const ajv = new Ajv2020({ allErrors: true, strict: false });

/** The issues of a value, as "pointer keyword". */
function issues(variants: Schema[], value: unknown): string[] {
  const validate = ajv.compile(choose(...variants));
  validate(value);
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map(({ instancePath, keyword, params }) => `${instancePath}${fieldOf(params)} ${keyword}`);
}

const fieldOf = ({ missingProperty, additionalProperty = missingProperty }: Record<string, string>) =>
  additionalProperty === undefined ? "" : `/${additionalProperty}`;

describe("a choice between variants", () => {
  const values = [
    { id: "1", kind: "card" },
    { id: "1", kind: "iban", bic: "2" },
    { amount: 1 },
    { id: "1", note: "2" },
    { id: "1", kind: "coin" },
    { kind: "card" },
    { id: "1", amount: 1, note: "2" },
    {},
    null,
    "card",
  ];

  test.each(values.map((value) => [JSON.stringify(value), value]))("accepts what their oneOf accepts: %s", (_, value) => {
    const variants = [card, iban, cash, plain];
    expect(ajv.validate(choose(...variants), value)).toBe(ajv.validate({ oneOf: variants }, value));
  });

  test("reports only the issues of the variant that was meant", () => {
    const variants = [plain, cash, iban, card];
    expect(issues(variants, { kind: "iban" })).toEqual(["/id required"]);
    expect(issues(variants, { kind: "card", bic: "2" })).toEqual(["/id required", "/bic additionalProperties"]);
    expect(issues(variants, { amount: "1" })).toEqual(["/amount type"]);
    expect(issues(variants, { note: "2" })).toEqual(["/id required"]);
  });

  test("takes a tag of another value for the variant that all else speaks for", () => {
    expect(issues([plain, card], { id: "1", kind: "CARD" })).toEqual(["/kind enum"]);
    expect(issues([plain, card], { id: "1", kind: "CARD", note: "2" })).toEqual(["/kind additionalProperties"]);
  });

  test("is an error if two variants cannot be told apart, with their names and what they lack", () => {
    expect(() => choose(card, plain, other)).toThrow(
      "The variants Plain and Other of Payment cannot be told apart. All but one need a required property with one value that no other " +
        "variant takes, or a required property that no other variant allows.",
    );
    const open = { ...cash, additionalProperties: true };
    expect(() => choose(open, { ...plain, additionalProperties: true })).toThrow("Cash and Plain");
  });
});

describe("the fields of a body", () => {
  const contract = new Contract({});
  const variant = (kind: string, field: string) => ({ properties: { kind: { const: kind }, [field]: {} } });

  test("have JSON pointers", () => {
    const schema = { properties: { "a/b": { items: { properties: { "c~d": {} } } } } };
    expect([...fieldsOf(contract, schema).keys()]).toEqual(["/a~1b", "/a~1b/0", "/a~1b/0/c~0d"]);
  });

  test("of a schema that contains itself end where it does", () => {
    const thing = { properties: { name: {}, parts: { items: { $ref: "#/thing" } } } };
    expect([...fieldsOf(new Contract({ thing }), { $ref: "#/thing" }).keys()]).toEqual(["/name", "/parts", "/parts/0"]);
  });

  test("are those of the variant that the example is of, which a constant may tell", () => {
    const schema = { oneOf: [variant("one", "first"), variant("two", "second")] };
    expect([...fieldsOf(contract, schema, { kind: "two" }).keys()]).toEqual(["/kind", "/second"]);
  });
});
