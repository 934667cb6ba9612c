import type { RepeatedField } from "../../src/contract/operation.js";
import { type Contract, type Node, nameOf, type Operation, type Schema, source } from "./bundle.js";
import { scenariosOf } from "./examples.js";
import { fieldsOf } from "./fields.js";
import { parameterFunction } from "./validators.js";

/** What it takes to serve an operation or to check it: routes, validators and scenarios. */
export function operationsModule(contract: Contract): string {
  const operations = contract.operations.map((operation) => operationSource(contract, operation)).join("");
  const responses = contract.operations.map((operation) => responsesSource(contract, operation)).join("");
  // By name: a namespace import would bring every validator into what is built of this module.
  const validators = [...new Set(`${operations}${responses}`.match(/(?<=validator: )is\w+/g))].sort();
  const compiled = contract.operations.flatMap((operation) =>
    operation.parameters.map((parameter) => parameterFunction(operation, parameter)),
  );
  const created = [...new Set(contract.operations.flatMap((operation) => createdField(contract, operation)?.type ?? []))];
  return `import { type Operation, type ServedOperation, withResponses } from "../src/contract/operation.js";
${compiled.length ? `import { validator } from "../src/contract/validator.js";\nimport { ${compiled.join(", ")} } from "./compiled.js";\n` : ""}import { examples } from "./examples.js";
${created.length ? `import type { ${created.join(", ")} } from "./schemas.js";\n` : ""}import { ${validators.join(", ")} } from "./validators.js";

/** Name and version of the contract. */
export const api = ${line({ title: contract.document.info.title, version: contract.document.info.version })};

/** What requests create, as the responses have it. */
export type Created = ${created.join(" | ") || "never"};

/** Every operation of the contract, with what it takes to serve it. */
export const servedOperations: readonly ServedOperation[] = [
${operations}];

/** Every operation of the contract, with what it takes to check a server. */
export const operations: readonly Operation[] = /* @__PURE__ */ withResponses(servedOperations, {
${responses}});

/** Where an error body has its message, as a JSON pointer. */
export const errorMessagePointer = ${source(messagePointer(contract))};
`;
}

/** The field of error bodies that is marked with `x-mock-message`. */
function messagePointer(contract: Contract): string {
  const errors = contract.operations.flatMap(({ responses }) => responses.default ?? []);
  const fields = errors.flatMap((response) => [...fieldsOf(contract, contract.body(response)?.schema)]);
  const [pointer] = fields.find(([, { schema }]) => schema["x-mock-message"]) ?? [];
  if (!pointer)
    throw new Error(
      "No error body of a default response has a field with x-mock-message: true, where the mock puts its messages.",
    );
  return pointer;
}

function operationSource(contract: Contract, operation: Operation): string {
  const { operationId, method, path, parameters, requestBody, responses } = operation;
  const request = contract.body(requestBody);
  const creates = createdField(contract, operation)?.at;
  const lines = [
    `operationId: "${operationId}",`,
    `method: "${method}",`,
    `path: "${path}",`,
    `security: ${source(securityHeaders(contract, operation))},`,
    "parameters: [",
    ...parameters.map((parameter) => `  ${parameterSource(contract, operation, parameter)},`),
    "],",
    ...(request
      ? [
          "request: {",
          `  required: ${requestBody.required === true},`,
          `  validator: ${validatorOf(request.schema)},`,
          `  fields: ${line(publicFields(contract, request.schema))},`,
          "},",
        ]
      : []),
    `statuses: ${line(Object.keys(responses))},`,
    ...(creates ? [`creates: ${line(creates)},`] : []),
    "scenarios: [",
    ...scenariosOf(contract, operation).map(({ name, status, when }) => {
      checkCondition(contract, operation, name, when);
      const repeats = repeatedFields(contract, operation, name, status);
      return `  { name: ${source(name)}, ...examples.${operationId}[${source(name)}], when: ${line(when)}, repeats: ${line(repeats)}, unique: ${line(uniqueFields(contract, operation, status))} },`;
    }),
    "],",
  ];
  return `  {\n${lines.map((text) => `    ${text.replaceAll("\n", "\n    ")}\n`).join("")}  },\n`;
}

function responsesSource(contract: Contract, { operationId, responses }: Operation): string {
  const lines = Object.entries(responses).map(([status, response]) => {
    const body = contract.body(response);
    return `    "${status}": { ${body ? `validator: ${validatorOf(body.schema)}` : ""} },\n`;
  });
  return `  ${operationId}: {\n${lines.join("")}  },\n`;
}

const line = (value: unknown) => JSON.stringify(value);

function securityHeaders(contract: Contract, { security }: Operation): string[] {
  const schemes = security.map((name) => contract.document.components.securitySchemes[name]);
  return schemes.filter((scheme) => scheme.in === "header").map((scheme) => scheme.name.toLowerCase());
}

function parameterSource(contract: Contract, operation: Operation, parameter: Operation["parameters"][number]): string {
  const { name, in: place, required = false } = parameter;
  const compiled = parameterFunction(operation, parameter);
  const type = [contract.resolve(parameter.schema).type].flat()[0] ?? "string";
  return `{ in: "${place}", name: "${name}", required: ${required}, type: "${type}", validator: /* @__PURE__ */ validator(${compiled}) }`;
}

function validatorOf(schema: Schema): string {
  const name = nameOf(schema);
  if (!name) throw new Error("The schema of every body must be a component, so that it has a name and a validator.");
  return `is${name}`;
}

/** What `x-mock-when` may say. Each is described by `ScenarioCondition`. */
const conditions = ["same", "missing", "invalid", "token", "taken", "otherwise"];

/** A condition that can never hold would be a mistake that nobody sees. */
function checkCondition(contract: Contract, operation: Operation, name: string, when: Node) {
  const fail = (problem: string) => {
    throw new Error(`x-mock-when of the scenario ${name}: ${problem}`);
  };
  for (const key of Object.keys(when))
    if (!conditions.includes(key)) fail(`there is no condition ${key}, but ${conditions.join(", ")}`);
  if (when.taken && !["user", "client"].includes(when.taken.within)) fail("taken needs `within: user` or `within: client`");
  const fields = fieldsOf(contract, contract.body(operation.requestBody)?.schema);
  for (const pointer of [when.same, when.missing, when.taken?.fields].flat()) {
    if (pointer !== undefined && !fields.has(pointer.replaceAll(/\/\d+/g, "/0"))) fail(`the request has no field ${pointer}`);
  }
}

/** The field of a success that is marked with `x-mock-created`: what a stateful mock remembers. */
function createdField(contract: Contract, { responses }: Operation): { at: string; type: string } | undefined {
  for (const [status, response] of Object.entries(responses)) {
    if (Number(status) >= 400) continue;
    for (const [at, { schema, type }] of fieldsOf(contract, contract.body(response)?.schema)) {
      if (!schema["x-mock-created"]) continue;
      if (!type)
        throw new Error(`The schema of ${at}, which has x-mock-created: true, must be a component, so that it has a type.`);
      return { at, type };
    }
  }
  return undefined;
}

/** The fields of a body that are no secret, by JSON pointer; the index 0 stands for every item of a list. */
function publicFields(contract: Contract, schema: Schema): string[] {
  const fields = [...fieldsOf(contract, schema)];
  return fields.filter(([, field]) => field.schema.format !== "password" && !field.schema.writeOnly).map(([at]) => at);
}

/**
 * The fields of a response that repeat what the request said: those of the same place and name. `otherwise` is what they are when the
 * request is silent: the default of the request, or null where the response allows it, or absent where it does not require them.
 */
function repeatedFields(contract: Contract, operation: Operation, name: string, status: number) {
  const request = contract.body(operation.requestBody);
  const response = contract.body(operation.responses[status]);
  if (!request?.examples[name] || !response || status >= 400) return [];
  const asked = fieldsOf(contract, request.schema, request.examples[name].value);
  const given = fieldsOf(contract, response.schema, response.examples[name]?.value);
  return [...asked].flatMap(([at, { schema }]): RepeatedField[] => {
    const field = given.get(at);
    if (!field || field.isItem || schema.properties || schema.oneOf) return [];
    const isShown = field.value !== undefined;
    const fallback = schema.default ?? (isShown && allowsNull(contract, field.schema) ? null : undefined);
    if (fallback !== undefined) return [{ at, otherwise: fallback }];
    return [field.required ? { at } : { at, absent: true }];
  });
}

/** The fields that differ for every request, or for every user. */
function uniqueFields(contract: Contract, operation: Operation, status: number): Record<string, string> {
  const response = contract.body(operation.responses[status]);
  if (!response || status >= 400) return {};
  const fields = fieldsOf(contract, response.schema);
  const unique = [...fields].filter(([, { schema }]) => schema["x-mock-unique"]);
  return Object.fromEntries(unique.map(([at, { schema }]) => [at, schema["x-mock-unique"]]));
}

function allowsNull(contract: Contract, schema: Schema): boolean {
  const { type, anyOf = [], oneOf = [] } = contract.resolve(schema);
  return [type].flat().includes("null") || [...anyOf, ...oneOf].some((one: Schema) => allowsNull(contract, one));
}
