import type { Operation } from "../contract/contract.js";
import { type Node, type OpenApiDocument, type Schema, valuesOf } from "../contract/document.js";
import { escapeKey, valuesAt } from "../contract/json.js";
import { responseKeyOf } from "../contract/responses.js";
import type { VerifiedContract } from "./contract.js";
import { type CheckedExchange, isSuccess } from "./exchange.js";

/** What of the contract was exercised. */
export interface Coverage {
  /** How many of 100 possible observations were made: an item is one, or two if it can also be rejected. */
  readonly percent: number;
  readonly items: readonly CoverageItem[];
}

/** One thing that the contract says. */
export interface CoverageItem {
  readonly kind: "operation" | "status" | "media type" | "parameter" | "field" | "enum value";
  readonly name: string;
  /** Whether it was in a request that conforms and that the server accepted, or in a response that conforms. */
  readonly accepted: boolean;
  /** Whether the server rejected a request that is wrong there. Absent if it cannot be wrong: it is part of a response, or a value. */
  readonly rejected?: boolean;
}

/** Counts what of a contract exchanges exercise. */
export class CoverageCount {
  readonly #items = new Map<string, { -readonly [Key in keyof CoverageItem]: CoverageItem[Key] }>();
  /** What is in a body: where, and for an enum which value. */
  readonly #parts = new Map<string, { readonly name: string; readonly pointer: string; readonly value?: unknown }[]>();

  constructor({ operations, document }: VerifiedContract) {
    for (const operation of operations) {
      const { operationId: id, parameters, responses } = operation;
      const described = document.operations.find(({ operationId }) => operationId === id);
      this.#list("operation", id, true);
      for (const header of tokenHeadersOf(operation)) this.#list("parameter", `${id} header ${header}`, true);
      for (const { in: place, name } of parameters) this.#list("parameter", `${id} ${place} ${name}`, place !== "path");
      this.#listBody(document, `${id} request`, described?.requestBody, true);
      for (const status of Object.keys(responses)) {
        this.#list("status", `${id} ${status}`, false);
        for (const { name } of responses[status]?.headers ?? [])
          this.#list("parameter", `${id} ${status} header ${name}`, false);
        this.#listBody(document, `${id} ${status}`, described?.responses[status], false);
      }
    }
  }

  #list(kind: CoverageItem["kind"], name: string, canBeRejected: boolean) {
    this.#items.set(name, { kind, name, accepted: false, ...(canBeRejected && { rejected: false }) });
  }

  /** The fields and the enum values of every variant. A schema that contains itself is not followed a second time. */
  #listBody(document: OpenApiDocument, at: string, node: Node, isRequest: boolean) {
    const body = document.bodyOf(node);
    if (!body) return;
    const mediaType = `${at} ${body.mediaType}`;
    this.#list("media type", mediaType, false);
    const parts = [{ name: mediaType, pointer: "" }];
    const add = (kind: "field" | "enum value", name: string, pointer: string, value?: unknown) => {
      parts.push({ name, pointer, ...(value !== undefined && { value }) });
      this.#list(kind, name, isRequest && kind === "field");
    };
    const list = (schema: Schema, pointer: string, outer: readonly Schema[]) => {
      const resolved = document.resolve(schema) ?? {};
      if (outer.includes(resolved)) return;
      const { properties = {}, items, allOf = [], oneOf = [], anyOf = [] } = resolved;
      const within = [...outer, resolved];
      for (const value of valuesOf(resolved) ?? [])
        add("enum value", `${at} ${pointer} ${JSON.stringify(value)}`, pointer, value);
      for (const [name, field] of Object.entries<Schema>(properties)) {
        const inner = `${pointer}/${escapeKey(name)}`;
        add("field", `${at} ${inner}`, inner);
        list(field, inner, within);
      }
      if (items) list(items, `${pointer}/0`, within);
      for (const part of [allOf, oneOf, anyOf].flat()) list(part, pointer, within);
    };
    list(body.schema, "", []);
    this.#parts.set(at, parts);
  }

  /** Counts an exchange: its request if server and contract agree on it, and its response if it conforms. */
  add({ operation, status, hasToken, params, requestIssues, responseIssues, ...bodies }: CheckedExchange) {
    const { operationId: id, parameters } = operation;
    const key = responseKeyOf(operation, status);
    if (responseIssues.length > 0 || key === undefined) return;
    this.#accept(`${id} ${key}`);
    for (const { name } of operation.responses[key]?.headers ?? [])
      if (bodies.responseHeaders.includes(name.toLowerCase())) this.#accept(`${id} ${key} header ${name}`);
    this.#acceptBody(`${id} ${key}`, bodies.responseBody);
    if (requestIssues.length === 0 && isSuccess(status)) {
      this.#accept(id);
      if (hasToken) for (const header of tokenHeadersOf(operation)) this.#accept(`${id} header ${header}`);
      for (const { in: place, name } of parameters)
        if (params[place]?.[name.toLowerCase()] !== undefined) this.#accept(`${id} ${place} ${name}`);
      this.#acceptBody(`${id} request`, bodies.requestBody);
    }
    if (requestIssues.length === 0 || status < 400 || status > 499) return;
    const places = requestIssues.map(({ part, pointer }) =>
      part === "body" ? `request ${pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0")}` : part,
    );
    for (const name of [id, ...places.map((place) => `${id} ${place}`)]) {
      const item = this.#items.get(name);
      if (item?.rejected !== undefined) item.rejected = true;
    }
  }

  #accept(name: string) {
    const item = this.#items.get(name);
    if (item) item.accepted = true;
  }

  #acceptBody(at: string, body: unknown) {
    for (const { name, pointer, value } of body === undefined ? [] : (this.#parts.get(at) ?? [])) {
      const found = valuesAt(body, pointer);
      if (value === undefined ? found.some((one) => one !== undefined) : found.includes(value)) this.#accept(name);
    }
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

const tokenHeadersOf = ({ security }: Operation) => security.flatMap((one) => one?.header ?? []);
