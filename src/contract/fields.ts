import { type Node, nameOf, type OpenApiDocument, type Schema, valuesOf } from "./document.js";
import { escapeKey } from "./json.js";

/** A field of a body, wherever it stands. */
export interface Field {
  schema: Schema;
  /** That schema again, and those of its variants, each without `$ref`. */
  schemas: Schema[];
  /** The name of its schema, if that is a component. */
  type: string | undefined;
  required: boolean;
  value: unknown;
  /** Whether it is an item of a list, or in one. */
  isItem: boolean;
}

/**
 * The fields of a body by JSON pointer, where the index 0 stands for every item of a list. Of a union, those of the variant that the
 * example is of; without an example, those of all variants. A schema that contains itself is not followed a second time.
 */
export function fieldsOf(document: OpenApiDocument, schema: Schema, example?: Node): Map<string, Field> {
  const fields = new Map<string, Field>();
  collectFields(document, schema, example, "", fields, []);
  return fields;
}

function collectFields(
  document: OpenApiDocument,
  schema: Schema,
  example: Node,
  at: string,
  fields: Map<string, Field>,
  outer: Schema[],
) {
  const resolved = document.resolve(schema) ?? {};
  if (outer.includes(resolved)) return;
  const within = [...outer, resolved];
  fields.get(at)?.schemas.push({ ...resolved, ...schema });
  const { properties = {}, required = [], allOf = [], oneOf = [], anyOf = [], items } = resolved;
  const variants = [...oneOf, ...anyOf].filter((one: Schema) => fits(document, one, example));
  for (const part of [...allOf, ...variants]) collectFields(document, part, example, at, fields, within);
  const children = Object.entries<Schema>(items ? { 0: items } : properties);
  for (const [name, property] of children) {
    const pointer = `${at}/${escapeKey(name)}`;
    const before = fields.get(pointer);
    fields.set(pointer, {
      // What stands beside a $ref counts too: OpenAPI 3.1 allows it.
      schema: { ...before?.schema, ...document.resolve(property), ...property },
      schemas: before?.schemas ?? [],
      type: nameOf(property),
      required: before?.required || required.includes(name),
      value: example?.[name],
      isItem: items !== undefined || Boolean(fields.get(at)?.isItem),
    });
    collectFields(document, property, example?.[name], pointer, fields, within);
  }
}

/** Whether an example can be of a variant: it has what the variant requires, and the values that it fixes. */
function fits(document: OpenApiDocument, variant: Schema, example: Node): boolean {
  if (example === undefined) return true;
  const { properties = {}, required = [], allOf = [], additionalProperties } = document.resolve(variant);
  const allowed = Object.entries<Schema>(properties).every(([name, property]) => {
    const values = valuesOf(document.resolve(property));
    return !(name in example) || !values || values.includes(example[name]);
  });
  const known = additionalProperties !== false || Object.keys(example).every((name) => name in properties);
  return (
    allowed &&
    known &&
    required.every((name: string) => name in example) &&
    allOf.every((part: Schema) => fits(document, part, example))
  );
}
