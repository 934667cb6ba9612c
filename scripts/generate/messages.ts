import {
  _,
  type Ajv2020,
  type CodeKeywordDefinition,
  type KeywordCxt,
  type KeywordErrorDefinition,
  stringify,
} from "ajv/dist/2020.js";
import type { OpenApiDocument, Schema } from "../../src/contract/document.js";
import { fieldsOf } from "../../src/contract/fields.js";
import { keysOf } from "../../src/contract/json.js";

/** What a validator needs to know of a union to explain it. */
export interface Union {
  /** The names of the compiled schemas of its variants. */
  readonly variants: readonly string[];
  /** The property that tells them apart. */
  readonly tag?: string | undefined;
}

/** What a validator says where our sentence is better than Ajv's own. Ajv's stands for every other keyword. */
const messages: Record<string, (schema: Schema, parent: Schema, isSecretive: boolean) => string | undefined> = {
  required: (_, { title }) => (title ? `is required in ${title}` : "is required"),
  additionalProperties: (_, { title }, isSecretive) => unknownField(title, isSecretive),
  unevaluatedProperties: (_, { title }, isSecretive) => unknownField(title, isSecretive),
  const: (value) => `must be ${typeof value === "string" ? value : JSON.stringify(value)}`,
  enum: (values: unknown[]) => listed(values),
  pattern: (pattern: string) => {
    // The pattern of a GUID, such as ^MBR-[0-9A-Fa-f-]+$.
    const [, prefix] = /^\^([A-Z]+-)\[0-9A-Fa-f-\]\+\$$/.exec(pattern) ?? [];
    return prefix && `must be ${prefix} followed by hex digits and dashes`;
  },
  format: (format: string) =>
    ({ uri: "must be an absolute URI", "date-time": "must be a date-time such as 2016-10-13T18:07:57Z" })[format],
  minItems: (limit) => (limit === 1 ? "must not be empty" : undefined),
  minLength: (limit) => (limit === 1 ? "must not be empty" : undefined),
};

/** Gives the errors of Ajv our messages, keeps out of them what may be a secret, and has unions explained by their validator. */
export function setErrors(ajv: Ajv2020, document: OpenApiDocument, unionOf: (variants: Schema[], schema: Schema) => Union) {
  for (const [keyword, sentence] of Object.entries(messages)) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    const ajvs = definition.error as KeywordErrorDefinition;
    definition.error = {
      message: (context) => {
        const text = sentence(context.schema, context.parentSchema, isSecretive(document, context.parentSchema));
        if (text !== undefined) return text;
        return typeof ajvs.message === "function" ? ajvs.message(context) : ajvs.message;
      },
      params: (context) => {
        const { parentSchema } = context;
        if (keyword === "enum" && parentSchema?.["x-extensible-enum"]) return _`{extensible: true}`;
        const namesField = keyword === "required" || (keyword.endsWith("Properties") && !isSecretive(document, parentSchema));
        return namesField && typeof ajvs.params === "function" ? ajvs.params(context) : _`{}`;
      },
    };
  }
  for (const keyword of ["oneOf", "anyOf"]) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    const { code } = definition;
    definition.code = (context, ruleType) => code(withoutErrorsOfVariants(context), ruleType);
    definition.error = {
      message: keyword === "oneOf" ? "must match exactly one variant" : "must match a variant",
      params: ({ parentSchema = {} }) => stringify(unionOf(parentSchema[keyword], parentSchema)),
    };
  }
}

/** Drops the errors of all variants of a union that fails: its validator runs the variant that was meant again. */
function withoutErrorsOfVariants(context: KeywordCxt): KeywordCxt {
  const { result } = context;
  context.result = (condition, succeed, fail) =>
    result.call(context, condition, succeed, () => {
      context.reset();
      fail?.();
    });
  return context;
}

/** Beside a secret, the name of an unknown field may be the secret. */
function isSecretive(document: OpenApiDocument, schema: Schema): boolean {
  const fields = [...fieldsOf(document, schema)].filter(([at]) => keysOf(at).every((key, depth) => depth === 0 || key === "0"));
  return fields.some(([, field]) => field.schema.format === "password");
}

function unknownField(title = "the contract", isSecretive: boolean): string {
  return isSecretive ? `has a field that is not in ${title}` : `is not a field of ${title}`;
}

function listed(values: unknown[]): string {
  const known = values.filter((value) => value !== null);
  return known.length > 5 ? `is none of the ${known.length} known values` : `must be ${values.map(String).join(" or ")}`;
}
