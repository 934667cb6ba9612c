/** What the rules of redocly.yaml cannot say of a description: what has to fit together. */
import type { CompiledSchemas, Operation, Scenario, ScenarioCondition } from "../../src/contract/contract.js";
import { type DescribedOperation, type Node, nameOf, type OpenApiDocument, valuesOf } from "../../src/contract/document.js";
import { fieldsOf } from "../../src/contract/fields.js";
import { escapeKey, isSame, toEveryItem, valueAt, withValue } from "../../src/contract/json.js";
import { errorBody } from "../../src/contract/responses.js";
import { issuesFor } from "../../src/contract/validator.js";
import { guidFor, isGuidLike } from "../../src/mock/guids.js";
import {
  createdField,
  exampleOf,
  operationsOf,
  parameterSchemaName,
  responseHeaders,
  successesOf,
} from "../contract/operations.js";
import { compileSchemas } from "../generate/compile.js";
import type { Mistake } from "./source.js";

/** The mistakes in a description that has passed the rules of redocly.yaml. */
export function checkDocument(document: OpenApiDocument): Mistake[] {
  const found = [...structureMistakes(document)];
  if (found.length > 0) return found;
  const schemas = compileSchemas(document);
  const operations = operationsOf(document);
  return document.operations.flatMap((described, index) => {
    const operation = operations[index] as Operation;
    return [
      ...exampleMistakes(document, described, schemas),
      ...requestMistakes(described, operation),
      ...mockMistakes(described, operation, schemas),
    ];
  });
}

/** What has to be right before anything can be read from the description. */
function* structureMistakes(document: OpenApiDocument): Mistakes {
  yield* mediaTypeMistakes(document);
  yield* nameMistakes(document);
  yield* discriminatorMistakes(document);
  yield* tupleMistakes(document.root);
  yield* meaningMistakes(document);
  for (const operation of document.operations) {
    yield* securityMistakes(document, operation);
    yield* parameterMistakes(document, operation);
    yield* pairMistakes(document, operation);
    yield* conditionMistakes(document, operation);
  }
}

type Mistakes = Iterable<Mistake>;

const operationPath = ({ path, method }: DescribedOperation) => ["paths", path, method.toLowerCase()];

/** Each body of an operation, with its path. */
function bodiesOf(document: OpenApiDocument, operation: DescribedOperation) {
  const at = operationPath(operation);
  const { requestBody, responses } = operation;
  const nodes: { path: string[]; status?: string; node: Node }[] = [
    { path: [...at, "requestBody"], node: requestBody },
    ...Object.entries(responses).map(([status, node]) => ({ path: [...at, "responses", status], status, node })),
  ];
  return nodes.flatMap(({ path, status, node }) => {
    const body = document.bodyOf(node);
    return body ? [{ status, ...body, path: [...path, "content", body.mediaType] }] : [];
  });
}

function* mediaTypeMistakes(document: OpenApiDocument): Mistakes {
  const bodies = document.operations.flatMap((operation) => bodiesOf(document, operation));
  const [first] = bodies;
  if (!first) yield { path: ["paths"], message: "no operation has a body: the mock would have nothing to return" };
  for (const { path, mediaType } of bodies) {
    const message = `the media type is ${mediaType}, but ${first?.mediaType} before: write one media type for all bodies`;
    if (mediaType !== first?.mediaType) yield { path, message };
  }
}

/** Two names that lead to the same name in code. */
function* nameMistakes(document: OpenApiDocument): Mistakes {
  const schemas = Object.keys(document.schemas).map((name) => ({ path: ["components", "schemas", name], name }));
  const others = document.operations.flatMap((operation) => {
    const at = operationPath(operation);
    const parameters = operation.parameters.map((parameter) => ({
      path: [...at, "parameters"],
      name: parameterSchemaName(operation, parameter),
    }));
    const headers = Object.keys(operation.responses).flatMap((status) =>
      responseHeaders(document, operation, status).map(({ schemaName }) => ({
        path: [...at, "responses", status],
        name: schemaName,
      })),
    );
    return [...parameters, ...headers];
  });
  for (const { path, name } of repeated([...schemas, ...others], (one) => one.name))
    yield { path, message: `two schemas, parameters or headers are called ${name} in code: give one of them another name` };
  const servers: Node[] = document.root.servers ?? [];
  for (const server of repeated(servers, (one) => one["x-name"])) {
    const message = `two servers have the name ${server["x-name"]}: give one of them another name`;
    yield { path: ["servers", String(servers.indexOf(server)), "x-name"], message };
  }
}

/** The items whose key an earlier one has. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  return items.filter((item, index) => items.findIndex((other) => isSame(keyOf(other), keyOf(item))) < index);
}

/** A discriminator says nothing by itself: each variant has to fix the property. */
function* discriminatorMistakes(document: OpenApiDocument): Mistakes {
  for (const [name, { discriminator, oneOf = [], anyOf = [] }] of Object.entries(document.schemas)) {
    if (!discriminator) continue;
    const { propertyName } = discriminator;
    for (const variant of [...oneOf, ...anyOf]) {
      const property = fieldsOf(document, variant).get(`/${escapeKey(propertyName)}`);
      if (property?.required && valuesOf(property.schema)?.length === 1) continue;
      const message = `${nameOf(variant) ?? "a variant"} does not fix ${propertyName}: make it required there, with \`const\``;
      yield { path: ["components", "schemas", name, "discriminator"], message };
    }
  }
}

/** Where the values of an enum are explained, each of them is, and nothing else. */
function* meaningMistakes(document: OpenApiDocument): Mistakes {
  for (const [name, { enum: values = [], "x-enumDescriptions": meanings }] of Object.entries(document.schemas)) {
    if (!meanings) continue;
    const path = ["components", "schemas", name, "x-enumDescriptions"];
    for (const value of values) if (!(value in meanings)) yield { path, message: `${value} is not explained: add it` };
    for (const value of Object.keys(meanings)) {
      const message = `${value} is no value of ${name}: remove it, or add it to the enum`;
      if (!values.map(String).includes(value)) yield { path: [...path, value], message };
    }
  }
}

/** The type of a tuple has exactly its items. */
function* tupleMistakes(node: Node, path: readonly string[] = []): Mistakes {
  if (typeof node !== "object" || node === null) return;
  const { prefixItems, items, unevaluatedItems, minItems } = node;
  const isOpen = items !== false && unevaluatedItems !== false;
  if (Array.isArray(prefixItems) && (isOpen || minItems !== prefixItems.length))
    yield { path, message: `a tuple has exactly its items: write minItems: ${prefixItems.length} and items: false` };
  for (const [key, child] of Object.entries(node)) yield* tupleMistakes(child, [...path, key]);
}

function* securityMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistakes {
  const known = Object.keys(document.root.components?.securitySchemes ?? {});
  for (const name of operation.security.flatMap((requirement) => Object.keys(requirement))) {
    const message = `the security scheme ${name} does not exist: there are ${known.join(", ") || "none"}`;
    if (!known.includes(name)) yield { path: operationPath(operation), message };
  }
}

/** What is always sent needs a value to send. */
function* parameterMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistakes {
  const path = operationPath(operation);
  const lacksExample = (node: Node) => exampleOf(document, node, "") === undefined;
  for (const parameter of operation.parameters) {
    const message = `the required parameter ${parameter.name} has no example: add \`example\``;
    if (parameter.required && lacksExample(parameter)) yield { path, message };
  }
  for (const status of Object.keys(operation.responses))
    for (const { parameter } of responseHeaders(document, operation, status)) {
      const { name } = parameter;
      const message = `the header ${name} has no example, so the mock cannot send it: add \`example\``;
      if (lacksExample(parameter)) yield { path: [...path, "responses", status, "headers", name], message };
    }
}

/** A request example and a response example of the same name are one scenario. */
function* pairMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistakes {
  const bodies = bodiesOf(document, operation);
  const request = bodies.find(({ status }) => status === undefined);
  const responses = bodies.filter(({ status }) => status !== undefined);
  const examples = responses.flatMap((body) =>
    Object.entries(body.examples).map(([name, { value }]) => {
      return { name, value, status: body.status, path: [...body.path, "examples", name] };
    }),
  );
  const successes = successesOf(operation);
  const hasEmptySuccess = successes.length === 1 && !document.bodyOf(operation.responses[successes[0] ?? ""]);

  if (successes.length === 0) {
    const path = [...operationPath(operation), "responses"];
    yield { path, message: "there is no success: add a response with a status from 200 to 299" };
  }
  for (const { path, status = "", examples } of responses) {
    const names = Object.keys(examples);
    const isExact = /^\d+$/.test(status);
    if (isExact && names.length === 0)
      yield { path, message: `the response ${status} has no example, so nothing can return it: add one under \`examples\`` };
    for (const name of isExact ? [] : names) {
      const message = `a scenario has one status, but this response is for "${status}": move ${name} to a response with its status`;
      yield { path: [...path, "examples", name], message };
    }
  }
  if (request && Object.keys(request.examples).length === 0)
    yield { path: request.path, message: "the request has no example: add one under `examples`, named as its response" };
  for (const name of Object.keys(request?.examples ?? {})) {
    const message = `\`${name}\` has a request and no response: add a response example with this name under \`responses\``;
    const path = [...(request?.path ?? []), "examples", name];
    if (!hasEmptySuccess && !examples.some((one) => one.name === name)) yield { path, message };
  }
  for (const { name, path, status } of examples) {
    const message = `\`${name}\` has a response and no request: add a request example with this name under \`requestBody\``;
    const needsRequest = request && operation.requestBody.required && Number(status) < 400;
    if (needsRequest && !(name in request.examples)) yield { path, message };
  }
  for (const { name, path } of repeated(examples, (one) => one.name))
    yield { path, message: `two responses have an example \`${name}\`: give one of them another name` };
  for (const { name, path, value } of repeated(examples, (one) => one.value)) {
    const other = examples.find((one) => isSame(one.value, value))?.name;
    yield { path, message: `\`${name}\` has the same response as \`${other}\`: a scenario needs a body of its own` };
  }
}

/** What `x-mock-when` may say. Each is described by `ScenarioCondition`. */
const conditions: readonly (keyof ScenarioCondition)[] = ["same", "missing", "invalid", "token", "taken", "otherwise"];

/** A condition that can never hold would be a mistake that nobody sees. */
function* conditionMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistakes {
  const fields = fieldsOf(document, document.bodyOf(operation.requestBody)?.schema);
  const created = createdField(document, operation);
  for (const { path, node } of conditionalNodes(document, operation)) {
    const { same, missing, taken, ...others }: ScenarioCondition = node["x-mock-when"] ?? {};
    const at = [...path, "x-mock-when"];
    for (const key of Object.keys(others))
      if (!(conditions as readonly string[]).includes(key))
        yield { path: at, message: `x-mock-when has no condition ${key}: there are ${conditions.join(", ")}` };
    for (const pointer of [same, missing, taken?.fields].flat())
      if (pointer !== undefined && !fields.has(toEveryItem(pointer)))
        yield { path: at, message: `x-mock-when: the request has no field ${pointer}` };
    if (taken && !["user", "client"].includes(taken.within))
      yield { path: at, message: "x-mock-when: taken needs `within: user` or `within: client`" };
    if (taken && !created?.type) {
      const where = "put `x-mock-created: true` on its schema, a component that the success refers to";
      yield { path: at, message: `x-mock-when: taken counts what was created: ${where}` };
    }
  }
}

/** What may have a condition: the examples of an operation, and its responses, for those without a body. */
function conditionalNodes(document: OpenApiDocument, operation: DescribedOperation): { path: string[]; node: Node }[] {
  const examples = bodiesOf(document, operation).flatMap(({ path, examples }) =>
    Object.entries(examples).map(([name, node]) => ({ path: [...path, "examples", name], node })),
  );
  const responses = Object.entries<Node>(operation.responses).map(([status, node]) => {
    return { path: [...operationPath(operation), "responses", status], node };
  });
  return [...examples, ...responses];
}

/** Examples of bodies, each explained by the variant that was meant. */
function* exampleMistakes(document: OpenApiDocument, operation: DescribedOperation, schemas: CompiledSchemas): Mistakes {
  for (const { path, schema, examples } of bodiesOf(document, operation))
    for (const [name, { value }] of Object.entries(examples))
      for (const { path: at, message } of issuesFor({ schemas }, nameOf(schema) as string, value, { strict: true })) {
        const place = [...path, "examples", name, "value", ...at.map(String)];
        yield { path: place, message: `${at.at(-1) ?? "the example"} ${message}` };
      }
}

/** Two scenarios with one request: nothing could tell which of them a request is for. */
function* requestMistakes(described: DescribedOperation, { scenarios }: Operation): Mistakes {
  const sent = scenarios.filter(({ request, params }) => request !== undefined || params !== undefined);
  const asked = ({ params, request, when: { token } }: Scenario) => ({ params, request, token });
  for (const scenario of repeated(sent, asked)) {
    const other = sent.find((one) => isSame(asked(one), asked(scenario)))?.name;
    const what = `\`${scenario.name}\` has the same request as \`${other}\``;
    const path = [...operationPath(described), "responses", String(scenario.status)];
    yield { path, message: `${what}: give it a body of its own, or a parameter an example of this name` };
  }
}

/** What the mock makes itself has to match the contract too: its own errors, and unique values. */
function* mockMistakes(described: DescribedOperation, operation: Operation, schemas: CompiledSchemas): Mistakes {
  const at = [...operationPath(described), "responses"];
  const accepts = (schema: string, body: unknown) => issuesFor({ schemas }, schema, body).length === 0;
  for (const [status, { schema }] of Object.entries(operation.responses)) {
    if (schema === undefined || Number(status) < 400) continue;
    const body = errorBody(operation, Number(status.replace("XX", "99")) || 599, "A message of the mock");
    const why = "so the mock could not return it for a request that the contract has no scenario for";
    const message = `no example shows what this error looks like, ${why}: add an example of an error with this schema`;
    if (!accepts(schema, body)) yield { path: [...at, status], message };
  }
  for (const { name, status, response } of operation.scenarios) {
    const schema = status < 400 ? operation.responses[status]?.schema : undefined;
    for (const pointer of Object.keys(operation.unique)) {
      const example = valueAt(response, pointer);
      if (typeof example !== "string" || !schema) continue;
      if (!isGuidLike(example)) {
        const needs = `x-mock-unique needs an example that is found again in other values, a prefix and a dash before the rest`;
        yield { path: [...at, String(status)], message: `${needs}, such as THG-1234: change ${pointer} of \`${name}\`` };
        continue;
      }
      const what = `x-mock-unique puts a GUID at ${pointer} of \`${name}\`, the prefix of the example followed by hex digits and dashes`;
      const message = `${what}, which the schema does not allow: widen it, or remove x-mock-unique`;
      if (!accepts(schema, withValue(response, pointer, guidFor(example, ""))))
        yield { path: [...at, String(status)], message };
    }
  }
}
