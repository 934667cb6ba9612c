/** What changes.yaml has rows for. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Json, patched } from "../support/merge-patch.js";

const rows = parse(readFileSync(new URL("changes.yaml", import.meta.url), "utf8"));

describe("a row changes", () => {
  const changed = new Set<string>();
  const collect = (before: unknown, after: unknown): void => {
    const [old, now] = [fieldsOf(before), fieldsOf(after)];
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (JSON.stringify(old[name]) === JSON.stringify(now[name])) continue;
      changed.add(name);
      collect(old[name], now[name]);
    }
  };
  for (const row of rows.schemas) collect(row.before, row.after);
  for (const row of rows.operations) collect(patched(rows.operation, row.before), patched(rows.operation, row.after));
  for (const row of rows.documents) collect(patched(rows.document, row.before), patched(rows.document, row.after));

  test("each keyword of JSON Schema 2020-12", () => {
    const folder = new URL("../../node_modules/ajv/dist/refs/json-schema-2020-12/meta/", import.meta.url);
    const keywords = readdirSync(folder).flatMap((file) =>
      Object.keys(JSON.parse(readFileSync(new URL(file, folder), "utf8")).properties),
    );
    expect(keywords).toContain("unevaluatedItems");
    expect(keywords.filter((keyword) => !changed.has(keyword))).toEqual([]);
  });

  test("each field of OpenAPI 3.1", async () => {
    const file = new URL("../../node_modules/@hyperjump/json-schema/openapi-3-1/schema.js", import.meta.url);
    const { default: openapi } = await import(file.href);
    // The schema of OpenAPI says `body` where OpenAPI says `server`, in a link.
    const fields = namesIn(openapi, "properties").map((field) => (field === "body" ? "server" : field));
    expect(fields).toContain("operationRef");
    expect(fields.filter((field) => !changed.has(field))).toEqual([]);
  });
});

function fieldsOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** The names of all fields below a keyword, wherever it stands. */
function namesIn(schema: unknown, keyword: string): string[] {
  const fields = fieldsOf(schema);
  return [...Object.keys(fieldsOf(fields[keyword])), ...Object.values(fields).flatMap((value) => namesIn(value, keyword))];
}
