/** Whatever is in the subset is right in every output; everything else is refused. The rows are in subset.yaml. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import { documentOf } from "../../scripts/docs/document.js";
import { referenceOf } from "../../scripts/docs/reference-markdown.js";
import { scenarioSectionsOf } from "../../scripts/docs/scenarios.js";
import { compiledModule } from "../../scripts/generate/compile.js";
import { contractModule } from "../../scripts/generate/contract.js";
import { examplesModule } from "../../scripts/generate/examples.js";
import { schemasModule, typesModule } from "../../scripts/generate/types.js";
import { checkDocument } from "../../scripts/lint/checks.js";
import { type Node, OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { issuesFor } from "../../src/contract/validator.js";
import { type Mock, mockOf } from "../../src/mock/mock.js";
import type { VerifiedContract } from "../../src/verify/contract.js";
import { checkExchange } from "../../src/verify/exchange.js";
import { verifyOf } from "../../src/verify/verify.js";
import { contractFrom } from "../support/contract-from.js";
import { lint } from "../support/lint.js";
import { patched } from "../support/merge-patch.js";
import { fieldsOfOpenApi, keysIn } from "../support/openapi-fields.js";
import { lettersOf } from "../support/text.js";
import { typeErrorsOf } from "../support/type-errors.js";

interface SchemaRow {
  what: string;
  schema: Schema;
  accepts: unknown[];
  rejects?: unknown[];
  untyped?: unknown[];
  strictly?: unknown[];
}

interface Exchange {
  request: string;
  headers?: Record<string, string>;
  token?: string;
  body?: unknown;
  response: { status: number; scenario?: string; headers?: Record<string, string>; body?: unknown; keep?: string };
}

interface Table {
  schemas: SchemaRow[];
  documents: { what: string; patch: Node; stateful?: boolean; exchanges: Exchange[] }[];
  refused: { what: string; patch: Node; rule?: string; keywords?: string[]; sentence?: string }[];
}

const read = (file: string) => parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const foreign = read("foreign.yaml");
const table: Table = read("subset.yaml");

/** The schemas are spread over some documents: one for each takes long to compile, and one for all to verify. */
const documentsOfSchemas = 5;

/** Each schema with the name that it has in its document. */
const schemaRows = table.schemas.map((row, index) => {
  const name = `Tried${index}`;
  const schema: Schema = JSON.parse(JSON.stringify(row.schema).replaceAll("/Tried", `/${name}`));
  return { ...row, name, schema, part: index % documentsOfSchemas };
});

/** The foreign description with schemas of the table as fields of printed books, in requests and responses, and in an example of both. */
function withSchemas(part: number): Node {
  const fields = (pick: (row: (typeof schemaRows)[number]) => unknown) =>
    Object.fromEntries(schemaRows.filter((row) => row.part === part).map((row) => [row.name, pick(row)]));
  const content = {
    content: { "application/json": { examples: { printed: { value: fields(({ accepts: [tried] }) => tried) } } } },
  };
  const properties = fields(({ name }) => ({ $ref: `#/components/schemas/${name}` }));
  return patched(foreign, {
    paths: { "/books": { post: { requestBody: content, responses: { "201": content } } } },
    components: { schemas: { ...fields(({ schema }) => schema), Printed: { properties } } },
  });
}

const withSchemasRows = Array.from({ length: documentsOfSchemas }, (_, part) => {
  return { what: `schemas of the table, part ${part + 1}`, document: withSchemas(part) };
});
const documentRows = table.documents.map((row) => ({ ...row, document: patched(foreign, row.patch) as Node }));
const refusedRows = table.refused.map((row) => ({ ...row, document: patched(foreign, row.patch) as Node }));
const carried = [{ what: "the foreign description itself", document: foreign }, ...withSchemasRows, ...documentRows];

describe("the linter", () => {
  const found = lint([...carried, ...refusedRows].map(({ document }) => document));

  test.each(carried.map((row, index) => ({ ...row, index })))("accepts $what", ({ index, document }) => {
    expect(found[index]?.map(({ ruleId, message }) => `${ruleId}: ${message}`).join("\n")).toBe("");
    expect(checkDocument(new OpenApiDocument(document))).toEqual([]);
  });

  test.each(refusedRows.map((row, index) => ({ ...row, index: carried.length + index })))("refuses $what", (row) => {
    const problems = found[row.index] ?? [];
    if (row.rule) {
      expect(problems.map(({ ruleId }) => ruleId)).toContain(row.rule);
      const messages = problems.map(({ message }) => message).join("\n");
      for (const keyword of row.keywords ?? []) expect(messages).toContain(`"${keyword}" is disallowed`);
      expect(messages).not.toMatch(/\{\{|undefined/);
      return;
    }
    const sentences = checkDocument(new OpenApiDocument(row.document)).map(({ message }) => message);
    expect(problems).toEqual([]);
    expect(sentences.filter((sentence) => sentence.startsWith(row.sentence ?? ""))).not.toEqual([]);
  });
});

test("every keyword of JSON Schema and every field of OpenAPI's objects is in a document that is carried or refused", () => {
  const used = keysIn([...carried, ...refusedRows].map(({ document }) => document));
  expect([...fieldsOfOpenApi].filter((field) => !used.has(field))).toEqual([]);
});

describe("the types", async () => {
  const modules: Record<string, string> = {};
  for (const [index, { document }] of carried.entries()) {
    const described = new OpenApiDocument(document);
    modules[`/${index}/types.ts`] = await typesModule(described);
    modules[`/${index}/schemas.ts`] = schemasModule(described);
    modules[`/${index}/contract.ts`] = contractModule(described);
    modules[`/${index}/examples.ts`] = examplesModule(described);
  }
  for (const { name, part, accepts, strictly = [], untyped = [] } of schemaRows) {
    const accepted = [...accepts, ...strictly].map((value, at) => `export const a${at}: ${name} = ${JSON.stringify(value)};`);
    const refused = untyped.map((value, at) => `// @ts-expect-error\nexport const b${at}: ${name} = ${JSON.stringify(value)};`);
    const folder = `/${1 + part}`;
    modules[`${folder}/${name}.ts`] = [`import type { ${name} } from "./schemas.js";`, ...accepted, ...refused].join("\n");
  }
  const errors = typeErrorsOf(modules);

  test.each(carried.map(({ what }, index) => [what, index]))("compile for %s", (_, index) => {
    expect(errors.filter((error) => error.startsWith(`/${index}/`) && !error.includes("/Tried")).join("\n")).toBe("");
  });

  test.each(schemaRows)("are right for $what", ({ name }) => {
    expect(errors.filter((error) => error.includes(`/${name}.ts`)).join("\n")).toBe("");
  });
});

describe("the validators", async () => {
  const engines = await Promise.all(
    withSchemasRows.map(async ({ document }) => ({
      contract: contractFrom(document),
      compiled: await moduleOf(await compiledModule(new OpenApiDocument(document))),
      ajv: new Ajv2020({ strict: false, validateFormats: false, multipleOfPrecision: 10 }).addSchema(document, "contract"),
    })),
  );

  test.each(schemaRows)("are right for $what", ({ name, part, accepts, rejects = [], untyped = [], strictly = [] }) => {
    const { contract, compiled, ajv } = engines[part] ?? expect.fail(`There is no document ${part}`);
    const issues = (value: unknown, strict: boolean) => issuesFor(contract, name, value, { strict });
    const ajvAccepts = (value: unknown) => ajv.validate(`contract#/components/schemas/${name}`, value);

    expect(accepts.filter((value) => issues(value, true).length > 0 || !compiled[name](value) || !ajvAccepts(value))).toEqual(
      [],
    );
    expect([...rejects, ...untyped].filter((value) => issues(value, false).length === 0 || compiled[name](value))).toEqual([]);
    expect(strictly.filter((value) => issues(value, true).length === 0 || issues(value, false).length > 0)).toEqual([]);
  });
});

const moduleOf = (code: string) => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);

describe("the Markdown", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));

  test.each(carried)("has all that readers need of $what", ({ document }) => {
    const shown = documentOf(document, {});
    const text = [referenceOf(shown), ...scenarioSectionsOf(shown, root).map(({ markdown }) => markdown)].join("\n");
    expect(text).not.toMatch(/undefined|\[object/);
    const letters = lettersOf(text);
    const described = new OpenApiDocument(document);
    const words = wordsOf([document.components, ...described.operations.map(({ node }) => node)]);
    expect(words.filter((word) => !letters.includes(lettersOf(word)))).toEqual([]);
  });

  /** The keywords and values of a document, but for those of parameters' and headers' examples and of the mock. */
  function wordsOf(node: Node): string[] {
    if (typeof node !== "object" || node === null) return [String(node)];
    if (Array.isArray(node)) return node.flatMap(wordsOf);
    const entries = Object.entries(node).filter(([key]) => !/^(allOf|example|examples|x-mock-.*|\$ref)$/.test(key));
    return entries.flatMap(([key, value]) => [key, ...wordsOf(value)]);
  }
});

describe("the mock and the verification", () => {
  test.each<{ what: string; document: Node; exchanges?: Exchange[]; stateful?: boolean }>(carried)(
    "are right for $what",
    async ({ document, exchanges = [], stateful }) => {
      const contract = contractFrom(document);
      const mock = mockOf(contract, { stateful });
      let kept = "";
      for (const exchange of exchanges) kept = (await expectResponse(mock, contract, exchange, kept)) ?? kept;
      await expectConforming(contract);
    },
  );
});

/** Sends the request of a row and checks the response. Returns what the row keeps of it. */
async function expectResponse(mock: Mock, contract: VerifiedContract, exchange: Exchange, kept: string) {
  const { request, token = "example", headers = {}, response: expected } = exchange;
  const [method = "", path = ""] = request.replace("{kept}", kept).split(" ");
  const url = `https://library.example${path}`;
  const body = exchange.body === undefined ? undefined : JSON.stringify(exchange.body);
  const sent = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { "Content-Type": "application/json" }),
    ...headers,
  };
  const response = await mock.fetch(url, { method, headers: sent, ...(body && { body }) });
  const text = await response.text();
  const found = text === "" ? "" : JSON.parse(text);
  expect({ status: response.status, body: found }).toMatchObject({
    status: expected.status,
    ...(expected.body !== undefined && { body: expected.body }),
  });
  if (expected.scenario) expect(response.headers.get("X-Nexus-Members-Mock")).toBe(expected.scenario);
  for (const [name, value] of Object.entries(expected.headers ?? {})) expect(response.headers.get(name)).toContain(value);
  const { status, headers: received } = response;
  const checked = { request: { method, url, headers: sent, body }, response: { status, headers: received, body: text } };
  expect(checkExchange(contract, checked)).toEqual([]);
  return expected.keep === undefined ? undefined : String(found[expected.keep]);
}

/** The mock conforms to the contract that it mocks. It is called without a connection, which takes most of the time. */
async function expectConforming(contract: VerifiedContract) {
  vi.stubGlobal("fetch", mockOf(contract, { stateful: true }).fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  const report = await verifyOf(contract, { baseUrl: "http://127.0.0.1" });
  expect(report.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(report.outcome).toBe("conforms");
}
