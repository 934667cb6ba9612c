/** A contract of things rather than members: as a document, and as the operations that are generated from such a document. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { mediaType } from "../../generated/contract.js";
import type { CompiledSchema, Contract, Operation, Parameter, Scenario } from "../../src/contract/contract.js";
import { OpenApiDocument } from "../../src/contract/document.js";
import type { VerifiedContract } from "../../src/verify/contract.js";

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

/** A schema of a test: a JSON schema, or what has been compiled. */
type TestSchema = { readonly [keyword: string]: unknown } | CompiledSchema;

/** An operation with its schemas in place of their names. */
interface TestOperation extends Omit<Operation, "security" | "parameters" | "request" | "responses" | "repeats" | "unique"> {
  /** Names of headers. */
  readonly security?: readonly string[];
  readonly parameters?: readonly (Omit<Parameter, "schema"> & { readonly schema: TestSchema })[];
  readonly request?: { readonly required: boolean; readonly schema: TestSchema; readonly fields: readonly string[] };
  readonly responses: Readonly<Record<string, TestSchema | undefined>>;
  readonly repeats?: Operation["repeats"];
}

const parameter = (
  place: Parameter["in"],
  name: string,
  schema: { type: string; [key: string]: unknown },
  required = false,
) => ({ in: place, name, required, type: schema.type, explode: place === "query", schema });

/** A scenario whose response has its name, unless it says otherwise. */
const scenario = (name: string, status: number, more: Partial<Scenario> = {}): Scenario => ({
  name,
  status,
  response: { name },
  when: {},
  ...more,
});

const body = (schema: object) => ({ content: { [mediaType]: { schema } } });
const thing = { $ref: "#/components/schemas/Thing" };

const document = {
  openapi: "3.1.1",
  paths: {
    "/things/{guid}": {
      get: {
        operationId: "readThing",
        responses: { 200: body(thing), 404: { content: { "text/plain": {} } }, "5XX": body({ type: "string" }) },
      },
      put: {
        operationId: "keepThing",
        requestBody: { $ref: "#/components/requestBodies/a~1b" },
        responses: { 201: body(thing), 204: { description: "Kept." }, 409: { description: "Taken." } },
      },
    },
    "/things": {
      delete: { operationId: "dropThings", responses: { 204: {}, 409: { description: "In use." }, default: {} } },
    },
  },
  components: {
    requestBodies: { "a/b": body(thing) },
    schemas: {
      Thing: {
        title: "Thing",
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: {
          name: { description: "Its name.", type: "string", pattern: "^THG-7", examples: ["THG-77"] },
          code: { oneOf: [{ type: "string", pattern: "^THG-[0-9a-f]+$" }, { type: "integer" }] },
          "odd/name": { type: ["string", "null"], minLength: 2, maxLength: 4 },
          list: { type: "array", minItems: 1, maxItems: 3, items: { type: "integer", minimum: 0, maximum: 9 } },
          kind: { anyOf: [{ const: "a" }, { const: { deep: [1] } }] },
          since: { type: "string", format: "date-time", pattern: "^[2t]" },
          serial: { type: "string", pattern: "^SER-[1-9]+$" },
          zero: { type: "string", pattern: "^ZER-0+$", examples: ["ZER-0"] },
          tags: { type: ["string", "array"] },
          parent: { allOf: [thing] },
          unknown: { multipleOf: 2 },
        },
      },
    },
  },
};

const thingSchema = { ...thing, components: document.components };

/** Any value is one that this version of the contract does not know. */
const unknownValue = { instancePath: "", keyword: "enum", message: "is not known", params: { extensible: true } };
const isOfGrowingEnum = Object.assign(() => false, { errors: [unknownValue] });

const path = { guid: "THG/1 ä" };

const operations: TestOperation[] = [
  {
    operationId: "readThing",
    method: "GET",
    path: "/things/{guid}",
    parameters: [
      parameter("path", "guid", { type: "string" }, true),
      parameter("query", "depth", { type: "integer", minimum: 1 }),
      parameter("query", "wide", { type: "boolean" }),
      { in: "query", name: "sort", required: false, type: "string", explode: true, schema: isOfGrowingEnum },
      parameter("query", "limit", { type: "integer" }),
      parameter("query", "mode", { type: "string", enum: ["x"] }),
      parameter("query", "label", { type: "string" }),
      parameter("header", "X-Reason", { type: "string", enum: ["curious", "1"] }, true),
    ],
    responses: { 200: thingSchema, 404: undefined, "5XX": { type: "string" } },
    scenarios: [
      scenario("found", 200, { params: { path, header: { "X-Reason": "curious" } } }),
      scenario("deep", 200, { params: { path, header: { "X-Reason": "curious" }, query: { depth: 7 } } }),
      scenario("gone", 404, { params: { path: { guid: "THG-0" }, header: { "X-Reason": "curious" } } }),
      scenario("never", 404),
    ],
  },
  {
    operationId: "keepThing",
    method: "PUT",
    path: "/things/{guid}",
    security: ["x-key", "md-session-token"],
    parameters: [parameter("path", "guid", { type: "string" }, true), parameter("header", "X-Dry", { type: "boolean" })],
    request: {
      required: false,
      schema: thingSchema,
      fields: ["/name", "/odd~1name", "/list", "/list/0", "/parent", "/parent/name", "/since"],
    },
    responses: { 201: thingSchema, 204: undefined, 409: undefined },
    repeats: {
      "/name": {},
      "/list": {},
      "/odd~1name": { otherwise: null },
      "/kind": { otherwise: "a" },
      "/parent/name": {},
      "/tags": {},
    },
    scenarios: [
      scenario("kept", 201, {
        params: { path },
        request: { name: "THG-7", list: [1, 2] },
      }),
      scenario("nested", 204, {
        params: { path },
        request: { name: "THG-77", parent: { name: "THG-7" } },
        when: { same: ["/parent/name"] },
      }),
      scenario("taken", 409, {
        params: { path },
        request: { name: "THG-777" },
        when: { same: ["/name"], taken: { within: "user", fields: ["/name"] } },
      }),
      scenario("invalid", 400, { when: { invalid: true } }),
      scenario("locked", 401, { when: { token: "locked-key" } }),
    ],
  },
  {
    operationId: "dropThings",
    method: "DELETE",
    path: "/things",
    responses: { 204: undefined, 409: undefined, default: undefined },
    scenarios: [scenario("dropped", 204), scenario("in-use", 409)],
  },
];

const api = { title: "Things", version: "1.0.0", servers: {}, mediaType };

export const things: VerifiedContract = { ...contractOf(api, operations), document: new OpenApiDocument(document) };

/** A contract of these operations. */
function contractOf(api: Contract["api"], operations: readonly TestOperation[]): Contract {
  const schemas: Record<string, CompiledSchema> = {};
  const named = (schema: TestSchema) => {
    const name = `Schema${Object.keys(schemas).length}`;
    schemas[name] =
      typeof schema === "function" ? (schema as CompiledSchema) : (ajv.compile(schema) as unknown as CompiledSchema);
    return name;
  };
  const all = operations.map(({ security = [], parameters = [], request, responses, ...operation }): Operation => {
    const described = Object.entries(responses).map(([status, schema]) => [status, schema ? { schema: named(schema) } : {}]);
    return {
      repeats: {},
      unique: {},
      ...operation,
      security: security.map((header) => ({ header, scheme: "apiKey" })),
      parameters: parameters.map((parameter) => ({ ...parameter, schema: named(parameter.schema) })),
      ...(request && { request: { ...request, schema: named(request.schema) } }),
      responses: Object.fromEntries(described),
    };
  });
  return { api, operations: all, schemas };
}
