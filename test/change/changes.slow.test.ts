/**
 * Makes each change of changes.yaml, classifies it, and proves the classification: by the types of both sides, and by values that are
 * valid on one side only.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Level, Use } from "../../scripts/diff/effects.js";
import { compareTypes } from "../../scripts/diff/types.js";
import { versionOf } from "../../scripts/diff/version.js";
import { type Difference, nameOfPlace, reportLines } from "../../scripts/diff/words.js";
import { differencesBetween } from "../../scripts/diff.js";
import { type Json, patched } from "../support/merge-patch.js";

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

async function changesBetween(before: Json, after: Json) {
  const base = await versionOf(JSON.stringify(before), "before");
  const head = await versionOf(JSON.stringify(after), "after");
  return { base, head, forth: differencesBetween(base, head), back: differencesBetween(head, base) };
}

function levelOf(changes: Difference[]): Level {
  return reportLines(changes)[0]?.level ?? "patch";
}

describe("a change of a schema", async () => {
  /** All changes in one document, each at paths of its own. */
  const allAtOnce = (side: "before" | "after"): Json => {
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

  const [base, head] = [changes.base.types, changes.head.types];
  const typed = { forth: compareTypes(base, head, []), back: compareTypes(head, base, []) };
  const at = (all: Difference[], index: number) => {
    const level = (use: Use) => levelOf(all.filter(({ place }) => nameOfPlace(place).startsWith(`POST /${index}/${use}`)));
    return { request: level("request"), response: level("response") };
  };

  const cases = rows.schemas.map((row, index) => ({ ...row, ...rows.effects[row.effect ?? ""], index }));
  test.each(cases)("$what", ({ forth, back, index }) => {
    expect({ forth: at(changes.forth, index), back: at(changes.back, index) }).toEqual({ forth, back });
  });

  test.each(cases)("is proved by types, by values, or by a reason: $what", (row) => {
    const { index, lost = [], gained = [], forth, back, why } = row;
    const [wasValid, isValid] = [ajv.compile(row.before as Json), ajv.compile(row.after as Json)];
    for (const value of lost)
      expect({ value, was: wasValid(value), is: isValid(value) }).toEqual({ value, was: true, is: false });
    for (const value of gained)
      expect({ value, was: wasValid(value), is: isValid(value) }).toEqual({ value, was: false, is: true });

    const levels: Level[] = ["major", "minor", "patch"];
    const highest = (...found: Level[]) => levels.find((level) => found.includes(level));
    const needed = (less: unknown[], more: unknown[]) => (less.length > 0 ? "major" : more.length > 0 ? "minor" : "patch");
    const proved = (from: Difference[], less: unknown[], more: unknown[]) => ({
      request: highest(at(from, index).request, needed(less, more)),
      response: highest(at(from, index).response, needed(more, less)),
    });
    const proof = { forth: proved(typed.forth, lost, gained), back: proved(typed.back, gained, lost) };
    if (why === undefined) expect(proof).toEqual({ forth, back });
    else expect(proof).not.toEqual({ forth, back });
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
