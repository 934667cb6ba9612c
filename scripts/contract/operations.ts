/** What it takes to serve the operations of an OpenAPI document, or to check a server: read from the document, as plain data. */
import type {
  Contract,
  Operation,
  Parameter,
  ParameterValues,
  RepeatedField,
  ResponseDescription,
  ResponseHeader,
  Scenario,
  SecurityHeader,
} from "../../src/contract/contract.js";
import {
  type DescribedOperation,
  type Node,
  nameOf,
  type OpenApiDocument,
  type Schema,
  valuesOf,
} from "../../src/contract/document.js";
import { fieldsOf } from "../../src/contract/fields.js";
import { keysOf } from "../../src/contract/json.js";
import { writeParameter } from "../../src/contract/parameter.js";

/** Name, version, servers and media type. */
export function apiOf(document: OpenApiDocument): Contract["api"] {
  const { title, version } = document.root.info;
  return { title, version, servers: document.servers, mediaType: document.mediaType };
}

/** The operations of a document of the subset, in its order. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return document.operations.map((operation): Operation => {
    const { operationId, method, path, requestBody, responses } = operation;
    const request = document.bodyOf(requestBody);
    const errorMessage = messageOf(document, responses.default);
    const created = createdField(document, operation);
    const pathFields = pathFieldsOf(document, operation);
    const found = method === "POST" ? undefined : foundField(created, pathFields);
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
        Object.entries(responses).map(([status, response]) => [status, responseOf(document, operation, status, response)]),
      ),
      ...(errorMessage && { errorMessage }),
      ...(created && method === "POST" && { created: created.at }),
      ...(found && { found }),
      ...(Object.keys(pathFields).length > 0 && { pathFields }),
      repeats: repeatedFields(document, operation),
      unique: uniqueFields(document, operation, pathFields),
      scenarios: scenariosOf(document, operation),
    };
  });
}

/**
 * Every scenario of an operation, in the order of the contract. A response without a body is one scenario, named by its status. If it is the
 * only success, each request example that has no response example is a scenario of it instead.
 */
export function scenariosOf(document: OpenApiDocument, operation: DescribedOperation): Scenario[] {
  const requests = document.bodyOf(operation.requestBody)?.examples ?? {};
  const paired = new Set(
    Object.values(operation.responses).flatMap((one) => Object.keys(document.bodyOf(one)?.examples ?? {})),
  );
  const unpaired = Object.keys(requests).filter((name) => !paired.has(name));
  const successes = successesOf(operation);
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    if (!/^\d+$/.test(status)) return [];
    const body = document.bodyOf(response);
    const isOnlySuccess = successes.length === 1 && successes[0] === status;
    const names = body ? Object.keys(body.examples) : isOnlySuccess && unpaired.length > 0 ? unpaired : [status];
    return names.map((name): Scenario => {
      const example = body?.examples[name] ?? response;
      const params = parameterValues(document, operation, name, Number(status) < 400 || name in requests);
      const headers = headerValues(document, operation, status, response, name);
      return {
        name,
        status: Number(status),
        ...(params && { params }),
        ...(requests[name] && { request: requests[name].value }),
        ...(body && { response: example.value }),
        when: { ...example["x-mock-when"], ...requests[name]?.["x-mock-when"] },
        ...(headers && { headers }),
      };
    });
  });
}

/** The name of the compiled schema of a parameter. */
export function parameterSchemaName({ operationId }: DescribedOperation, { in: place, name }: Node): string {
  return `${operationId}_${place}_${name}`.replace(/\W/g, "_");
}

/** The headers of a response, each with its name and the name of its compiled schema. */
export function responseHeaders(document: OpenApiDocument, operation: DescribedOperation, status: string) {
  const headers = Object.entries<Node>(operation.responses[status].headers ?? {});
  return headers.map(([name, header]) => {
    const parameter: Node = { in: "header", name, ...document.resolve(header) };
    return { parameter, schemaName: parameterSchemaName(operation, { in: `${status}_header`, name }) };
  });
}

function responseOf(
  document: OpenApiDocument,
  operation: DescribedOperation,
  status: string,
  response: Node,
): ResponseDescription {
  const body = document.bodyOf(response);
  const headers = responseHeaders(document, operation, status).map(
    ({ parameter, schemaName }) => ({ ...parameterOf(document, operation, parameter), schema: schemaName }) as ResponseHeader,
  );
  const isError = !(Number(status) < 400);
  const errorMessage = isError ? messageOf(document, response) : undefined;
  const errorModel = isError && body ? errorModelOf(document, body.schema, response, errorMessage) : undefined;
  return {
    ...(body && { schema: bodySchemaName(body.schema) }),
    ...(headers.length > 0 && { headers }),
    ...(errorMessage && { errorMessage }),
    ...(errorModel !== undefined && { errorModel }),
  };
}

/** An example of an error with this schema, if its message is not all that it needs: of the response itself, or of any other one. */
function errorModelOf(document: OpenApiDocument, schema: Schema, response: Node, errorMessage = ""): unknown {
  const needed = [...fieldsOf(document, schema)].filter(([at, { required }]) => {
    const parent = at.slice(0, at.lastIndexOf("/") + 1);
    return required && errorMessage.startsWith(parent) && !`${errorMessage}/`.startsWith(`${at}/`);
  });
  if (errorMessage !== "" && needed.length === 0) return undefined;
  const bodies = [response, ...document.operations.flatMap(({ responses }) => Object.values(responses))].map((one) =>
    document.bodyOf(one),
  );
  const [example] = bodies
    .filter((body) => nameOf(body?.schema) === nameOf(schema))
    .flatMap((body) => Object.values(body?.examples ?? {}));
  return example?.value;
}

function bodySchemaName(schema: Schema): string {
  return nameOf(schema) as string;
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
  const [type = "string"] = [document.resolve(schema).type].flat();
  return type;
}

/**
 * The values of the parameters in a scenario: their examples of its name. If it has a request of its own, required parameters without one
 * have their only example.
 */
function parameterValues(
  document: OpenApiDocument,
  { parameters }: DescribedOperation,
  scenario: string,
  hasRequest: boolean,
): ParameterValues | undefined {
  const named = parameters.filter(({ examples }) => examples?.[scenario]);
  const filled = hasRequest || named.length > 0 ? parameters.filter(({ required }) => required) : [];
  const values: Record<string, Record<string, unknown>> = {};
  for (const parameter of parameters.filter((one) => named.includes(one) || filled.includes(one))) {
    const value = exampleOf(document, parameter, scenario);
    if (value === undefined) continue;
    values[parameter.in] ??= {};
    (values[parameter.in] as Record<string, unknown>)[parameter.name] = value;
  }
  return Object.keys(values).length > 0 ? values : undefined;
}

/** The headers of a response as they are sent in a scenario. Those without any example are left out. */
function headerValues(
  document: OpenApiDocument,
  operation: DescribedOperation,
  status: string,
  response: Node,
  scenario: string,
): Scenario["headers"] {
  const entries = responseHeaders(document, operation, status).flatMap(({ parameter }) => {
    const value = exampleOf(document, parameter, scenario);
    const described = parameterOf(document, operation, parameter);
    return value === undefined ? [] : [[parameter.name, writeParameter(described, value).join()]];
  });
  return response.headers && entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** An example of a parameter or header: the one of a scenario, its only one, or one of its schema. */
export function exampleOf(document: OpenApiDocument, { example, examples = {}, schema }: Node, scenario: string): unknown {
  const [first] = Object.values<Node>(examples);
  const { examples: ofSchema, default: usual, ...rest } = document.resolve(schema);
  const own = document.resolve(examples[scenario] ?? first)?.value ?? example;
  return own ?? ofSchema?.[0] ?? usual ?? valuesOf(rest)?.[0];
}

/** The statuses of the successes. */
export function successesOf({ responses }: DescribedOperation): string[] {
  return Object.keys(responses).filter((status) => Number(status) < 400);
}

/** The fields of a response body, and the body itself as `""`, that have an extension, with its value. */
function markedFields(document: OpenApiDocument, response: Node, extension: string) {
  const { schema: whole } = document.bodyOf(response) ?? {};
  const root = { schema: { ...document.resolve(whole), ...whole }, type: nameOf(whole) };
  return [["", root] as const, ...fieldsOf(document, whole)]
    .filter(([, { schema }]) => schema[extension])
    .map(([at, { schema, type }]) => ({ at, type, value: schema[extension] }));
}

function messageOf(document: OpenApiDocument, response: Node): string | undefined {
  return markedFields(document, response, "x-mock-message")[0]?.at;
}

/** What an operation creates, or returns of what another one created. */
export function createdField(document: OpenApiDocument, operation: DescribedOperation) {
  return successesOf(operation).flatMap((status) => markedFields(document, operation.responses[status], "x-mock-created"))[0];
}

/** The field by which a path parameter selects what was created: the one of the last parameter. */
function foundField(created: { at: string } | undefined, pathFields: Readonly<Record<string, string>>): Operation["found"] {
  if (!created) return undefined;
  const last = Object.entries(pathFields)
    .filter(([at]) => at.startsWith(`${created.at}/`))
    .at(-1);
  return last && { at: created.at, field: last[0].slice(created.at.length), parameter: last[1] };
}

/**
 * The fields of a success that have the value of a path parameter: the field of the same component schema. For a parameter that ends the
 * path also the field of its name, or whose place spells it, such as `/thing/guid` for `thing_guid`.
 */
function pathFieldsOf(document: OpenApiDocument, operation: DescribedOperation): Record<string, string> {
  const found: Record<string, string> = {};
  const bodies = successesOf(operation).map((status) => document.bodyOf(operation.responses[status])?.schema);
  const fields = bodies.flatMap((schema) => [...fieldsOf(document, schema)].filter(([, { isItem }]) => !isItem));
  for (const { name, schema } of operation.parameters.filter((parameter) => parameter.in === "path")) {
    const endsPath = operation.path.endsWith(`{${name}}`);
    const isNamed = (at: string) => endsPath && (keysOf(at).at(-1) === name || keysOf(at).slice(-2).join("_") === name);
    const type = nameOf(schema);
    const isSameType = (one: string | undefined) => type !== undefined && one === type;
    const [at] = fields.find(([at]) => isNamed(at)) ?? fields.find(([, field]) => isSameType(field.type)) ?? [];
    if (at !== undefined) found[at] = name;
  }
  return found;
}

/** The fields of a body that are no secret, by JSON pointer; the index 0 stands for every item of a list. */
function publicFields(document: OpenApiDocument, schema: Schema): string[] {
  const fields = [...fieldsOf(document, schema)];
  return fields.filter(([, field]) => field.schema.format !== "password").map(([at]) => at);
}

/**
 * The fields of a success that repeat what the request said: those of the same place and name, objects field by field unless both are of
 * one component schema. If the request is silent, they are its
 * default, or null where the response allows it, or absent where the response does not require them.
 */
function repeatedFields(document: OpenApiDocument, operation: DescribedOperation): Record<string, RepeatedField> {
  const request = document.bodyOf(operation.requestBody);
  if (!request) return {};
  const repeats: Record<string, RepeatedField> = {};
  const asked = fieldsOf(document, request.schema);
  for (const status of successesOf(operation)) {
    const given = fieldsOf(document, document.bodyOf(operation.responses[status])?.schema);
    for (const [at, { schema, type }] of asked) {
      const field = given.get(at);
      const isComposite = schema.properties || schema.oneOf || schema.anyOf || schema.allOf;
      const isOneSchema = type !== undefined && type === field?.type;
      const isInside = Object.keys(repeats).some((outer) => at.startsWith(`${outer}/`));
      if (!field || field.isItem || isInside || (isComposite && !isOneSchema)) continue;
      const otherwise = schema.default ?? (allowsNull(document, field.schema) ? null : undefined);
      repeats[at] ??= otherwise !== undefined ? { otherwise } : field.required ? {} : { absent: true };
    }
  }
  return repeats;
}

/** The fields that differ for every request, or for every user. */
function uniqueFields(
  document: OpenApiDocument,
  operation: DescribedOperation,
  pathFields: Readonly<Record<string, string>>,
): Operation["unique"] {
  const fields = successesOf(operation).flatMap((status) =>
    markedFields(document, operation.responses[status], "x-mock-unique"),
  );
  return Object.fromEntries(fields.filter(({ at }) => !(at in pathFields)).map(({ at, value }) => [at, value]));
}

function allowsNull(document: OpenApiDocument, schema: Schema): boolean {
  const { type, anyOf = [], oneOf = [] } = document.resolve(schema);
  return [type].flat().includes("null") || [...anyOf, ...oneOf].some((one: Schema) => allowsNull(document, one));
}
