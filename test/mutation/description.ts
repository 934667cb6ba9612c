import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Node, OpenApiDocument, type Schema } from "../../src/contract/document.js";

export interface Call {
  server: string;
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

export interface Reply {
  status: string;
  mediaType: string;
  body: unknown;
}

/** What a description, which may be a mutant, says about requests and responses. */
export class Description {
  readonly contract: OpenApiDocument;
  readonly #ajv = new Ajv2020({ strict: false, validateSchema: false, code: { optimize: false } });
  readonly #compiled = new Map<Schema, ValidateFunction>();

  constructor(document: Node) {
    this.contract = new OpenApiDocument(document);
    addFormats.default(this.#ajv);
    this.#ajv.addFormat("password", true);
    this.#ajv.addSchema({ $id: "contract", components: document.components });
  }

  isMember(body: unknown): boolean {
    return this.#matches(this.contract.schemas.Member, body);
  }

  accepts({ server, method, path, headers, body }: Call): boolean {
    const { root, operations } = this.contract;
    const operation = operations.find((one) => one.method === method && one.path === path);
    if (!operation || !root.servers.some(({ url }: Node) => url === server)) return false;
    const requirements: object[] = operation.node.security ?? root.security ?? [{}];
    if (requirements.length > 0 && !requirements.some((one) => this.#isMet(one, headers))) return false;
    for (const { in: place, name, required, schema } of operation.parameters) {
      const value = place === "header" ? headers.get(name) : null;
      if (value === null ? required : !this.#matches(schema, parsed(value))) return false;
    }
    if (body === undefined) return !operation.requestBody.required;
    const content = operation.requestBody.content[headers.get("Content-Type") ?? ""];
    return content !== undefined && this.#matches(content.schema, body);
  }

  /** The response that describes a reply: its status, its range such as `4XX`, or `default`. Undefined if none does. */
  responseFor({ status, mediaType, body }: Reply): string | undefined {
    const responses = this.contract.operations[0]?.responses ?? {};
    const name = [status, `${status[0]}XX`].find((key) => key in responses) ?? "default";
    const content = responses[name]?.content[mediaType];
    return content && this.#matches(content.schema, body) ? name : undefined;
  }

  #isMet(requirement: object, headers: Headers): boolean {
    return Object.keys(requirement).every((scheme) => {
      const { type, in: place, name } = this.contract.root.components.securitySchemes[scheme];
      return type === "apiKey" && place === "header" && headers.has(name);
    });
  }

  #matches(schema: Schema = {}, value: unknown): boolean {
    const validate = this.#compiled.get(schema) ?? this.#ajv.compile(withReferences(schema));
    this.#compiled.set(schema, validate);
    return validate(value);
  }
}

/** A schema whose references lead to the description that it stands in. */
function withReferences(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/'));
}

/** The value of a header as JSON, if it is that. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
