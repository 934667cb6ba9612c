import type { Schema } from "../contract/document.js";
import { ownFormats } from "../contract/formats.js";
import { parseJson } from "../contract/json.js";
import { schemasByField, type VerifiedContract } from "./contract.js";
import { bodyText, type Exchange, type HttpMessage, headerOf, shownMediaType } from "./exchange.js";
import type { Recorded } from "./recording.js";

type Fields = ReturnType<typeof schemasByField>;

/**
 * Copies of exchanges of which only the shape is left: what is where, of which type and form. Nothing stays but what is allowed here,
 * so a secret in an unexpected place goes too.
 */
export function redact(contract: VerifiedContract, recorded: readonly Recorded[]): Exchange[] {
  const fields = schemasByField(contract.document);
  return recorded.map((one) => redactExchange(contract, fields, one));
}

function redactExchange({ api }: VerifiedContract, fields: Fields, recorded: Recorded): Exchange {
  const { operation, server, request, response } = recorded;
  const { method, path, security, parameters } = operation;
  const shownServer = Object.values(api.servers).includes(server) ? server : "https://server.example";
  const url = new URL(`${shownServer}${path.replaceAll(/\{[^}]+\}/g, "redacted")}`);
  const { searchParams } = new URL(request.url);
  for (const { in: place, name } of parameters)
    if (place === "query" && searchParams.has(name)) url.searchParams.set(name, "redacted");
  const ofToken = security.flatMap((one) => one?.header ?? []);
  const ofParameters = parameters.filter((one) => one.in === "header").map(({ name }) => name.toLowerCase());
  const named = [...ofToken, ...ofParameters].filter((name) => headerOf(request, name));
  const headers = { ...shownHeaders(api.mediaType, request), ...Object.fromEntries(named.map((name) => [name, "redacted"])) };
  return {
    request: { method, url: url.href, headers, body: redactBody(fields, bodyText(request), "request") },
    response: {
      status: response.status,
      headers: shownHeaders(api.mediaType, response),
      body: redactBody(fields, bodyText(response), "response"),
    },
  };
}

function shownHeaders(mediaType: string, message: HttpMessage): Record<string, string> {
  const type = shownMediaType(mediaType, headerOf(message, "Content-Type"));
  return type ? { "content-type": type } : {};
}

type Side = "request" | "response";

/** Field names of error bodies in common use. They stay, because the error body of the API is not documented. */
const errorFields = [
  ...["errors", "status", "type", "title", "detail", "details", "description"],
  ...["field", "fields", "error_code", "request_id"],
];

const maxDepth = 20;

function redactBody(fields: Fields, body: string, side: Side): string {
  if (!body) return "";
  const value = parseJson(body);
  return value === undefined ? "redacted" : JSON.stringify(redactValue(fields, value, "", side, 0));
}

/** @param name Of the field that has the value; of the list, for its items. */
function redactValue(fields: Fields, value: unknown, name: string, side: Side, depth: number): unknown {
  if (depth > maxDepth) return "redacted";
  if (typeof value === "string") return value && redactString(fields, value, name, side);
  if (typeof value === "number") return redactNumber(fields, value, name, side);
  if (Array.isArray(value)) return value.map((item) => redactValue(fields, item, name, side, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child], index) => {
      const shown = fields.has(key) || errorFields.includes(key) ? key : `unknown_${index}`;
      return [shown, redactValue(fields, child, shown, side, depth + 1)];
    }),
  );
}

const isOfType = (fields: Fields, name: string, type: string) =>
  (fields.get(name) ?? []).some((schema) => [schema.type].flat().includes(type));

/** What an end user typed in may be in any field of a request, but not in the numbers that the contract knows of a response. */
function redactNumber(fields: Fields, value: number, name: string, side: Side): number {
  const isKnown = side === "response" && isOfType(fields, name, "integer");
  if (isKnown && Number.isInteger(value) && Math.abs(value) < 10_000) return value;
  return Number.isInteger(value) ? 0 : 0.5;
}

/** A string of the same form, where the contract gives the field a form. */
function redactString(fields: Fields, value: string, name: string, side: Side): string {
  const schemas = fields.get(name) ?? [];
  if (schemas.some((schema) => schema.enum?.includes(value))) return value;
  if (side === "response" && isOfType(fields, name, "integer") && isOfType(fields, name, "string") && /^\d{1,4}$/.test(value))
    return value;
  const withPattern = schemas.find((schema) => schema.pattern);
  if (withPattern) return redactGuid(fields, value, withPattern);
  const hasFormat = (format: string) => schemas.some((schema) => schema.format === format);
  if (hasFormat("date-time")) return redactTime(value);
  if (hasFormat("uri") && ownFormats.uri.test(value)) return "https://redacted.example/";
  return "redacted";
}

/** The prefix, and what kind of character is where. */
function redactGuid(fields: Fields, value: string, { pattern, examples = [] }: Schema): string {
  // What GUIDs of the contract begin with.
  const prefixes = [...fields.values()].flat().flatMap((schema) => /^\^([A-Za-z]+-)/.exec(schema.pattern ?? "")?.[1] ?? []);
  const prefix = prefixes.find((known) => value.startsWith(known)) ?? "";
  const rest = value
    .slice(prefix.length)
    .replaceAll(/[0-9A-Fa-f]/g, "0")
    .replaceAll(/[^0-]/g, "z");
  const expected = new RegExp(pattern, "u");
  if (expected.test(value) === expected.test(prefix + rest)) return prefix + rest;
  return (expected.test(value) ? examples[0] : undefined) ?? "redacted";
}

function redactTime(value: string): string {
  if (ownFormats["date-time"].test(value)) return `2000-01-01${value.slice("2000-01-01".length).replaceAll(/\d/g, "0")}`;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? "2000-01-01" : "redacted";
}
