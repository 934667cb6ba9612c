import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { type Contract, docComment, type Node, nameOf, type Operation, type Schema } from "./bundle.js";
import { formats } from "./formats.js";
import { setMessages } from "./messages.js";
import { chooseVariant } from "./variants.js";

/** A typed validator for each schema of the contract. */
export function validatorsModule(contract: Contract): string {
  const names = Object.keys(contract.schemas);
  const exports = names.map((name) => {
    const comment = docComment(`Validates {@link schemas.${name}}: ${contract.schemas[name].description ?? ""}`);
    return `\n${comment}export const is${name} = /* @__PURE__ */ validator<schemas.${name}>(compiled.${name});\n`;
  });
  return `import { validator } from "../src/contract/validator.js";
import * as compiled from "./compiled.js";
import type * as schemas from "./schemas.js";

export type { Issue, Validator } from "../src/contract/validator.js";
${exports.join("")}`;
}

/**
 * A function for each schema, as Ajv compiles it: code that needs neither Ajv nor `eval`, and collects every error. That they accept
 * what the contract accepts is proved by test/contract against two other validators.
 */
export async function compiledModule(contract: Contract): Promise<string> {
  const all = { ...contract.schemas, ...parameterSchemas(contract) };
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
    formats,
  });
  // Ajv notes on each function which properties it has evaluated, which keeps bundlers from dropping unused functions.
  Object.assign(ajv.opts, { unevaluated: JSON.stringify(all).includes('"unevaluated') });
  ajv.addVocabulary(["x-extensible-enum"]);
  setMessages(ajv);
  for (const [name, schema] of Object.entries(all)) ajv.addSchema(checking(contract, schema, name), name);
  const code = standalone.default(ajv, Object.fromEntries(Object.keys(all).map((name) => [name, name])));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const bundle = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    charset: "utf8",
    preserveSymlinks: true, // The paths in its comments are the same wherever node_modules is.
  });
  const [{ text } = { text: "" }] = bundle.outputFiles;
  return text.replaceAll(
    // Ajv joins the names of types by commas.
    /(message: "must be )([a-z]+(?:,[a-z]+)+)"/g,
    (_, start, types) => `${start}${types.replaceAll(",", " or ")}"`,
  );
}

/** The name of the function that validates a parameter, whose schema has none. */
export function parameterFunction({ operationId }: Operation, { in: place, name }: Node): string {
  return `${operationId}_${place}_${name}`.replace(/\W/g, "_");
}

function parameterSchemas(contract: Contract): Record<string, Schema> {
  return Object.fromEntries(
    contract.operations.flatMap((operation) =>
      operation.parameters.map((parameter) => [parameterFunction(operation, parameter), parameter.schema]),
    ),
  );
}

const annotations =
  /^(description|default|example|examples|deprecated|readOnly|writeOnly|externalDocs|x-(?!extensible-enum$).*)$/;
const isChecked = (keywords: Schema) => Object.keys(keywords).some((keyword) => !annotations.test(keyword));

/** Keywords whose value is a map of schemas. */
const maps = /^(properties|patternProperties|dependentSchemas|\$defs)$/;
/** Keywords whose value is data, not a schema. */
const data = /^(const|enum|required|type|dependentRequired|x-extensible-enum)$/;

/** A schema without its annotations, whose `oneOf` reports the issues of the variant that was meant. */
function checking(contract: Contract, schema: Schema, where: string): Schema {
  if (typeof schema !== "object" || schema === null) return schema;
  const name = nameOf(schema);
  if (name) {
    const { $ref, ...beside } = schema;
    if (isChecked(beside)) return { allOf: [checking(contract, { $ref }, where), checking(contract, beside, where)] };
    // Small schemas are copied to where they are used: Ajv needs quadratic time to collect errors through functions in a list.
    const target = contract.schemas[name];
    return JSON.stringify(target).includes('"$ref"') ? { $ref: name } : checking(contract, target, name);
  }
  const nullable = nullableOf(contract, schema);
  if (nullable) return checking(contract, nullable, where);

  const { oneOf, ...rest } = schema;
  const checked = Object.fromEntries(
    Object.entries(rest)
      .filter(([keyword]) => !annotations.test(keyword))
      .map(([keyword, value]) => [keyword, checkingValue(contract, keyword, value, `${where}/${keyword}`)]),
  );
  if (!oneOf) return checked;
  // Only objects have fields, whose issues would be those of another variant.
  if (oneOf.some((variant: Schema) => /^(string|number|integer|boolean|null|array)$/.test(contract.resolve(variant).type)))
    return { ...checked, oneOf: oneOf.map((variant: Schema) => checking(contract, variant, where)) };
  return { ...checked, ...chooseVariant(contract, oneOf, where, (variant) => checking(contract, variant, where)) };
}

/** The value of a keyword: schemas in a map, in a list or alone, or data. */
function checkingValue(contract: Contract, keyword: string, value: Schema, where: string): unknown {
  if (maps.test(keyword)) {
    const entries = Object.entries(value).map(([key, schema]) => [key, checking(contract, schema, `${where}/${key}`)]);
    return Object.fromEntries(entries);
  }
  if (data.test(keyword)) return value;
  if (Array.isArray(value)) return value.map((schema, index) => checking(contract, schema, `${where}/${index}`));
  return checking(contract, value, where);
}

/** For a choice between a simple schema and null: the schema that takes null too, which reports one issue instead of three. */
function nullableOf(contract: Contract, { anyOf, oneOf, ...beside }: Schema): Schema | undefined {
  const choice: Schema[] = anyOf ?? oneOf ?? [];
  if (isChecked(beside) || (anyOf && oneOf)) return undefined;
  const [other, ...more] = choice.filter(({ type }) => type !== "null");
  if (choice.length !== 2 || !other || more.length) return undefined;
  const schema = contract.resolve(other);
  const mayRejectNull = ["const", "not", "anyOf", "oneOf", "allOf", "if", "$ref"].some((keyword) => keyword in schema);
  if (typeof schema.type !== "string" || schema.type === "object" || mayRejectNull) return undefined;
  return { ...schema, type: [schema.type, "null"], ...(schema.enum && { enum: [...schema.enum, null] }) };
}
