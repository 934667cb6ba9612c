import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isObject } from "../../src/contract/json.js";

// The package does not export it.
const schemaOfOpenApi = new URL("../../node_modules/@hyperjump/json-schema/openapi-3-1/schema.js", import.meta.url).href;
const folder = join(dirname(createRequire(import.meta.url).resolve("ajv/package.json")), "dist/refs/json-schema-2020-12/meta");
const metaSchemas: unknown[] = [
  (await import(/* @vite-ignore */ schemaOfOpenApi)).default,
  ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8"))),
];

/** The fields of OpenAPI 3.1's objects and the keywords of JSON Schema 2020-12, as their own meta-schemas list them. */
export const fieldsOfOpenApi = new Set(
  nodesIn(metaSchemas).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
);

/** Every key of a value, at any depth. */
export const keysIn = (value: unknown) => new Set(nodesIn(value).flatMap((node) => Object.keys(node)));

function nodesIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : [];
}
