/** Which keywords of a schema a value exercises. Whether it is valid is for the validators to say. */
import { pointerOf } from "../issue.js";
import { isSame } from "../mock/json.js";
import { dereference, type Schema } from "./document.js";

/** Whether a keyword was seen to hold, and not to hold. By `<where the schema is> <keyword>`. */
export type Marks = Map<string, Seen>;

export interface Seen {
  valid: boolean;
  invalid: boolean;
}

/** Of a keyword, and of its parts: true if it holds, false if it does not, undefined if the value does not exercise it. */
type Verdicts = Record<string, boolean | undefined>;

const verdicts: Record<string, (expected: Schema, value: unknown, schema: Schema) => Verdicts> = {
  type(expected, value) {
    const types: string[] = [expected].flat();
    const parts = types.length > 1 ? types.map((type) => [`type ${type}`, hasType(value, type) || undefined]) : [];
    return { type: types.some((type) => hasType(value, type)), ...Object.fromEntries(parts) };
  },
  enum: (values: unknown[], value) => ({
    enum: values.some((one) => isSame(one, value)),
    ...Object.fromEntries(values.map((one) => [`enum ${JSON.stringify(one)}`, isSame(one, value) || undefined])),
  }),
  const: (expected, value) => ({ const: isSame(expected, value) }),
  required: (names: string[], value) =>
    Object.fromEntries(names.map((name) => [`required ${name}`, isObject(value) ? Object.hasOwn(value, name) : undefined])),
  pattern: (pattern, value) => ({ pattern: typeof value === "string" ? new RegExp(pattern, "u").test(value) : undefined }),
  minLength: (limit, value) => ({ minLength: typeof value === "string" ? [...value].length >= limit : undefined }),
  maxLength: (limit, value) => ({ maxLength: typeof value === "string" ? [...value].length <= limit : undefined }),
  minItems: (limit, value) => ({ minItems: Array.isArray(value) ? value.length >= limit : undefined }),
  maxItems: (limit, value) => ({ maxItems: Array.isArray(value) ? value.length <= limit : undefined }),
  minimum: (limit, value) => ({ minimum: typeof value === "number" ? value >= limit : undefined }),
  maximum: (limit, value) => ({ maximum: typeof value === "number" ? value <= limit : undefined }),
  additionalProperties: (allowed, value, { properties = {} }) => {
    const isExercised = allowed === false && isObject(value);
    return {
      additionalProperties: isExercised ? Object.keys(value).every((name) => Object.hasOwn(properties, name)) : undefined,
    };
  },
};

/** Keywords that only describe, or that are followed into other schemas. */
const annotations =
  /^(\$ref|\$comment|title|description|default|examples?|deprecated|readOnly|writeOnly|properties|items|allOf|x-.*)$/;

/** Every keyword of a schema and of those in it, not seen yet. A keyword that this file does not know is never seen. */
export function keywordsOf(node: Schema, at: string, marks: Marks = new Map()): Marks {
  const [schema, place] = locate(node, at);
  const own = ownVerdicts(schema, undefined);
  if (own.every(([keyword]) => marks.has(`${place} ${keyword}`)) && own.length > 0) return marks;
  for (const [keyword] of own) marks.set(`${place} ${keyword}`, { valid: false, invalid: false });
  for (const [child, childAt] of [...childrenOf(schema, place, undefined), ...variantsOf(schema, place)])
    keywordsOf(child, childAt, marks);
  return marks;
}

/** The keywords that a value exercises. `brokenFormats` are the pointers of values that break their format. */
export function marksOf(node: Schema, at: string, value: unknown, brokenFormats: ReadonlySet<string>, path: Path = []): Marks {
  const [schema, place] = locate(node, at);
  const marks: Marks = new Map();
  for (const [keyword, holds] of ownVerdicts(schema, value)) mark(marks, `${place} ${keyword}`, holds);
  if (schema.format && typeof value === "string") mark(marks, `${place} format`, !brokenFormats.has(pointerOf(path)));
  for (const [child, childAt, childValue, key] of childrenOf(schema, place, value)) {
    if (childValue !== undefined) merge(marks, marksOf(child, childAt, childValue, brokenFormats, [...path, ...key]));
  }
  const variants = variantsOf(schema, place).map(([variant, variantAt, keyword]) => {
    const found = marksOf(variant, variantAt, value, brokenFormats, path);
    return { keyword, found, breaks: [...found.values()].filter(({ invalid }) => invalid).length };
  });
  // A value that matches no variant says something of the one that it is closest to.
  const fewest = Math.min(...variants.map(({ breaks }) => breaks));
  for (const { keyword, found, breaks } of variants.filter((variant) => variant.breaks === fewest)) {
    mark(marks, `${place} ${keyword}`, breaks === 0);
    merge(marks, found);
  }
  return marks;
}

type Path = readonly (string | number)[];

/** The schema without its `$ref`, and where it is. */
function locate(node: Schema, at: string): [schema: Schema, at: string] {
  return node?.$ref ? locate(dereference(node), node.$ref.replace(/^#\/components\/schemas\//, "")) : [node, at];
}

function ownVerdicts(schema: Schema, value: unknown): [keyword: string, holds: boolean | undefined][] {
  return Object.entries<Schema>(schema).flatMap(([keyword, expected]) => {
    if (annotations.test(keyword) || (keyword === "additionalProperties" && expected !== false)) return [];
    if (keyword === "oneOf" || keyword === "anyOf")
      return variantsOf({ [keyword]: expected }, "").map(([, , name]) => [name, undefined] as const);
    const known = verdicts[keyword]?.(expected, value, schema) ?? { [keyword]: undefined };
    return Object.entries(known).map(([name, holds]) => [name, value === undefined ? undefined : holds] as const);
  }) as [string, boolean | undefined][];
}

function childrenOf(schema: Schema, at: string, value: unknown): [schema: Schema, at: string, value: unknown, key: Path][] {
  const { properties = {}, items, allOf = [] } = schema;
  const fields = isObject(value) ? value : {};
  const list = Array.isArray(value) ? value : [undefined];
  return [
    ...Object.keys(properties).map(
      (name) => [properties[name], `${at}/${name}`, Object.hasOwn(fields, name) ? fields[name] : undefined, [name]] as const,
    ),
    ...(items ? list.map((item, index) => [items, `${at}/items`, item, [index]] as const) : []),
    ...allOf.map((part: Schema, index: number) => [part, `${at}/allOf/${index}`, value, []] as const),
  ] as [Schema, string, unknown, Path][];
}

function variantsOf(schema: Schema, at: string): [schema: Schema, at: string, keyword: string][] {
  return ["oneOf", "anyOf"].flatMap((keyword) =>
    (schema[keyword] ?? []).map((variant: Schema, index: number) => {
      const name = variant.$ref?.split("/").pop() ?? index;
      return [variant, `${at}/${keyword}/${index}`, `${keyword} ${name}`];
    }),
  );
}

function mark(marks: Marks, key: string, holds: boolean | undefined) {
  if (holds === undefined) return;
  const seen = marks.get(key) ?? { valid: false, invalid: false };
  marks.set(key, { valid: seen.valid || holds, invalid: seen.invalid || !holds });
}

function merge(marks: Marks, others: Marks) {
  for (const [key, { valid, invalid }] of others) {
    if (valid) mark(marks, key, true);
    if (invalid) mark(marks, key, false);
  }
}

function hasType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return type === "null" ? value === null : typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
