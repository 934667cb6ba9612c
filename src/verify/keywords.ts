/** What the schema of a body asks for, and what of it a value exercises. Whether the body is valid is for the validators to say. */
import type { OpenApiDocument, Schema } from "../contract/document.js";
import { escapeKey, isObject, isSame } from "../contract/json.js";
import type { CoverageKind } from "./coverage.js";

/** Whether an exchange conforms to one thing that the contract says; undefined if it shows nothing of it. */
export interface Mark {
  readonly kind: CoverageKind;
  /** Where it is, such as `Member/name type`. */
  readonly name: string;
  readonly holds: boolean | undefined;
}

/** A schema, and the value in a body that it is for. */
interface Place {
  readonly schema: Schema;
  /** The name of the schema, and the way into it. */
  readonly at: string;
  /** Undefined if the body has none. */
  readonly value: unknown;
  /** JSON pointer of the value. */
  readonly pointer: string;
}

/**
 * Every part of a schema and of the schemas in it, each once or more often.
 *
 * @param brokenFormats JSON pointers of the strings that break their format.
 */
export function schemaMarks(
  document: OpenApiDocument,
  start: Place,
  brokenFormats: readonly string[],
  parents: readonly Schema[] = [],
): Mark[] {
  const place = withoutRef(document, start);
  const { schema, value } = place;
  if (value === undefined && parents.includes(schema)) return []; // A schema that contains itself.
  const inside = (part: Place) => schemaMarks(document, part, brokenFormats, [...parents, schema]);
  const isBroken = ({ holds }: Mark) => holds === false;

  const marks = keywordsOf(place, brokenFormats);
  for (const field of fieldsOf(place)) {
    const parts = inside(field);
    marks.push(
      { kind: "field", name: field.at, holds: field.value === undefined ? undefined : !parts.some(isBroken) },
      ...parts,
    );
  }
  for (const item of itemsOf(place)) marks.push(...inside(item));
  for (const part of variantsOf(place, "allOf")) marks.push(...inside(part));
  for (const keyword of ["oneOf", "anyOf"]) {
    const variants = variantsOf(place, keyword).map((variant) => ({ name: variant.at, parts: inside(variant) }));
    // A value that matches no variant says something of the one that it is closest to.
    const fewest = Math.min(...variants.map(({ parts }) => parts.filter(isBroken).length));
    const closest = variants.filter(({ parts }) => parts.filter(isBroken).length === fewest);
    const holds = value === undefined ? undefined : fewest === 0;
    for (const { name, parts } of closest) marks.push({ kind: "keyword", name, holds }, ...parts);
  }
  return marks;
}

/** A component schema is known by its name, wherever it is used. */
function withoutRef(document: OpenApiDocument, place: Place): Place {
  const { $ref } = place.schema;
  return $ref ? withoutRef(document, { ...place, schema: document.resolve(place.schema), at: $ref.split("/").pop() }) : place;
}

function fieldsOf({ schema, at, value, pointer }: Place): Place[] {
  return Object.entries<Schema>(schema.properties ?? {}).map(([name, field]) => ({
    schema: field,
    at: `${at}/${name}`,
    value: isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined,
    pointer: `${pointer}/${escapeKey(name)}`,
  }));
}

function itemsOf({ schema, at, value, pointer }: Place): Place[] {
  if (schema.items === undefined) return [];
  const values = Array.isArray(value) && value.length > 0 ? value : [undefined];
  return values.map((item, index) => ({
    schema: schema.items,
    at: `${at}/items`,
    value: item,
    pointer: `${pointer}/${index}`,
  }));
}

function variantsOf(place: Place, keyword: string): Place[] {
  const schemas: Schema[] = place.schema[keyword] ?? [];
  return schemas.map((schema, index) => ({ ...place, schema, at: `${place.at}/${keyword}/${index}` }));
}

/** Keywords that only describe, or that lead to other schemas. */
const otherKeywords =
  /^(\$comment|title|description|default|examples?|deprecated|discriminator|externalDocs|properties|items|allOf|oneOf|anyOf|x-.*)$/;

/** The keywords of a schema alone. One that is not known here is never seen. */
function keywordsOf({ schema, at, value, pointer }: Place, brokenFormats: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (const [keyword, expected] of Object.entries<Schema>(schema)) {
    if (otherKeywords.test(keyword)) continue;
    const name = `${at} ${keyword}`;
    if (keyword === "required") {
      for (const field of expected as string[])
        marks.push({
          kind: "keyword",
          name: `${name} ${field}`,
          holds: isObject(value) ? Object.hasOwn(value, field) : undefined,
        });
      continue;
    }
    const isFormat = keyword === "format" && typeof value === "string";
    const holds = isFormat ? !brokenFormats.includes(pointer) : checks[keyword]?.(expected, value, schema);
    marks.push({ kind: "keyword", name, holds: value === undefined ? undefined : holds });
    for (const one of keyword === "enum" ? (expected as unknown[]) : [])
      marks.push({ kind: "enum value", name: `${name} ${JSON.stringify(one)}`, holds: isSame(one, value) ? true : undefined });
  }
  return marks;
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
