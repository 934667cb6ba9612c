import type { Operation } from "../contract/contract.js";
import { type Node, type Schema, valuesOf } from "../contract/document.js";
import { escapeKey, valuesAt } from "../contract/json.js";
import type { VerifiedContract } from "./contract.js";
import { type CheckedExchange, isSuccess, responseKeyOf } from "./exchange.js";

/** What of the contract was exercised. */
export interface Coverage {
  /** How many of 100 possible observations were made: an item is one, or two if it can also be rejected. */
  readonly percent: number;
  readonly items: readonly CoverageItem[];
}

export type CoverageKind = "operation" | "status" | "media type" | "parameter" | "field" | "enum value";

/** One thing that the contract says. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  readonly name: string;
  /** Whether it was in a request that conforms and that the server accepted, or in a response that conforms. */
  readonly accepted: boolean;
  /** Whether the server rejected a request that is wrong there. Absent if it cannot be wrong: it is part of a response, or a value. */
  readonly rejected?: boolean;
}

/** A part of a body, wherever it is: the index 0 stands for every item of a list. */
interface Part {
  readonly kind: "field" | "enum value";
  readonly pointer: string;
  /** Of an enum. */
  readonly value?: unknown;
}

/** Counts what of a contract exchanges exercise. */
export class CoverageCount {
  readonly #contract: VerifiedContract;
  readonly #items = new Map<string, { -readonly [Key in keyof CoverageItem]: CoverageItem[Key] }>();
  readonly #parts = new Map<string, readonly Part[]>();

  constructor(contract: VerifiedContract) {
    this.#contract = contract;
    for (const operation of contract.operations) {
      const { operationId: id } = operation;
      this.#list("operation", id, true);
      for (const header of tokenHeadersOf(operation)) this.#list("parameter", `${id} header ${header}`, true);
      for (const { in: place, name } of operation.parameters)
        this.#list("parameter", `${id} ${place} ${name}`, place !== "path");
      const { requestBody, responses = {} } = contract.document.operations.find((one) => one.operationId === id) ?? {};
      this.#listBody(`${id} request`, requestBody, true);
      for (const status of Object.keys(operation.responses)) {
        this.#list("status", `${id} ${status}`, false);
        this.#listBody(`${id} ${status}`, responses[status], false);
      }
    }
  }

  #list(kind: CoverageKind, name: string, canBeRejected: boolean) {
    this.#items.set(name, { kind, name, accepted: false, ...(canBeRejected && { rejected: false }) });
  }

  #listBody(at: string, node: Node, isRequest: boolean) {
    const { document } = this.#contract;
    const body = document.bodyOf(node);
    if (!body) return;
    this.#list("media type", `${at} ${body.mediaType}`, false);
    const parts = partsOf(this.#contract, body.schema);
    this.#parts.set(at, parts);
    for (const part of parts) this.#list(part.kind, nameOf(at, part), isRequest && part.kind === "field");
  }

  /** Counts an exchange. */
  add({ operation, status, hasToken, params, requestBody, responseBody, requestIssues, responseIssues }: CheckedExchange) {
    const { operationId: id } = operation;
    const isAccepted = requestIssues.length === 0 && isSuccess(status) && responseIssues.length === 0;
    const isRejected = requestIssues.length > 0 && status >= 400 && status < 500 && responseIssues.length === 0;
    if (isAccepted) {
      this.#accept(id);
      if (hasToken) for (const header of tokenHeadersOf(operation)) this.#accept(`${id} header ${header}`);
      for (const { in: place, name } of operation.parameters)
        if (params[place]?.[name.toLowerCase()] !== undefined) this.#accept(`${id} ${place} ${name}`);
      this.#acceptBody(`${id} request`, requestBody);
    }
    if (isRejected) {
      const names = requestIssues.map(({ part, pointer }) =>
        part === "body" ? `${id} request ${pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0")}` : `${id} ${part}`,
      );
      for (const name of [id, ...names]) this.#reject(name);
    }
    const key = responseKeyOf(operation, status);
    if (key === undefined || responseIssues.length > 0) return;
    this.#accept(`${id} ${key}`);
    this.#acceptBody(`${id} ${key}`, responseBody);
  }

  #acceptBody(at: string, body: unknown) {
    if (body === undefined) return;
    this.#accept(`${at} ${this.#contract.api.mediaType}`);
    for (const part of this.#parts.get(at) ?? []) {
      const values = valuesAt(body, part.pointer);
      if (part.kind === "field" ? values.some((one) => one !== undefined) : values.includes(part.value))
        this.#accept(nameOf(at, part));
    }
  }

  #accept(name: string) {
    const item = this.#items.get(name);
    if (item) item.accepted = true;
  }

  #reject(name: string) {
    const item = this.#items.get(name);
    if (item?.rejected !== undefined) item.rejected = true;
  }

  result(): Coverage {
    const items = [...this.#items.values()];
    const possible = items.flatMap(observationsOf);
    return { percent: Math.floor((1000 * possible.filter(Boolean).length) / possible.length) / 10, items };
  }
}

/** Whether each thing that can be observed of an item was. */
export const observationsOf = ({ accepted, rejected }: CoverageItem) =>
  rejected === undefined ? [accepted] : [accepted, rejected];

const nameOf = (at: string, { pointer, value }: Part) =>
  `${at} ${pointer}${value === undefined ? "" : ` ${JSON.stringify(value)}`}`;

const tokenHeadersOf = ({ security }: Operation) => security.flatMap((one) => one?.header ?? []);

/** The fields and the enum values of a body, those of every variant. A schema that contains itself is not followed a second time. */
function partsOf({ document }: VerifiedContract, start: Schema): Part[] {
  const parts = new Map<string, Part>();
  const collect = (schema: Schema, pointer: string, outer: readonly Schema[]) => {
    const resolved = document.resolve(schema) ?? {};
    if (outer.includes(resolved)) return;
    const within = [...outer, resolved];
    const { properties = {}, items, allOf = [], oneOf = [], anyOf = [] } = resolved;
    for (const value of valuesOf(resolved) ?? [])
      parts.set(`${pointer} ${JSON.stringify(value)}`, { kind: "enum value", pointer, value });
    for (const [name, field] of Object.entries<Schema>(properties)) {
      const at = `${pointer}/${escapeKey(name)}`;
      parts.set(at, { kind: "field", pointer: at });
      collect(field, at, within);
    }
    if (items) collect(items, `${pointer}/0`, within);
    for (const part of [allOf, oneOf, anyOf].flat()) collect(part, pointer, within);
  };
  collect(start, "", []);
  return [...parts.values()];
}
