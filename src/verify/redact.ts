/** Copies of recordings of which only the shape is left: what is where, of which type and form. */
import type { Schema } from "../contract/document.js";
import { ownFormats } from "../contract/formats.js";
import { parseJson } from "../contract/json.js";
import { schemasByField, type VerifiedContract } from "./contract.js";
import { bodyText, type HttpMessage, headerOf, shownMediaType } from "./exchange.js";
import type { Recorded } from "./recording.js";

type Side = "request" | "response";

/** Field names of error bodies in common use. They stay, because the error body of the API is not documented. */
const errorFields = [
  ...["errors", "status", "type", "title", "detail", "details", "description"],
  ...["field", "fields", "error_code", "request_id"],
];

const maxDepth = 20;

/** A HAR of calls. Nothing of them stays but what is allowed here, so a secret in an unexpected place goes too. */
export function redact(contract: VerifiedContract, calls: readonly Recorded[]): string {
  const redaction = new Redaction(contract);
  const log = {
    version: "1.2",
    creator: { name: "nexus-members-contract", version: "" },
    entries: calls.map((call) => redaction.entryOf(call)),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

class Redaction {
  readonly #fields: ReadonlyMap<string, readonly Schema[]>;
  /** What GUIDs of the contract begin with. */
  readonly #prefixes: readonly string[];

  constructor(readonly contract: VerifiedContract) {
    this.#fields = schemasByField(contract.document);
    const schemas = [...this.#fields.values()].flat();
    this.#prefixes = schemas.flatMap(({ pattern = "" }) => /^\^([A-Za-z]+-)/.exec(pattern)?.[1] ?? []);
  }

  /** An entry with all that HAR 1.2 requires. Of parameters and the token, it keeps which there were. */
  entryOf({ operation, request, response }: Recorded) {
    const { method, path, security, parameters } = operation;
    const { href, searchParams } = new URL(request.url);
    const server = Object.values(this.contract.api.servers).find((known) => href.startsWith(`${known}/`));
    const url = new URL((server ?? "https://server.example") + path.replaceAll(/\{[^}]+\}/g, "redacted"));
    for (const { in: place, name } of parameters)
      if (place === "query" && searchParams.has(name)) url.searchParams.set(name, "redacted");
    const ofParameters = parameters.filter((one) => one.in === "header").map(({ name }) => name.toLowerCase());
    const named = [...security.flatMap((one) => one?.header ?? []), ...ofParameters];
    const sent = this.#message(request, "request");
    const headers = named.filter((name) => headerOf(request, name)).map((name) => ({ name, value: "redacted" }));
    const received = this.#message(response, "response");
    const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1 };
    const postData = sent.text && { postData: { mimeType: sent.mimeType, text: sent.text } };
    return {
      startedDateTime: "2000-01-01T00:00:00Z",
      time: 0,
      request: {
        ...{ ...common, method, url: url.href, headers: [...sent.headers, ...headers], queryString: [] },
        bodySize: sent.text.length,
        ...postData,
      },
      response: {
        ...{ ...common, status: response.status, statusText: "", headers: received.headers, redirectURL: "" },
        bodySize: received.text.length,
        content: { size: received.text.length, mimeType: received.mimeType, text: received.text },
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
  }

  #message(message: HttpMessage, side: Side) {
    const mimeType = shownMediaType(this.contract.api.mediaType, headerOf(message, "Content-Type"));
    const headers = mimeType ? [{ name: "content-type", value: mimeType }] : [];
    return { headers, mimeType, text: this.#body(bodyText(message), side) };
  }

  #body(text: string, side: Side): string {
    if (!text) return "";
    const value = parseJson(text);
    return value === undefined ? "redacted" : JSON.stringify(this.#value(value, "", side, 0));
  }

  /** @param name Of the field that has the value; of the list, for its items. */
  #value(value: unknown, name: string, side: Side, depth: number): unknown {
    if (depth > maxDepth) return "redacted";
    if (typeof value === "string") return value && this.#string(value, name, side);
    if (typeof value === "number") return this.#number(value, name, side);
    if (Array.isArray(value)) return value.map((item) => this.#value(item, name, side, depth + 1));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child], index) => {
        const shown = this.#fields.has(key) || errorFields.includes(key) ? key : `unknown_${index}`;
        return [shown, this.#value(child, shown, side, depth + 1)];
      }),
    );
  }

  /** What an end user typed in may be in any field of a request, but not in the numbers that the contract knows of a response. */
  #number(value: number, name: string, side: Side): number {
    const isKnown = side === "response" && this.#isOfType(name, "integer");
    if (isKnown && Number.isInteger(value) && Math.abs(value) < 10_000) return value;
    return Number.isInteger(value) ? 0 : 0.5;
  }

  /** A string of the same form, where the contract gives the field a form. */
  #string(value: string, name: string, side: Side): string {
    const schemas = this.#fields.get(name) ?? [];
    if (schemas.some((schema) => schema.enum?.includes(value))) return value;
    const isCode = side === "response" && this.#isOfType(name, "integer") && this.#isOfType(name, "string");
    if (isCode && /^\d{1,4}$/.test(value)) return value;
    const withPattern = schemas.find((schema) => schema.pattern);
    if (withPattern) return this.#redactGuid(value, withPattern);
    const hasFormat = (format: string) => schemas.some((schema) => schema.format === format);
    if (hasFormat("date-time")) return redactTime(value);
    if (hasFormat("uri") && ownFormats.uri.test(value)) return "https://redacted.example/";
    return "redacted";
  }

  #isOfType(name: string, type: string): boolean {
    return (this.#fields.get(name) ?? []).some((schema) => [schema.type].flat().includes(type));
  }

  /** The prefix, and what kind of character is where. A value that matches its pattern still does, and no other. */
  #redactGuid(value: string, { pattern, examples = [] }: Schema): string {
    const prefix = this.#prefixes.find((known) => value.startsWith(known)) ?? "";
    const rest = value.slice(prefix.length);
    const shape = prefix + rest.replaceAll(/[0-9A-Fa-f]/g, "0").replaceAll(/[^0-]/g, "z");
    const expected = new RegExp(pattern, "u");
    if (expected.test(value) === expected.test(shape)) return shape;
    return (expected.test(value) ? examples[0] : undefined) ?? "redacted";
  }
}

function redactTime(value: string): string {
  if (ownFormats["date-time"].test(value)) return `2000-01-01${value.slice("2000-01-01".length).replaceAll(/\d/g, "0")}`;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? "2000-01-01" : "redacted";
}
