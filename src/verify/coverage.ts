import type { Operation } from "../contract/contract.js";
import { type Node, type OpenApiDocument, valuesOf } from "../contract/document.js";
import { fieldsOf } from "../contract/fields.js";
import { toEveryItem, valuesAt } from "../contract/json.js";
import { responseKeyOf } from "../contract/responses.js";
import type { VerifiedContract } from "./contract.js";
import { type CheckedExchange, headerOf, isSuccess } from "./exchange.js";
import type { Coverage, CoverageItem } from "./report.js";

/** Where an item is in a body, and for an enum which value. */
interface BodyPlace {
  readonly body: string;
  readonly pointer: string;
  readonly value?: unknown;
}

/** Counts what of a contract exchanges exercise. */
export class CoverageCount {
  readonly #items = new Map<string, { -readonly [Key in keyof CoverageItem]: CoverageItem[Key] }>();
  readonly #places = new Map<string, BodyPlace>();

  constructor({ operations, document }: VerifiedContract) {
    for (const operation of operations) {
      const { operationId: id, parameters, responses } = operation;
      const described = document.operations.find(({ operationId }) => operationId === id);
      this.#list("operation", id, true);
      for (const name of tokenHeadersOf(operation)) this.#list("parameter", `${id} ${name}`, true);
      for (const { in: place, name } of parameters) this.#list("parameter", `${id} ${place} ${name}`, place !== "path");
      this.#listBody(document, `${id} request`, described?.requestBody, true);
      for (const [status, { headers = [] }] of Object.entries(responses)) {
        this.#list("status", `${id} ${status}`, false);
        for (const { name } of headers) this.#list("parameter", `${id} ${status} header ${name}`, false);
        this.#listBody(document, `${id} ${status}`, described?.responses[status], false);
      }
    }
  }

  #list(kind: CoverageItem["kind"], name: string, canBeRejected: boolean, place?: BodyPlace) {
    this.#items.set(name, { kind, name, accepted: false, ...(canBeRejected && { rejected: false }) });
    if (place) this.#places.set(name, place);
  }

  #listBody(document: OpenApiDocument, body: string, node: Node, isRequest: boolean) {
    const { mediaType, schema: whole } = document.bodyOf(node) ?? {};
    if (mediaType === undefined) return;
    this.#list("media type", `${body} ${mediaType}`, false, { body, pointer: "" });
    for (const [pointer, { schemas }] of fieldsOf(document, whole)) {
      const name = `${body} ${pointer}`;
      if (!pointer.endsWith("/0")) this.#list("field", name, isRequest, { body, pointer });
      for (const value of schemas.flatMap((schema) => valuesOf(schema) ?? []))
        this.#list("enum value", `${name} ${JSON.stringify(value)}`, false, { body, pointer, value });
    }
  }

  /** Counts an exchange: its request if server and contract agree on it, and its response if it conforms. */
  add({ exchange, operation, status, token, params, requestIssues, responseIssues, ...bodies }: CheckedExchange) {
    const { operationId: id, parameters, responses } = operation;
    const key = responseKeyOf(operation, status);
    if (responseIssues.length > 0 || key === undefined) return;
    const returned = (responses[key]?.headers ?? []).filter(({ name }) => headerOf(exchange.response, name) !== undefined);
    const headers = returned.map(({ name }) => `${id} ${key} header ${name}`);
    this.#mark("accepted", [`${id} ${key}`, ...headers, ...this.#namesIn(`${id} ${key}`, bodies.responseBody)]);
    if (requestIssues.length === 0 && isSuccess(status)) {
      const sent = parameters.filter(({ in: place, name }) => params[place]?.[name.toLowerCase()] !== undefined);
      const names = [...sent.map(({ in: place, name }) => `${place} ${name}`), ...(token ? tokenHeadersOf(operation) : [])];
      this.#mark("accepted", [id, ...names.map((name) => `${id} ${name}`)]);
      this.#mark("accepted", this.#namesIn(`${id} request`, bodies.requestBody));
    }
    if (requestIssues.length === 0 || status < 400 || status > 499) return;
    const wrong = requestIssues.map(({ part, pointer }) => (part === "body" ? `request ${toEveryItem(pointer)}` : part));
    this.#mark("rejected", [id, ...wrong.map((name) => `${id} ${name}`)]);
  }

  #mark(as: "accepted" | "rejected", names: readonly string[]) {
    for (const name of names) {
      const item = this.#items.get(name);
      if (item?.[as] !== undefined) item[as] = true;
    }
  }

  /** The items that a body has. */
  #namesIn(body: string, content: unknown): string[] {
    const has = ({ pointer, value }: BodyPlace) =>
      valuesAt(content, pointer).some((one) => (value === undefined ? one !== undefined : one === value));
    return [...this.#places].filter(([, place]) => place.body === body && has(place)).map(([name]) => name);
  }

  result(): Coverage {
    const items = [...this.#items.values()];
    const observations = items.flatMap(observationsOf);
    return { percent: Math.floor((1000 * observations.filter(Boolean).length) / observations.length) / 10, items };
  }
}

/** Whether each thing that can be observed of an item was. */
export const observationsOf = ({ accepted, rejected }: CoverageItem) =>
  rejected === undefined ? [accepted] : [accepted, rejected];

const tokenHeadersOf = ({ security }: Operation) => security.flatMap((one) => (one ? `header ${one.header}` : []));
