/** The bundled contract as the generator reads it: every reference resolved on demand, nothing known by name. */

import { keysOf } from "../../src/contract/json.js";

// biome-ignore lint/suspicious/noExplicitAny: OpenAPI documents are walked by keys
export type Node = any;

export type Schema = Node;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
  example?: unknown;
  examples?: Record<string, Node>;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody: Node | undefined;
  /** By status, or `default`. */
  responses: Record<string, Node>;
  /** The security schemes that it accepts, by name. */
  security: string[];
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export class Contract {
  constructor(readonly document: Node) {}

  /** The node itself, or what its `$ref` points to. */
  resolve(node: Node): Node {
    if (!node?.$ref) return node;
    const keys = keysOf(decodeURIComponent(node.$ref));
    return this.resolve(keys.reduce((at: Node, key) => at[key], this.document));
  }

  get schemas(): Record<string, Schema> {
    return this.document.components.schemas;
  }

  get operations(): Operation[] {
    return Object.entries<Node>(this.document.paths).flatMap(([path, item]) =>
      methods
        .filter((method) => item[method])
        .map((method) => {
          const operation = item[method];
          const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
          const responses = Object.entries(operation.responses).map(([status, response]) => [status, this.resolve(response)]);
          const security = operation.security ?? this.document.security ?? [];
          return {
            operationId: operation.operationId,
            method: method.toUpperCase(),
            path,
            parameters: parameters.map((parameter) => this.resolve(parameter)),
            requestBody: operation.requestBody && this.resolve(operation.requestBody),
            responses: Object.fromEntries(responses),
            security: security.flatMap((requirement: object) => Object.keys(requirement)),
          };
        }),
    );
  }

  /** The media type of every request and response. */
  get mediaType(): string {
    const bodies = this.operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]);
    const found = [...new Set(bodies.flatMap((body) => Object.keys(body?.content ?? {})))];
    if (found.length === 1) return found[0] as string;
    throw new Error(`The contract must have one media type for all bodies, but has ${found.join(", ") || "none"}.`);
  }

  /** The body of a request or a response, or undefined if it has none. */
  body(node: Node | undefined): { schema: Schema; examples: Record<string, Node> } | undefined {
    const content = node?.content?.[this.mediaType];
    if (!content) return undefined;
    const examples = Object.entries(content.examples ?? {}).map(([name, example]) => [name, this.resolve(example)]);
    return { schema: content.schema, examples: Object.fromEntries(examples) };
  }
}

/** The name of the component that a `$ref` points to. */
export function nameOf(schema: Schema): string | undefined {
  return schema?.$ref?.split("/").pop();
}

/** A request example, the response example of the same name, and the status between them. */
export interface Scenario {
  name: string;
  summary: string;
  status: number;
  /** By place (`path`, `query`, `header`) and name. */
  params: Record<string, Record<string, unknown>> | undefined;
  request: unknown;
  response: unknown;
  /** When the mock chooses it. */
  when: Record<string, unknown>;
}

/** Every scenario of an operation, in the order of the contract. */
export function scenariosOf(contract: Contract, operation: Operation): Scenario[] {
  const requests = contract.body(operation.requestBody)?.examples ?? {};
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    const responses = Object.entries<Node>(contract.body(response)?.examples ?? {});
    if (responses.length > 0 && !/^\d+$/.test(status))
      throw new Error(
        `The response "${status}" of ${operation.operationId} cannot have examples, since a scenario has one status. ` +
          "Add a response for that status, and put them there.",
      );
    return responses.map(([name, example]) => ({
      name,
      summary: example.summary,
      status: Number(status),
      params: paramsOf(contract, operation, name),
      request: requests[name]?.value,
      response: example.value,
      when: { ...example["x-mock-when"], ...requests[name]?.["x-mock-when"] },
    }));
  });
}

/** The parameters' examples of this name. A parameter without examples of scenarios is left out, unless it is required. */
function paramsOf(contract: Contract, { parameters }: Operation, scenario: string): Scenario["params"] {
  const params: Scenario["params"] = {};
  for (const { in: place, name, required, example, examples } of parameters) {
    const value = contract.resolve(examples?.[scenario])?.value ?? (required ? example : undefined);
    if (value === undefined) continue;
    params[place] ??= {};
    params[place][name] = value;
  }
  return Object.keys(params).length ? params : undefined;
}
