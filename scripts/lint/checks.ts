/** What the rules of redocly.yaml cannot say of a description: what has to fit together. */
import type { CompiledSchemas, Operation, Scenario, ScenarioCondition } from "../../src/contract/contract.js";
import {
  type DescribedOperation,
  type Node,
  nameOf,
  type OpenApiDocument,
  type Schema,
  valuesOf,
} from "../../src/contract/document.js";
import { fieldsOf } from "../../src/contract/fields.js";
import { escapeKey, isSame, valueAt, withValue } from "../../src/contract/json.js";
import {
  createdField,
  exampleOf,
  operationsOf,
  parameterSchemaName,
  responseHeaders,
  successesOf,
} from "../../src/contract/operations.js";
import { errorBody } from "../../src/contract/responses.js";
import { issuesFor } from "../../src/contract/validator.js";
import { guidFor } from "../../src/mock/guids.js";
import { compileSchemas } from "../generate/compile.js";
import type { Mistake } from "./source.js";

/** The mistakes in a description that has passed the rules of redocly.yaml. */
export function checkDocument(document: OpenApiDocument): Mistake[] {
  const mediaTypes = mediaTypeMistakes(document);
  const found = [
    ...mediaTypes,
    ...nameMistakes(document),
    ...unionMistakes(document),
    ...tupleMistakes(document.root),
    ...descriptionMistakes(document),
    ...document.operations.flatMap((operation) => [
      ...securityMistakes(document, operation),
      ...parameterMistakes(document, operation),
      ...pairMistakes(document, operation),
      ...conditionMistakes(document, operation),
    ]),
  ];
  if (found.length > 0) return found;
  const contract = { schemas: compileSchemas(document), operations: operationsOf(document) };
  return document.operations.flatMap((described, index) => {
    const operation = contract.operations[index] as Operation;
    return [
      ...exampleMistakes(document, described, contract.schemas),
      ...scenarioMistakes(described, operation),
      ...mockMistakes(described, operation, contract.schemas),
    ];
  });
}

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

function mediaTypeMistakes(document: OpenApiDocument): Mistake[] {
  const bodies = document.operations.flatMap((operation) => bodiesOf(document, operation));
  const [first] = bodies;
  if (!first) return [{ path: ["paths"], message: "no operation has a body: the mock would have nothing to return" }];
  return bodies
    .filter(({ mediaType }) => mediaType !== first.mediaType)
    .map(({ path, mediaType }) => ({
      path,
      message: `the media type is ${mediaType}, but ${first.mediaType} before: write one media type for all bodies`,
    }));
}

/** Two names that lead to the same name in code. */
function nameMistakes(document: OpenApiDocument): Mistake[] {
  const names = [
    ...Object.keys(document.schemas).map((name) => ({ path: ["components", "schemas", name], name })),
    ...document.operations.flatMap((operation) =>
      operation.parameters.map((parameter) => ({
        path: [...operationPath(operation), "parameters"],
        name: parameterSchemaName(operation, parameter),
      })),
    ),
  ];
  const servers: Node[] = document.root.servers ?? [];
  return [
    ...repeated(names, ({ name }) => name).map(({ path, name }) => ({
      path,
      message: `two parameters are both called ${name} in code: give one of them another name`,
    })),
    ...repeated(servers, (server) => server["x-name"]).map((server) => ({
      path: ["servers", String(servers.indexOf(server)), "x-name"],
      message: `two servers have the name ${server["x-name"]}: give one of them another name`,
    })),
  ];
}

/** The items whose key an earlier one has. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  return items.filter((item, index) => items.findIndex((other) => isSame(keyOf(other), keyOf(item))) < index);
}

/** A discriminator says nothing by itself: each variant has to fix the property. */
function unionMistakes(document: OpenApiDocument): Mistake[] {
  return Object.entries(document.schemas).flatMap(([name, schema]) => {
    const { discriminator, oneOf = [], anyOf = [] } = schema;
    if (!discriminator) return [];
    const fixes = (variant: Schema) => {
      const property = fieldsOf(document, variant).get(`/${escapeKey(discriminator.propertyName)}`);
      return property?.required && valuesOf(property.schema)?.length === 1;
    };
    const without = [...oneOf, ...anyOf].filter((variant) => !fixes(variant));
    return without.map((variant) => ({
      path: ["components", "schemas", name, "discriminator"],
      message: `${nameOf(variant) ?? "a variant"} does not fix ${discriminator.propertyName}: make it required there, with \`const\``,
    }));
  });
}

/** Where the values of an enum are explained, each of them is, and nothing else. */
function descriptionMistakes(document: OpenApiDocument): Mistake[] {
  return Object.entries(document.schemas).flatMap(([name, schema]) => {
    const { "x-enumDescriptions": descriptions, enum: values = [] } = schema;
    const explained = Object.keys(descriptions ?? {});
    const known: string[] = values.map(String);
    const path = ["components", "schemas", name, "x-enumDescriptions"];
    if (!descriptions) return [];
    return [
      ...known
        .filter((value) => !explained.includes(value))
        .map((value) => ({ path, message: `${value} is not explained: add it` })),
      ...explained
        .filter((value) => !known.includes(value))
        .map((value) => ({
          path: [...path, value],
          message: `${value} is no value of ${name}: remove it, or add it to the enum`,
        })),
    ];
  });
}

/** The type of a tuple has exactly its items. */
function tupleMistakes(node: Node, path: readonly string[] = []): Mistake[] {
  if (typeof node !== "object" || node === null) return [];
  const { prefixItems, items, unevaluatedItems, minItems } = node;
  const isOpen = items !== false && unevaluatedItems !== false;
  const message = `a tuple has exactly its items: write minItems: ${prefixItems?.length} and items: false`;
  const own = Array.isArray(prefixItems) && (isOpen || minItems !== prefixItems.length) ? [{ path, message }] : [];
  return [...own, ...Object.entries(node).flatMap(([key, child]) => tupleMistakes(child, [...path, key]))];
}

function securityMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistake[] {
  const known = Object.keys(document.root.components?.securitySchemes ?? {});
  const used = operation.security.flatMap((requirement) => Object.keys(requirement));
  return used
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: operationPath(operation),
      message: `the security scheme ${name} does not exist: there are ${known.join(", ") || "none"}`,
    }));
}

/** What is always sent needs a value to send. */
function parameterMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistake[] {
  const { parameters, responses } = operation;
  const path = operationPath(operation);
  const has = (node: Node) => exampleOf(document, node, "") !== undefined;
  return [
    ...parameters
      .filter((parameter) => parameter.required && !has(parameter))
      .map(({ name }) => ({ path, message: `the required parameter ${name} has no example: add \`example\`` })),
    ...Object.keys(responses).flatMap((status) =>
      responseHeaders(document, operation, status)
        .filter(({ parameter }) => !has(parameter))
        .map(({ parameter: { name } }) => ({
          path: [...path, "responses", status, "headers", name],
          message: `the header ${name} has no example, so the mock cannot send it: add \`example\``,
        })),
    ),
  ];
}

/** A request example and a response example of the same name are one scenario. */
function pairMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistake[] {
  const bodies = bodiesOf(document, operation);
  const request = bodies.find(({ status }) => status === undefined);
  const responses = bodies.filter(({ status }) => status !== undefined);
  const named = responses.flatMap((body) => Object.keys(body.examples).map((name) => ({ name, ...body })));
  const at = (path: readonly string[], name: string) => [...path, "examples", name];
  const successes = successesOf(operation);
  const hasEmptySuccess = successes.length === 1 && !document.bodyOf(operation.responses[successes[0] ?? ""]);
  const found: Mistake[] = [];

  if (successes.length === 0)
    found.push({
      path: [...operationPath(operation), "responses"],
      message: "there is no success: add a response with a status from 200 to 299",
    });
  for (const { path, status = "", examples } of responses) {
    const isExact = /^\d+$/.test(status);
    if (isExact && Object.keys(examples).length === 0)
      found.push({
        path,
        message: `the response ${status} has no example, so nothing can return it: add one under \`examples\``,
      });
    for (const name of isExact ? [] : Object.keys(examples))
      found.push({
        path: at(path, name),
        message: `a scenario has one status, but this response is for "${status}": move ${name} to a response with its status`,
      });
  }
  if (request && Object.keys(request.examples).length === 0)
    found.push({ path: request.path, message: "the request has no example: add one under `examples`, named as its response" });
  for (const name of Object.keys(request?.examples ?? {})) {
    if (hasEmptySuccess || named.some((one) => one.name === name)) continue;
    const message = `\`${name}\` has a request and no response: add a response example with this name under \`responses\``;
    found.push({ path: at(request?.path ?? [], name), message });
  }
  for (const { name, path, status } of named) {
    if (!request || !operation.requestBody.required || !(Number(status) < 400) || name in request.examples) continue;
    const message = `\`${name}\` has a response and no request: add a request example with this name under \`requestBody\``;
    found.push({ path: at(path, name), message });
  }
  for (const { name, path } of repeated(named, (one) => one.name))
    found.push({ path: at(path, name), message: `two responses have an example \`${name}\`: give one of them another name` });
  const values = named.map((one) => ({ ...one, value: one.examples[one.name].value }));
  for (const { name, path, value } of repeated(values, (one) => one.value)) {
    const other = values.find((one) => isSame(one.value, value))?.name;
    found.push({
      path: at(path, name),
      message: `\`${name}\` has the same response as \`${other}\`: a scenario needs a body of its own`,
    });
  }
  return found;
}

/** What `x-mock-when` may say. Each is described by `ScenarioCondition`. */
const conditions: readonly (keyof ScenarioCondition)[] = ["same", "missing", "invalid", "token", "taken", "otherwise"];

/** A condition that can never hold would be a mistake that nobody sees. */
function conditionMistakes(document: OpenApiDocument, operation: DescribedOperation): Mistake[] {
  const examples = bodiesOf(document, operation).flatMap(({ path, examples }) =>
    Object.entries(examples).map(([name, example]) => ({
      path: [...path, "examples", name],
      when: example["x-mock-when"] ?? {},
    })),
  );
  const empty = Object.entries<Node>(operation.responses).map(([status, response]) => ({
    path: [...operationPath(operation), "responses", status],
    when: response["x-mock-when"] ?? {},
  }));
  const fields = fieldsOf(document, document.bodyOf(operation.requestBody)?.schema);
  const created = createdField(document, operation);
  const isField = (pointer: string) => fields.has(pointer.replaceAll(/\/\d+/g, "/0"));
  return [...examples, ...empty].flatMap(({ path, when }) => {
    const { same, missing, taken }: ScenarioCondition = when;
    const unknown = Object.keys(when).filter((key) => !(conditions as readonly string[]).includes(key));
    const pointers = [same, missing, taken?.fields].flat().filter((pointer) => pointer !== undefined);
    const messages = [
      ...unknown.map((key) => `x-mock-when has no condition ${key}: there are ${conditions.join(", ")}`),
      ...pointers.filter((pointer) => !isField(pointer)).map((pointer) => `x-mock-when: the request has no field ${pointer}`),
      ...(taken && !["user", "client"].includes(taken.within)
        ? ["x-mock-when: taken needs `within: user` or `within: client`"]
        : []),
      ...(taken && !created?.type
        ? [
            "x-mock-when: taken counts what was created: put `x-mock-created: true` on its schema, a component that the success refers to",
          ]
        : []),
    ];
    return messages.map((message) => ({ path: [...path, "x-mock-when"], message }));
  });
}

/** Examples of bodies, each explained by the variant that was meant. */
function exampleMistakes(document: OpenApiDocument, operation: DescribedOperation, schemas: CompiledSchemas): Mistake[] {
  return bodiesOf(document, operation).flatMap(({ path, schema, examples }) =>
    Object.entries(examples).flatMap(([name, { value }]) =>
      issuesFor({ schemas }, nameOf(schema) as string, value, { strict: true }).map((issue) => ({
        path: [...path, "examples", name, "value", ...issue.path.map(String)],
        message: `${issue.path.at(-1) ?? "the example"} ${issue.message}`,
      })),
    ),
  );
}

/** Two scenarios with one request: nothing could tell which of them a request is for. */
function scenarioMistakes(described: DescribedOperation, { scenarios }: Operation): Mistake[] {
  const sent = scenarios.filter(({ request, params }) => request !== undefined || params !== undefined);
  const requestOf = ({ params, request, when: { token } }: Scenario) => ({ params, request, token });
  return repeated(sent, requestOf).map((scenario) => {
    const other = sent.find((one) => isSame(requestOf(one), requestOf(scenario)))?.name;
    return {
      path: [...operationPath(described), "responses", String(scenario.status)],
      message: `\`${scenario.name}\` has the same request as \`${other}\`: give it a body of its own, or a parameter an example of this name`,
    };
  });
}

/** What the mock makes itself has to match the contract too: its own errors, and unique values. */
function mockMistakes(described: DescribedOperation, operation: Operation, schemas: CompiledSchemas): Mistake[] {
  const at = [...operationPath(described), "responses"];
  const errors = Object.entries(operation.responses).filter(([status]) => !(Number(status) < 400));
  const wrongErrors = errors.filter(([status, { schema }]) => {
    const body = errorBody(operation, Number(status.replace("XX", "99")) || 599, "A message of the mock");
    return schema !== undefined && issuesFor({ schemas }, schema, body).length > 0;
  });
  const successes = operation.scenarios.filter(({ status, response }) => status < 400 && response !== undefined);
  const wrongUnique = successes.flatMap(({ name, status, response }) =>
    Object.keys(operation.unique).flatMap((pointer) => {
      const example = valueAt(response, pointer);
      const schema = operation.responses[status]?.schema;
      if (typeof example !== "string" || !schema) return [];
      const unique = withValue(response, pointer, guidFor(example, ""));
      return issuesFor({ schemas }, schema, unique).length > 0 ? [{ name, status, pointer }] : [];
    }),
  );
  return [
    ...wrongErrors.map(([status]) => ({
      path: [...at, status],
      message:
        "no example shows what this error looks like, so the mock could not return it for a request that the contract has no scenario for: add an example of an error with this schema",
    })),
    ...wrongUnique.map(({ name, status, pointer }) => ({
      path: [...at, String(status)],
      message: `x-mock-unique puts a GUID at ${pointer} of \`${name}\`, the prefix of the example followed by hex digits and dashes, which the schema does not allow: widen it, or remove x-mock-unique`,
    })),
  ];
}
