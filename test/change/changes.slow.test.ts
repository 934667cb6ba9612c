/**
 * Makes each change of changes.yaml, classifies it, and proves the classification: by values that are valid on one side only, by the types
 * of both sides, and by code that compiles with the types of one side only.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Comparison, compare, type Level, levels } from "../../scripts/diff/compare.js";
import { type Json, patched } from "../support/merge-patch.js";
import { batchesOf, isChangedBy } from "./batches.js";
import { compile, type Snippet, typesOf } from "./compiled.js";

type Side = "before" | "after";
const sides: Side[] = ["before", "after"];

interface Classification {
  request: Level;
  response: Level;
}

interface Effect {
  forth: Classification;
  back: Classification;
}

interface SchemaRow extends Effect {
  what: string;
  before: unknown;
  after: unknown;
  lost?: unknown[];
  gained?: unknown[];
  writes?: string;
  reads?: string;
  why?: string;
  despite?: string;
}

interface DocumentRow {
  what: string;
  before?: Json;
  after?: Json;
  forth: Level;
  back: Level;
  uses?: string;
  why?: string;
}

interface Rows {
  effects: Record<string, Effect>;
  documentEffects: Record<string, Pick<DocumentRow, "forth" | "back" | "why">>;
  operation: Json;
  document: Json;
  schemas: (SchemaRow & { effect?: string })[];
  operations: (DocumentRow & { effect?: string })[];
  documents: (DocumentRow & { effect?: string })[];
}

const rows: Rows = parse(readFileSync(new URL("changes.yaml", import.meta.url), "utf8"));
const schemas = rows.schemas.map((row) => ({ ...row, ...(row.effect && rows.effects[row.effect]) }));
const withEffects = (all: Rows["operations"]) =>
  all.map((row) => ({ ...row, ...(row.effect && rows.documentEffects[row.effect]) }));
const operations = withEffects(rows.operations);
const documents = withEffects(rows.documents);

/** All changes of schemas and of operations in one document, each at a path of its own. */
function allAtOnce(side: Side): Json {
  const content = (schema: unknown) => ({ content: { "application/json": { schema } } });
  const paths: [string, Json][] = [];
  for (const [index, row] of schemas.entries()) {
    const done = { 204: { description: "Done." } };
    paths.push([`/schemas/${index}/request`, { post: { requestBody: content(row[side]), responses: done } }]);
    paths.push([
      `/schemas/${index}/response`,
      { post: { responses: { 200: { description: "Done.", ...content(row[side]) } } } },
    ]);
  }
  for (const [index, row] of operations.entries())
    paths.push([`/operations/${index}`, { post: patched(rows.operation, row[side]) }]);
  return { openapi: "3.1.1", info: { title: "Changes", version: "1.0.0" }, paths: Object.fromEntries(paths) };
}

const compareBothWays = async (before: Json, after: Json) => {
  const [base, revision] = [JSON.stringify(before), JSON.stringify(after)];
  return { forth: await compare(base, revision), back: await compare(revision, base) };
};

/** The highest level of the changes in some places. */
function levelOf({ changes }: Comparison, isThere: (pointer: string) => boolean): Level {
  return levels.find((level) => changes.some((change) => change.level === level && isThere(change.pointer))) ?? "patch";
}

/** What changed in some places, for the message of a failing row. */
function changesIn(isThere: (pointer: string) => boolean, ...comparisons: Comparison[]): string {
  const changes = comparisons.flatMap((comparison) => comparison.changes.filter(({ pointer }) => isThere(pointer)));
  return changes.map(({ level, what }) => `${level}: ${what}`).join("\n");
}

const isBelow = (path: string) => (pointer: string) => pointer.startsWith(`#/paths/${path.replaceAll("/", "~1")}/`);

const [before, after] = [allAtOnce("before"), allAtOnce("after")];
const batches = batchesOf(rows.document, documents);
const [{ forth, back }, ...comparedBatches] = await Promise.all([
  compareBothWays(before, after),
  ...batches.map((batch) => compareBothWays(batch.before, batch.after)),
]);

const modules: Record<string, string> = {
  schemas: await typesOf({
    ...before,
    components: {
      schemas: Object.fromEntries(schemas.flatMap((row, index) => sides.map((side) => [`${side}${index}`, row[side]]))),
    },
  }),
  before: await typesOf(before),
  after: await typesOf(after),
};
const snippets: Record<string, Snippet> = {};
for (const [index, { writes, reads }] of schemas.entries()) {
  for (const side of sides) {
    const schema = `components["schemas"]["${side}${index}"]`;
    if (writes) snippets[`writes-${index}-${side}`] = { types: "schemas", code: `const value: ${schema} = ${writes};` };
    if (reads) snippets[`reads-${index}-${side}`] = { types: "schemas", code: `declare const value: ${schema};\n${reads};` };
  }
}
for (const [index, { uses }] of operations.entries()) {
  const operation = `type Operation = paths["/operations/${index}"]["post"];`;
  for (const side of sides) if (uses) snippets[`operation-${index}-${side}`] = { types: side, code: `${operation}\n${uses};` };
}
for (const [index, row] of documents.entries()) {
  for (const side of sides) {
    if (!row.uses) continue;
    modules[`types-${index}-${side}`] = await typesOf(patched(rows.document, row[side]));
    snippets[`document-${index}-${side}`] = { types: `types-${index}-${side}`, code: `${row.uses};` };
  }
}
const program = compile(modules, snippets);
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/** The least that a consumer needs, as far as tools can tell. */
function evidence(row: SchemaRow, index: number, from: Side): Classification {
  const to = from === "before" ? "after" : "before";
  const [lost = [], gained = []] = from === "before" ? [row.lost, row.gained] : [row.gained, row.lost];
  const stops = (code: string) => `${code}-${index}-${from}` in snippets && !program.compiles(`${code}-${index}-${to}`);
  const starts = (code: string) => `${code}-${index}-${from}` in snippets && !program.compiles(`${code}-${index}-${from}`);
  const oldFits = program.fits("schemas", `${from}${index}`, `${to}${index}`);
  const newFits = program.fits("schemas", `${to}${index}`, `${from}${index}`);
  const level = (breaks: boolean, differs: boolean) => (breaks ? "major" : differs ? "minor" : "patch");
  return {
    request: level(lost.length > 0 || !oldFits || stops("writes"), gained.length > 0 || !newFits || starts("writes")),
    response: level(gained.length > 0 || !newFits || stops("reads"), lost.length > 0 || !oldFits || starts("reads")),
  };
}

function higher(a: Level, b: Level): boolean {
  return levels.indexOf(a) < levels.indexOf(b);
}

describe("a change of a schema", () => {
  test.each(schemas.map((row, index) => [row.what, row, index] as const))("%s", (_, row, index) => {
    const found = (comparison: Comparison) => ({
      request: levelOf(comparison, isBelow(`/schemas/${index}/request`)),
      response: levelOf(comparison, isBelow(`/schemas/${index}/response`)),
    });
    const isHere = (pointer: string) => pointer.startsWith(`#/paths/~1schemas~1${index}~1`);
    expect({ forth: found(forth), back: found(back) }, changesIn(isHere, forth, back)).toEqual({
      forth: row.forth,
      back: row.back,
    });

    const isValid = { before: ajv.compile(row.before as Json), after: ajv.compile(row.after as Json) };
    const validOn = (value: unknown) => sides.filter((side) => isValid[side](value));
    for (const value of row.lost ?? []) expect([value, validOn(value)]).toEqual([value, ["before"]]);
    for (const value of row.gained ?? []) expect([value, validOn(value)]).toEqual([value, ["after"]]);

    for (const [from, classification] of [
      ["before", row.forth],
      ["after", row.back],
    ] as const) {
      const proved = evidence(row, index, from);
      for (const direction of ["request", "response"] as const) {
        const [said, needed] = [classification[direction], proved[direction]];
        if (higher(said, needed))
          expect(row.why, `${direction} from ${from}: nothing proves ${said}, only ${needed}`).toBeDefined();
        if (higher(needed, said))
          expect(row.despite, `${direction} from ${from}: ${needed} is proved, not ${said}`).toBeDefined();
      }
    }
  });
});

/** Code that stops compiling is a proof of major, code that starts to compile one of minor. */
function expectProof(row: DocumentRow, snippet: string) {
  if (!row.uses) return expect(row.why, "neither code nor a reason").toBeDefined();
  const compiles = sides.filter((side) => program.compiles(`${snippet}-${side}`));
  const expected = row.forth === "major" && row.back === "major" ? ["major"] : [];
  if (expected.length === 0) expect(compiles).toEqual(row.forth === "major" ? ["before"] : ["after"]);
  else expect(compiles).toHaveLength(1);
}

describe("a change of an operation", () => {
  test.each(operations.map((row, index) => [row.what, row, index] as const))("%s", (_, row, index) => {
    const isHere = isBelow(`/operations/${index}`);
    const found = { forth: levelOf(forth, isHere), back: levelOf(back, isHere) };
    expect(found, changesIn(isHere, forth, back)).toEqual({ forth: row.forth, back: row.back });
    expectProof(row, `operation-${index}`);
  });
});

describe("a change of the document", () => {
  test.each(documents.map((row, index) => [row.what, row, index] as const))("%s", (_, row, index) => {
    const compared = comparedBatches[batches.findIndex(({ rows: others }) => others.includes(row))];
    if (!compared) return expect.fail("it is in no batch");
    const isHere = (pointer: string) => isChangedBy(row, pointer);
    const found = { forth: levelOf(compared.forth, isHere), back: levelOf(compared.back, isHere) };
    expect(found, changesIn(isHere, compared.forth, compared.back)).toEqual({ forth: row.forth, back: row.back });
    expectProof(row, `document-${index}`);
  });
});
