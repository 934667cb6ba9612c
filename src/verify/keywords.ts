/** What the schema of a body asks for, and what of it a value exercises. Whether the body is valid is for the validators to say. */
import { isSame } from "../mock/json.js";
import { dereference, type Schema } from "./document.js";

/** A part of a schema. */
export interface SchemaItem {
  readonly kind: "field" | "keyword" | "enum value";
  /** Where it is, such as `Member/name type`. */
  readonly name: string;
  /** Whether the value conforms to it; undefined if the value says nothing of it. */
  readonly holds: boolean | undefined;
}

/** A value in a body, and where it is. Undefined if the body does not have it. */
interface Place {
  readonly value: unknown;
  readonly pointer: string;
}

interface Child {
  readonly schema: Schema;
  readonly at: string;
  readonly place: Place;
}

/**
 * Every part of a schema and of the schemas in it, each once or more often.
 *
 * @param body The value; undefined if there is none.
 * @param brokenFormats JSON pointers of the strings that break their format.
 */
export function schemaItems(schema: Schema, at: string, body: unknown, brokenFormats: readonly string[] = []): SchemaItem[] {
  return itemsOf({ schema, at, place: { value: body, pointer: "" } }, brokenFormats, []);
}

function itemsOf(child: Child, brokenFormats: readonly string[], parents: readonly Schema[]): SchemaItem[] {
  const { schema, at, place } = withoutRef(child);
  if (place.value === undefined && parents.includes(schema)) return []; // A schema that contains itself.
  const inner = (one: Child) => itemsOf(one, brokenFormats, [...parents, schema]);

  const fields = fieldsOf(schema, at, place).flatMap((field): SchemaItem[] => {
    const items = inner(field);
    const holds = field.place.value === undefined ? undefined : items.every((item) => item.holds !== false);
    return [{ kind: "field", name: field.at, holds }, ...items];
  });
  const parts = [...itemsOfList(schema, at, place), ...partsOf(schema.allOf, `${at}/allOf`, place)].flatMap(inner);
  const variants = ["oneOf", "anyOf"].flatMap((keyword) => {
    const each = partsOf(schema[keyword], `${at}/${keyword}`, place).map((variant) => ({ variant, items: inner(variant) }));
    const isBroken = ({ holds }: SchemaItem) => holds === false;
    // A value that matches no variant says something of the one that it is closest to.
    const fewest = Math.min(...each.map(({ items }) => items.filter(isBroken).length));
    const closest = each.filter(({ items }) => items.filter(isBroken).length === fewest);
    return closest.flatMap(({ variant, items }): SchemaItem[] => {
      const holds = place.value === undefined ? undefined : fewest === 0;
      return [{ kind: "keyword", name: variant.at, holds }, ...items];
    });
  });
  return [...keywordsOf(schema, at, place, brokenFormats), ...fields, ...parts, ...variants];
}

/** A component schema is known by its name, wherever it is used. */
function withoutRef({ schema, at, place }: Child): Child {
  if (!schema.$ref) return { schema, at, place };
  return withoutRef({ schema: dereference(schema), at: schema.$ref.split("/").pop(), place });
}

function fieldsOf({ properties = {} }: Schema, at: string, { value, pointer }: Place): Child[] {
  return Object.entries<Schema>(properties).map(([name, schema]) => ({
    schema,
    at: `${at}/${name}`,
    place: { value: isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined, pointer: `${pointer}/${name}` },
  }));
}

function itemsOfList({ items }: Schema, at: string, { value, pointer }: Place): Child[] {
  if (items === undefined) return [];
  const values = Array.isArray(value) && value.length > 0 ? value : [undefined];
  return values.map((item, index) => ({
    schema: items,
    at: `${at}/items`,
    place: { value: item, pointer: `${pointer}/${index}` },
  }));
}

function partsOf(schemas: Schema[] = [], at: string, place: Place): Child[] {
  return schemas.map((schema, index) => ({ schema, at: `${at}/${index}`, place }));
}

/** Keywords that only describe, or that lead to other schemas. */
const otherKeywords =
  /^(\$comment|title|description|default|examples?|deprecated|readOnly|writeOnly|properties|items|allOf|oneOf|anyOf|x-.*)$/;

/** The keywords of a schema alone. One that is not known here is never seen. */
function keywordsOf(schema: Schema, at: string, { value, pointer }: Place, brokenFormats: readonly string[]): SchemaItem[] {
  const keywords = Object.keys(schema).filter((keyword) => !otherKeywords.test(keyword));
  const isAbsent = value === undefined;
  return keywords.flatMap((keyword): SchemaItem[] => {
    const expected = schema[keyword];
    const name = `${at} ${keyword}`;
    if (keyword === "required")
      return expected.map((field: string) => {
        return { kind: "keyword", name: `${name} ${field}`, holds: isObject(value) ? Object.hasOwn(value, field) : undefined };
      });
    if (keyword === "format") {
      const holds = typeof value === "string" ? !brokenFormats.includes(pointer) : undefined;
      return [{ kind: "keyword", name, holds }];
    }
    const values: unknown[] = keyword === "enum" ? expected : [];
    return [
      { kind: "keyword", name, holds: isAbsent ? undefined : checks[keyword]?.(expected, value, schema) },
      ...values.map((one) => {
        return { kind: "enum value", name: `${name} ${JSON.stringify(one)}`, holds: isSame(one, value) || undefined } as const;
      }),
    ];
  });
}

/** Whether a value conforms to a keyword; undefined if the keyword says nothing of such a value. */
const checks: Record<string, (expected: Schema, value: unknown, schema: Schema) => boolean | undefined> = {
  type: (types, value) => [types].flat().some((type) => hasType(value, type)),
  enum: (values: unknown[], value) => values.some((one) => isSame(one, value)),
  const: isSame,
  pattern: (pattern, value) => (typeof value === "string" ? new RegExp(pattern, "u").test(value) : undefined),
  minLength: (limit, value) => (typeof value === "string" ? [...value].length >= limit : undefined),
  maxLength: (limit, value) => (typeof value === "string" ? [...value].length <= limit : undefined),
  minItems: (limit, value) => (Array.isArray(value) ? value.length >= limit : undefined),
  maxItems: (limit, value) => (Array.isArray(value) ? value.length <= limit : undefined),
  minimum: (limit, value) => (typeof value === "number" ? value >= limit : undefined),
  maximum: (limit, value) => (typeof value === "number" ? value <= limit : undefined),
  additionalProperties: (allowed, value, { properties = {} }) => {
    if (allowed !== false || !isObject(value)) return undefined;
    return Object.keys(value).every((name) => Object.hasOwn(properties, name));
  },
};

function hasType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return type === "null" ? value === null : typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
