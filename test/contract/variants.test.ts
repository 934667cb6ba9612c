/** A union that a value does not match is explained by the variant that was meant. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { compileSchemas } from "../../scripts/generate/compile.js";
import type { CompiledSchema } from "../../src/contract/contract.js";
import { OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { fieldsOf } from "../../src/contract/fields.js";
import { validator } from "../../src/contract/validator.js";

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

const ajv = new Ajv2020({ strict: false });

/** A validator of a schema, in which each other schema can be referred to by its title. */
function validatorOf(schema: Schema, ...others: Schema[]) {
  const schemas = Object.fromEntries([["Payment", schema], ...others.map((other) => [other.title, other])]);
  const compiled = compileSchemas(new OpenApiDocument({ components: { schemas } }));
  return validator<unknown>(compiled.Payment as CompiledSchema, compiled);
}

const reference = ({ title }: Schema) => ({ $ref: `#/components/schemas/${title}` });

/** The issues of a value, as "pointer rule". */
function issues(keyword: "oneOf" | "anyOf", variants: Schema[], value: unknown, strict = false): string[] {
  const found = validatorOf({ [keyword]: variants.map(reference) }, ...variants).issues(value, { strict });
  return found.map(({ pointer, rule }) => `${pointer} ${rule}`);
}

describe("a union", () => {
  const values = [
    { id: "1", kind: "card" },
    { id: "1", kind: "iban", bic: "2" },
    { amount: 1 },
    { id: "1", note: "2" },
    { id: "1", kind: "coin" },
    { kind: "card" },
    { id: "1", amount: 1, note: "2" },
    { id: "1" },
    {},
    null,
    "card",
  ];

  test.each(values.map((value) => [JSON.stringify(value), value]))("accepts what Ajv accepts: %s", (_, value) => {
    const variants = [card, iban, cash, plain, other];
    expect(issues("oneOf", variants, value).length === 0).toBe(ajv.validate({ oneOf: variants }, value));
    expect(issues("anyOf", variants, value).length === 0).toBe(ajv.validate({ anyOf: variants }, value));
  });

  test("reports only the issues of the variant that was meant", () => {
    const variants = [plain, cash, iban, card];
    expect(issues("oneOf", variants, { kind: "iban" })).toEqual(["/id required"]);
    expect(issues("oneOf", variants, { kind: "card", bic: "2" })).toEqual(["/id required", "/bic additionalProperties"]);
    expect(issues("oneOf", variants, { amount: "1" })).toEqual(["/amount type"]);
    expect(issues("anyOf", variants, { id: "1", kind: "card", bic: 1 })).toEqual(["/bic additionalProperties"]);
  });

  test("whose tag has a value of no variant reports the variant that all else speaks for", () => {
    expect(issues("oneOf", [iban, card], { id: "1", kind: "CARD", bic: "1" })).toEqual(["/kind const"]);
    expect(issues("oneOf", [iban, card], { id: "1", kind: "CARD", bic: 1, amount: 1 })).toEqual([
      "/amount additionalProperties",
      "/kind const",
      "/bic type",
    ]);
  });

  test("of which more than one variant matches says so", () => {
    const open = { title: "Open", type: "object" };
    expect(issues("oneOf", [open, card], { id: "1", kind: "card" })).toEqual([" oneOf"]);
  });

  test("of other types names them all", () => {
    const schema = { anyOf: [{ type: "string", enum: ["a"] }, { type: "null" }, { type: ["integer", "boolean"] }] };
    expect(
      validatorOf(schema)
        .issues([])
        .map(({ message }) => message),
    ).toEqual(["must be string or null or integer or boolean"]);
    expect(
      validatorOf(schema)
        .issues("b")
        .map(({ message }) => message),
    ).toEqual(["must be a"]);
  });

  test("in a union, in a list, is explained as well", () => {
    const wallet = { title: "Wallet", oneOf: [reference(card), reference(iban)] };
    const schema = { type: "array", items: { anyOf: [reference(cash), reference(wallet)] } };
    const found = validatorOf(schema, card, iban, cash, wallet).issues([{ id: "1", amount: 1 }, { kind: "iban" }, { id: 1 }]);
    expect(found.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      "/1/id required",
      "/2/amount required",
      "/2/id type",
    ]);
  });
});

describe("an unknown value of an extensible enum", () => {
  const status = { title: "Status", type: "string", enum: ["open", "done"], "x-extensible-enum": true };
  const task = { title: "Task", type: "object", required: ["status"], properties: { status: reference(status) } };
  const done = closed({ status: { type: "string", enum: ["done"] }, at: id }, ["status", "at"], "Done");

  test.each<[where: string, schema: Schema, value: unknown, pointer: string]>([
    ["alone", reference(status), "new", ""],
    ["that may be null", { anyOf: [reference(status), { type: "null" }] }, "new", ""],
    ["in a variant of a oneOf", { oneOf: [reference(done), reference(task)] }, { status: "new" }, "/status"],
    ["in a variant of an anyOf", { anyOf: [reference(task), reference(done)] }, { status: "new" }, "/status"],
    ["in a list of different ones", { type: "array", uniqueItems: true, items: reference(status) }, ["new", "open"], "/0"],
    ["in a part of an allOf", { allOf: [reference(task), { required: ["status"] }] }, { status: "new" }, "/status"],
  ])("%s is no issue, and exactly one if strict", (_, schema, value, pointer) => {
    const task_ = validatorOf(schema, status, task, done);
    expect(task_(value)).toBe(true);
    expect(task_.issues(value)).toEqual([]);
    expect(task_.issues(value, { strict: true }).map((issue) => `${issue.pointer} ${issue.rule}`)).toEqual([`${pointer} enum`]);
  });

  test("of another type is an issue", () => {
    expect(validatorOf({ anyOf: [reference(status), { type: "null" }] }, status).issues(7)).toMatchObject([
      { pointer: "", message: "must be string or null" },
    ]);
  });

  test("does not hide what else is wrong", () => {
    const found = validatorOf({ oneOf: [reference(done), reference(task)] }, status, task, done);
    expect(found.issues({ status: 7 }).map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(["/status type"]);
  });
});

describe("beside a secret, an unknown field is not named", () => {
  const secret = { title: "Secret", type: "string", format: "password" };
  const secrets = { title: "Secrets", type: "array", items: reference(secret) };
  const login: Schema = { title: "Login", type: "object", properties: { value: reference(secret) } };
  const open = { type: "object", unevaluatedProperties: false };

  test.each<[where: string, schema: Schema]>([
    ["in the schema", closed({ value: secret }, [], "Login")],
    ["in a component", closed({ value: reference(secret) }, [], "Login")],
    ["in a list", closed({ values: { type: "array", items: secret } }, [], "Login")],
    ["in a component with a list", closed({ values: reference(secrets) }, [], "Login")],
    ["in a part of an allOf", { ...open, allOf: [reference(login)] }],
    ["in a variant", { ...open, oneOf: [reference(login)] }],
  ])("%s", (_, schema) => {
    const found = validatorOf(schema, secret, secrets, login).issues({ hunter2: 1 });
    expect(found).toMatchObject([{ pointer: "" }]);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });

  test("but it is in the object around that", () => {
    const found = validatorOf(closed({ login: reference(login) }, [], "Member"), secret, login).issues({ logn: 1 });
    expect(found).toMatchObject([{ pointer: "/logn", message: "is not a field of Member" }]);
  });
});

describe("the fields of a body", () => {
  test("have JSON pointers", () => {
    const schema = { properties: { "a/b": { items: { properties: { "c~d": {} } } } } };
    expect([...fieldsOf(new OpenApiDocument({}), schema).keys()]).toEqual(["/a~1b", "/a~1b/0", "/a~1b/0/c~0d"]);
  });

  test("of a schema that contains itself end where it does", () => {
    const thing = { properties: { name: {}, parts: { items: { $ref: "#/thing" } } } };
    expect([...fieldsOf(new OpenApiDocument({ thing }), { $ref: "#/thing" }).keys()]).toEqual(["/name", "/parts", "/parts/0"]);
  });
});
