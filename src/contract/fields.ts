import { nameOf, type OpenApiDocument, type Schema } from "./document.js";
import { escapeKey } from "./json.js";

/** A field of a body, wherever it stands. */
export interface Field {
  schema: Schema;
  /** That schema again, and those of its variants, each with what its `$ref` leads to. */
  schemas: Schema[];
  /** The name of its schema, if that is a component. */
  type: string | undefined;
  required: boolean;
  /** Whether it is an item of a list, or in one. */
  isItem: boolean;
}

/**
 * The fields of a body by JSON pointer, where the index 0 stands for every item of a list. Of a union, those of all variants. A schema
 * that contains itself is not followed a second time.
 */
export function fieldsOf(document: OpenApiDocument, schema: Schema): Map<string, Field> {
  const fields = new Map<string, Field>();
  collectFields(document, schema, "", fields, []);
  return fields;
}

function collectFields(document: OpenApiDocument, schema: Schema, at: string, fields: Map<string, Field>, outer: Schema[]) {
  const resolved = document.resolve(schema) ?? {};
  if (outer.includes(resolved)) return;
  const within = [...outer, resolved];
  fields.get(at)?.schemas.push({ ...resolved, ...schema });
  const { properties = {}, required = [], allOf = [], oneOf = [], anyOf = [], items } = resolved;
  for (const part of [...allOf, ...oneOf, ...anyOf]) collectFields(document, part, at, fields, within);
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
      isItem: items !== undefined || Boolean(fields.get(at)?.isItem),
    });
    collectFields(document, property, pointer, fields, within);
  }
}
