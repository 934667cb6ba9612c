/** Whatever is in the subset is right in every output; everything else is refused. The rows are in subset.yaml. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { compiledModule } from "../../scripts/generate/compile.js";
import { contractModule } from "../../scripts/generate/contract.js";
import { examplesModule } from "../../scripts/generate/examples.js";
import { schemasModule, typesModule } from "../../scripts/generate/types.js";
import { checkDocument } from "../../scripts/lint/checks.js";
import { type Node, OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { issuesFor } from "../../src/contract/validator.js";
import { type Mock, mockOf } from "../../src/mock/mock.js";
import { serveMock } from "../../src/mock/server.js";
import type { VerifiedContract } from "../../src/verify/contract.js";
import { checkExchange } from "../../src/verify/exchange.js";
import { verifyOf } from "../../src/verify/verify.js";
import { contractFrom } from "../support/contract-from.js";
import { lint } from "../support/lint.js";
import { patched } from "../support/merge-patch.js";
import { everyField, usedFields } from "../support/openapi-fields.js";
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
  refused: { what: string; patch: Node; rule?: string; sentence?: string }[];
}

const read = (file: string) => parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const foreign = read("foreign.yaml");
const table: Table = read("subset.yaml");
const foreignRow = { what: "the foreign description itself", document: foreign };

/** The foreign description with a schema as the field `tried` of printed books, in requests and responses, and in an example of both. */
function withSchema({ schema, accepts: [tried] }: SchemaRow): Node {
  const printed = { examples: { printed: { value: { tried } } } };
  const content = { content: { "application/json": printed } };
  return patched(foreign, {
    paths: { "/books": { post: { requestBody: content, responses: { "201": content } } } },
    components: { schemas: { Tried: schema, Printed: { properties: { tried: { $ref: "#/components/schemas/Tried" } } } } },
  });
}

const schemaRows = table.schemas.map((row) => ({ ...row, document: withSchema(row) }));
const documentRows = table.documents.map((row) => ({ ...row, document: patched(foreign, row.patch) as Node }));
const refusedRows = table.refused.map((row) => ({ ...row, document: patched(foreign, row.patch) as Node }));
const carried = [foreignRow, ...schemaRows, ...documentRows];

describe("the linter", () => {
  const found = lint([...carried, ...refusedRows].map(({ document }) => document));

  test.each(carried.map(({ what, document }, index) => ({ what, document, index })))("accepts $what", ({ index, document }) => {
    expect(found[index]?.map(({ ruleId, message }) => `${ruleId}: ${message}`).join("\n")).toBe("");
    expect(checkDocument(new OpenApiDocument(document)).map(({ path, message }) => `${path.join("/")}: ${message}`)).toEqual(
      [],
    );
  });

  test.each(refusedRows.map((row, index) => ({ ...row, index: carried.length + index })))("refuses $what", (row) => {
    const problems = found[row.index] ?? [];
    if (row.rule) {
      expect(problems.map(({ ruleId }) => ruleId)).toContain(row.rule);
      expect(problems.map(({ message }) => message).join()).not.toMatch(/\{\{|undefined/);
      return;
    }
    const sentences = checkDocument(new OpenApiDocument(row.document)).map(({ message }) => message);
    expect(problems).toEqual([]);
    expect(sentences.filter((sentence) => sentence.startsWith(row.sentence ?? ""))).not.toEqual([]);
  });
});

test("every keyword of JSON Schema and every field of OpenAPI's objects is in a document that is carried or refused", () => {
  const used = new Set([...carried, ...refusedRows].flatMap(({ document }) => [...usedFields(document)]));
  expect([...everyField()].filter((field) => !used.has(field))).toEqual([]);
  expect(everyField().size).toBeGreaterThan(150);
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
  for (const [index, { accepts, strictly = [], untyped = [] }] of schemaRows.entries()) {
    const accepted = [...accepts, ...strictly].map((value, at) => `export const a${at}: Tried = ${JSON.stringify(value)};`);
    const refused = untyped.map((value, at) => `// @ts-expect-error\nexport const b${at}: Tried = ${JSON.stringify(value)};`);
    const lines = ['import type { Tried } from "./schemas.js";', ...accepted, ...refused];
    modules[`/${index + 1}/values.ts`] = lines.join("\n");
  }
  const errors = typeErrorsOf(modules);

  test.each(carried.map(({ what }, index) => [what, index]))("are right for %s", (_, index) => {
    expect(errors.filter((error) => error.startsWith(`/${index}/`)).join("\n")).toBe("");
  });
});

describe("the validators", () => {
  test.each(schemaRows)("are right for $what", async ({ document, accepts, rejects = [], untyped = [], strictly = [] }) => {
    const contract = contractFrom(document);
    const issues = (value: unknown, strict: boolean) => issuesFor(contract, "Tried", value, { strict });
    const ajv = new Ajv2020({ strict: false, validateFormats: false, multipleOfPrecision: 10 }).addSchema(document, "contract");
    const ajvAccepts = (value: unknown) => ajv.validate("contract#/components/schemas/Tried", value);
    const { Tried } = await importModule(await compiledModule(new OpenApiDocument(document)));

    expect(accepts.filter((value) => issues(value, true).length > 0 || !Tried(value) || !ajvAccepts(value))).toEqual([]);
    expect([...rejects, ...untyped].filter((value) => issues(value, false).length === 0 || Tried(value))).toEqual([]);
    expect(strictly.filter((value) => issues(value, true).length === 0 || issues(value, false).length > 0)).toEqual([]);
  });
});

const importModule = (code: string) => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);

describe("the mock and the verification", () => {
  const url = "https://library.example/books";
  const headers = { Authorization: "Bearer example", "Content-Type": "application/json" };

  test.each(schemaRows)("are right for $what", async ({ document, accepts, rejects = [], untyped = [] }) => {
    const contract = contractFrom(document);
    const mock = mockOf(contract);
    const add = async (tried: unknown) => {
      const body = JSON.stringify({ title: "Emma", kind: "printed", pages: 3, tried });
      const response = await mock.fetch(url, { method: "POST", headers, body });
      return { request: { method: "POST", url, headers, body }, response };
    };
    for (const tried of accepts) {
      const { request, response } = await add(tried);
      const body = await response.text();
      expect(response.status).toBe(201);
      expect(JSON.parse(body)).toMatchObject({ tried, pages: 3 });
      expect(checkExchange(contract, { request, response: { status: 201, headers: response.headers, body } })).toEqual([]);
    }
    for (const tried of [...rejects, ...untyped]) {
      const { request, response } = await add(tried);
      const { headers: sent } = response;
      const body = JSON.stringify({ id: "BK-1", title: "Emma", kind: "printed", pages: 3, lent_to: null, tried });
      const issues = checkExchange(contract, { request, response: { status: 201, headers: patchedHeaders(sent), body } });
      expect([JSON.stringify(tried), response.status]).toEqual([JSON.stringify(tried), 400]);
      expect(issues.filter((issue) => issue.in === "response").map(({ pointer }) => pointer)).not.toEqual([]);
    }
    await expectConforming(contract);
  });

  const patchedHeaders = (sent: Headers) => ({ ...Object.fromEntries(sent), Location: "/books/BK-1" });

  test.each([{ ...foreignRow, exchanges: [], stateful: false }, ...documentRows])(
    "are right for $what",
    async ({ document, exchanges, stateful }) => {
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

/** The mock conforms to the contract that it mocks. */
async function expectConforming(contract: VerifiedContract) {
  const mock = await serveMock(contract, { stateful: true });
  onTestFinished(() => mock.close());
  const report = await verifyOf(contract, { baseUrl: mock.url });
  expect(report.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(report.outcome).toBe("conforms");
}
