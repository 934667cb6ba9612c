/** An OpenAPI 3.1 document as it is read here: every reference resolved on demand, nothing known by name. */
import { keysOf, valueAt } from "./json.js";

// biome-ignore lint/suspicious/noExplicitAny: OpenAPI documents are walked by keys
export type Node = any;

export type Schema = Node;

/** An operation with its references resolved. */
export interface DescribedOperation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** As the document has it, with what only people read. */
  readonly node: Node;
  readonly parameters: readonly Node[];
  readonly requestBody: Node | undefined;
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, Node>>;
  /** The security requirements: alternatives, each with its schemes by name. */
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

/** The body of a request or a response. */
export interface DescribedBody {
  readonly mediaType: string;
  readonly schema: Schema;
  readonly examples: Readonly<Record<string, Node>>;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export class OpenApiDocument {
  readonly operations: readonly DescribedOperation[];

  constructor(readonly root: Node) {
    this.operations = Object.entries<Node>(root.paths ?? {}).flatMap(([path, item]) =>
      this.#operationsOf(path, this.resolve(item)),
    );
  }

  /** The node itself, or what its `$ref` points to. */
  resolve(node: Node): Node {
    if (typeof node?.$ref !== "string") return node;
    return this.resolve(targetOf(this.root, node.$ref));
  }

  /** The component schemas, by name. */
  get schemas(): Readonly<Record<string, Schema>> {
    return this.root.components?.schemas ?? {};
  }

  /** The base URLs of the servers by their `x-name`, without a slash at the end. */
  get servers(): Readonly<Record<string, string>> {
    const servers: Node[] = this.root.servers ?? [];
    return Object.fromEntries(servers.map((server) => [server["x-name"], server.url.replace(/\/$/, "")]));
  }

  /** The media type of every request and response. @throws {Error} if there is none, or more than one. */
  get mediaType(): string {
    const bodies = this.operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]);
    const [mediaType, ...more] = new Set(bodies.flatMap((body) => Object.keys(body?.content ?? {})));
    if (mediaType !== undefined && more.length === 0) return mediaType;
    const found = [mediaType, ...more].join(", ") || "none";
    throw new Error(`The contract must have one media type for all bodies, but has ${found}.`);
  }

  /** The body of a resolved request or response; undefined if it has none. */
  bodyOf(node: Node | undefined): DescribedBody | undefined {
    const [entry] = Object.entries<Node>(node?.content ?? {});
    if (!entry) return undefined;
    const [mediaType, { schema, examples = {} }] = entry;
    const resolved = Object.entries(examples).map(([name, example]) => [name, this.resolve(example)]);
    return { mediaType, schema, examples: Object.fromEntries(resolved) };
  }

  #operationsOf(path: string, item: Node): DescribedOperation[] {
    return methods
      .filter((method) => item[method])
      .map((method) => {
        const { operationId, requestBody, responses = {}, security = this.root.security ?? [], parameters } = item[method];
        const resolved = Object.entries(responses).map(([status, response]) => [status, this.resolve(response)]);
        return {
          operationId,
          method: method.toUpperCase(),
          path,
          node: item[method],
          parameters: this.#parametersOf(item.parameters, parameters),
          requestBody: this.resolve(requestBody),
          responses: Object.fromEntries(resolved),
          security,
        };
      });
  }

  /** The parameters of an operation replace those of its path. */
  #parametersOf(ofPath: Node[] = [], ofOperation: Node[] = []): Node[] {
    const resolved = [...ofPath, ...ofOperation].map((parameter) => this.resolve(parameter));
    const byPlace = new Map(resolved.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
    return [...byPlace.values()];
  }
}

/** What a reference within a document leads to; undefined if that is nothing, or elsewhere. */
export function targetOf(root: Node, reference: string): Node {
  return reference.startsWith("#") ? valueAt(root, decodeURIComponent(reference)) : undefined;
}

/** The values that a schema allows alone; undefined if it does not list them. */
export function valuesOf(schema: Schema): unknown[] | undefined {
  return "const" in schema ? [schema.const] : schema.enum;
}

/** The name of the component that a `$ref` points to; undefined if the node is no reference. */
export function nameOf(node: Node): string | undefined {
  return node?.$ref === undefined ? undefined : keysOf(decodeURIComponent(node.$ref)).at(-1);
}
