/** Contracts that are not the one of this repository, as plain data, with the schemas where they are used. */
import { Ajv2020 } from "ajv/dist/2020.js";
import type { CompiledSchema, Contract, Operation, Parameter, Scenario } from "../../src/contract/contract.js";

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

/** A schema of a test: a JSON schema, or what has been compiled. */
type TestSchema = { readonly [keyword: string]: unknown } | CompiledSchema;

/** An operation with its schemas in place of their names. */
export interface TestOperation
  extends Omit<Operation, "security" | "parameters" | "request" | "responses" | "repeats" | "unique"> {
  /** Names of headers. */
  readonly security?: readonly string[];
  readonly parameters?: readonly (Omit<Parameter, "schema"> & { readonly schema: TestSchema })[];
  readonly request?: { readonly required: boolean; readonly schema: TestSchema; readonly fields: readonly string[] };
  readonly responses: Readonly<Record<string, TestSchema | undefined>>;
  readonly repeats?: Operation["repeats"];
  readonly unique?: Operation["unique"];
}

/** A contract of these operations. */
export function contractOf(api: Contract["api"], operations: readonly TestOperation[]): Contract {
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

export const parameter = (
  place: Parameter["in"],
  name: string,
  schema: { type: string; [key: string]: unknown },
  required = false,
) => ({ in: place, name, required, type: schema.type, explode: place === "query", schema });

/** A scenario whose response has its name, unless it says otherwise. */
export const scenario = (name: string, status: number, more: Partial<Scenario> = {}): Scenario => ({
  name,
  status,
  response: { name },
  when: {},
  ...more,
});
