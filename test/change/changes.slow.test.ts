/**
 * Makes each change of changes.yaml, classifies it, and proves the classification: by the types of both sides, and by values that are
 * valid on one side only.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { classify } from "../../scripts/diff/classify.js";
import { typesOf } from "../../scripts/diff/version.js";
import { type Level, linesOf, type Use } from "../../scripts/diff/words.js";
import { type Json, patched } from "../support/merge-patch.js";

type Side = "before" | "after";
type Effect<Classification> = Record<"forth" | "back", Classification>;

interface SchemaRow extends Partial<Effect<Record<Use, Level>>> {
  what: string;
  before: unknown;
  after: unknown;
  effect?: string;
  lost?: unknown[];
  gained?: unknown[];
  why?: string;
}

interface DocumentRow {
  what: string;
  before?: Json;
  after: Json;
  effect: string | Effect<Level>;
}

interface Rows {
  effects: Record<string, Effect<Record<Use, Level>>>;
  documentEffects: Record<string, Effect<Level>>;
  schemas: SchemaRow[];
  document: Json;
  documents: DocumentRow[];
}

const rows: Rows = parse(readFileSync(new URL("changes.yaml", import.meta.url), "utf8"));

const folder = mkdtempSync(join(tmpdir(), "nexus-members-changes-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function changesBetween(before: Json, after: Json) {
  const versionOf = async (document: Json, name: string) => {
    const types = join(folder, name);
    writeFileSync(types, await typesOf(document));
    return { number: "1.0.0", document, types };
  };
  const [base, head] = [await versionOf(before, "before.ts"), await versionOf(after, "after.ts")];
  return { forth: classify(base, head), back: classify(head, base) };
}

type Changes = Awaited<ReturnType<typeof changesBetween>>["forth"];

function levelOf(changes: Changes): Level {
  return linesOf(changes)[0]?.level ?? "patch";
}

describe("a change of a schema", async () => {
  /** All changes in one document, each at paths of its own. */
  const allAtOnce = (side: Side): Json => {
    const schemas = rows.schemas.map(({ [side]: schema }, index) => [`Schema${index}`, schema]);
    const paths = rows.schemas.flatMap((_, index) => {
      const content = { content: { "application/json": { schema: { $ref: `#/components/schemas/Schema${index}` } } } };
      return [
        [`/${index}/request`, { post: { requestBody: content, responses: { 204: { description: "Done." } } } }],
        [`/${index}/response`, { post: { responses: { 200: { description: "Done.", ...content } } } }],
      ];
    });
    return {
      ...{ openapi: "3.1.1", info: { title: "Changes", version: "1.0.0" } },
      paths: Object.fromEntries(paths),
      components: { schemas: Object.fromEntries(schemas) },
    };
  };
  const changes = await changesBetween(allAtOnce("before"), allAtOnce("after"));
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);

  test.each(rows.schemas.map((row, index) => [row.what, row, index] as const))("%s", (_, row, index) => {
    const at = (use: Use) => (change: Changes[number]) => change.place.part.startsWith(`POST /${index}/${use}`);
    const found = (all: Changes) => ({
      request: levelOf(all.filter(at("request"))),
      response: levelOf(all.filter(at("response"))),
    });
    const expected = row.effect ? rows.effects[row.effect] : { forth: row.forth, back: row.back };
    expect({ forth: found(changes.forth), back: found(changes.back) }).toEqual(expected);
  });

  test.each(rows.schemas)("is proved: $what", ({ before, after, lost = [], gained = [] }) => {
    const [wasValid, isValid] = [before, after].map((schema) => ajv.compile(schema as Json));
    for (const value of lost)
      expect({ value, was: wasValid?.(value), is: isValid?.(value) }).toEqual({ value, was: true, is: false });
    for (const value of gained)
      expect({ value, was: wasValid?.(value), is: isValid?.(value) }).toEqual({ value, was: false, is: true });
  });
});

describe("a change of the document", () => {
  test.each(rows.documents)("$what", async ({ before, after, effect }) => {
    const document = (patch?: Json) => patched(rows.document, patch) as Json;
    const { forth, back } = await changesBetween(document(before), document(after));
    expect({ forth: levelOf(forth), back: levelOf(back) }).toEqual(
      typeof effect === "string" ? rows.documentEffects[effect] : effect,
    );
  });
});
