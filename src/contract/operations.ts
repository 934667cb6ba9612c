/** What it takes to serve the operations of an OpenAPI document, or to check a server: read from the document, as plain data. */
import type {
  Contract,
  Operation,
  Parameter,
  ParameterValues,
  RepeatedField,
  ResponseDescription,
  Scenario,
  ScenarioCondition,
  SecurityHeader,
} from "./contract.js";
import { type DescribedOperation, type Node, nameOf, type OpenApiDocument, type Schema } from "./document.js";
import { fieldsOf } from "./fields.js";

/** Name, version, servers and media type. */
export function apiOf(document: OpenApiDocument): Contract["api"] {
  const { title, version } = document.root.info;
  return { title, version, servers: document.servers, mediaType: document.mediaType };
}

/**
 * The operations of a document, in its order.
 *
 * @throws {Error} if it says something that cannot be served; the message says what, and what to write instead.
 */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return document.operations.map((operation): Operation => {
    const { operationId, method, path, requestBody, responses } = operation;
    const request = document.bodyOf(requestBody);
    const errorMessage = markedFields(document, operation, "default", "x-mock-message")[0]?.at;
    const created = successesOf(operation).flatMap((status) => markedFields(document, operation, status, "x-mock-created"))[0];
    if (created && !created.type)
      throw new Error(
        `The schema of ${created.at}, which has x-mock-created: true, must be a component, so that it has a type.`,
      );
    return {
      operationId,
      method,
      path,
      security: operation.security.map((requirement) => securityHeader(document, requirement)),
      parameters: operation.parameters.map((parameter) => parameterOf(document, operation, parameter)),
      ...(request && {
        request: {
          required: requestBody.required === true,
          schema: bodySchemaName(request.schema),
          fields: publicFields(document, request.schema),
        },
      }),
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, response]): [string, ResponseDescription] => {
          const body = document.bodyOf(response);
          return [status, body ? { schema: bodySchemaName(body.schema) } : {}];
        }),
      ),
      ...(errorMessage && { errorMessage }),
      ...(created && { created: created.at }),
      repeats: repeatedFields(document, operation),
      unique: uniqueFields(document, operation),
      scenarios: scenariosOf(document, operation),
    };
  });
}

/** Every scenario of an operation, in the order of the contract. */
export function scenariosOf(document: OpenApiDocument, operation: DescribedOperation): Scenario[] {
  const requests = document.bodyOf(operation.requestBody)?.examples ?? {};
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    const responses = Object.entries(document.bodyOf(response)?.examples ?? {});
    if (responses.length > 0 && !/^\d+$/.test(status))
      throw new Error(
        `The response "${status}" of ${operation.operationId} cannot have examples, since a scenario has one status. ` +
          "Add a response for that status, and put them there.",
      );
    return responses.map(([name, example]): Scenario => {
      const params = parameterValues(document, operation, name);
      const when = { ...example["x-mock-when"], ...requests[name]?.["x-mock-when"] };
      checkCondition(document, operation, name, when);
      return {
        name,
        status: Number(status),
        ...(params && { params }),
        ...(requests[name] && { request: requests[name].value }),
        response: example.value,
        when,
      };
    });
  });
}

/** The name of the compiled schema of a parameter. */
export function parameterSchemaName({ operationId }: DescribedOperation, { in: place, name }: Node): string {
  return `${operationId}_${place}_${name}`.replace(/\W/g, "_");
}

function bodySchemaName(schema: Schema): string {
  const name = nameOf(schema);
  if (!name) throw new Error("The schema of every body must be a component, so that it has a name and a validator.");
  return name;
}

function securityHeader(document: OpenApiDocument, requirement: Readonly<Record<string, unknown>>): SecurityHeader | null {
  const [name] = Object.keys(requirement);
  if (name === undefined) return null;
  const scheme = document.resolve(document.root.components.securitySchemes[name]);
  return scheme.type === "http"
    ? { header: "authorization", scheme: "bearer" }
    : { header: scheme.name.toLowerCase(), scheme: "apiKey" };
}

function parameterOf(document: OpenApiDocument, operation: DescribedOperation, parameter: Node): Parameter {
  const schema = document.resolve(parameter.schema);
  const itemType = schema.items && typeOf(document, schema.items);
  return {
    in: parameter.in,
    name: parameter.name,
    required: parameter.required === true,
    type: typeOf(document, schema),
    ...(itemType && { itemType }),
    explode: parameter.explode ?? parameter.in === "query",
    schema: parameterSchemaName(operation, parameter),
  };
}

function typeOf(document: OpenApiDocument, schema: Schema): string {
  const [type = "string"] = [document.resolve(schema).type].flat().filter((one) => one !== "null");
  return type;
}

/** The parameters' examples of this name. A parameter without examples of scenarios is left out, unless it is required. */
function parameterValues(
  document: OpenApiDocument,
  { parameters }: DescribedOperation,
  scenario: string,
): ParameterValues | undefined {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { in: place, name, required, example, examples } of parameters) {
    const value = document.resolve(examples?.[scenario])?.value ?? (required ? example : undefined);
    if (value === undefined) continue;
    values[place] ??= {};
    values[place][name] = value;
  }
  return Object.keys(values).length ? values : undefined;
}

/** What `x-mock-when` may say. Each is described by `ScenarioCondition`. */
const conditions = ["same", "missing", "invalid", "token", "taken", "otherwise"];

/** A condition that can never hold would be a mistake that nobody sees. */
function checkCondition(document: OpenApiDocument, operation: DescribedOperation, name: string, when: ScenarioCondition) {
  const fail = (problem: string) => {
    throw new Error(`x-mock-when of the scenario ${name}: ${problem}`);
  };
  for (const key of Object.keys(when))
    if (!conditions.includes(key)) fail(`there is no condition ${key}, but ${conditions.join(", ")}`);
  if (when.taken && !["user", "client"].includes(when.taken.within)) fail("taken needs `within: user` or `within: client`");
  const fields = fieldsOf(document, document.bodyOf(operation.requestBody)?.schema);
  for (const pointer of [when.same, when.missing, when.taken?.fields].flat()) {
    if (pointer !== undefined && !fields.has(pointer.replaceAll(/\/\d+/g, "/0"))) fail(`the request has no field ${pointer}`);
  }
}

const successesOf = ({ responses }: DescribedOperation) => Object.keys(responses).filter((status) => Number(status) < 400);

/** The fields of a response body that have an extension, with its value. */
function markedFields(document: OpenApiDocument, { responses }: DescribedOperation, status: string, extension: string) {
  const fields = fieldsOf(document, document.bodyOf(responses[status])?.schema);
  return [...fields]
    .filter(([, { schema }]) => schema[extension])
    .map(([at, { schema, type }]) => ({ at, type, value: schema[extension] }));
}

/** The fields of a body that are no secret, by JSON pointer; the index 0 stands for every item of a list. */
function publicFields(document: OpenApiDocument, schema: Schema): string[] {
  const fields = [...fieldsOf(document, schema)];
  return fields.filter(([, field]) => field.schema.format !== "password" && !field.schema.writeOnly).map(([at]) => at);
}

/**
 * The fields of a success that repeat what the request said: those of the same place and name. If the request is silent, they are its
 * default, or null where the response allows it, or absent where the response does not require them.
 */
function repeatedFields(document: OpenApiDocument, operation: DescribedOperation): Record<string, RepeatedField> {
  const request = document.bodyOf(operation.requestBody);
  if (!request) return {};
  const repeats: Record<string, RepeatedField> = {};
  const asked = fieldsOf(document, request.schema);
  for (const status of successesOf(operation)) {
    const given = fieldsOf(document, document.bodyOf(operation.responses[status])?.schema);
    for (const [at, { schema }] of asked) {
      const field = given.get(at);
      if (!field || field.isItem || schema.properties || schema.oneOf) continue;
      const otherwise = schema.default ?? (allowsNull(document, field.schema) ? null : undefined);
      repeats[at] ??= otherwise !== undefined ? { otherwise } : field.required ? {} : { absent: true };
    }
  }
  return repeats;
}

/** The fields that differ for every request, or for every user. */
function uniqueFields(document: OpenApiDocument, operation: DescribedOperation): Operation["unique"] {
  const fields = successesOf(operation).flatMap((status) => markedFields(document, operation, status, "x-mock-unique"));
  return Object.fromEntries(fields.map(({ at, value }) => [at, value]));
}

function allowsNull(document: OpenApiDocument, schema: Schema): boolean {
  const { type, anyOf = [], oneOf = [] } = document.resolve(schema);
  return [type].flat().includes("null") || [...anyOf, ...oneOf].some((one: Schema) => allowsNull(document, one));
}
