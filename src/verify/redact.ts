import { createRequire } from "node:module";
import { connectionStatuses, servers } from "../../generated/contract.js";
import type { Exchange } from "./har.js";

/**
 * A copy of which only the shape is left: what is where, of which type and form. Nothing stays but what is allowed here, so a secret
 * in an unexpected place goes too.
 */
export function redact({ server, hasToken, request, response }: Exchange): Exchange {
  return {
    server: Object.values<string>(servers).includes(server) ? server : "https://server.example",
    hasToken,
    request: { ...request, body: redactBody(request.body, "request") },
    response: { ...response, body: redactBody(response.body, "response") },
  };
}

type Side = "request" | "response";

function redactBody(body: string, side: Side): string {
  if (!body) return "";
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return "redacted";
  }
  return JSON.stringify(redactValue(value, "", side));
}

/** Names that stay: those of the contract, and those that open points of the evidence guide are about. */
const names = new Set([
  ...namesIn(createRequire(import.meta.url)("nexus-members-contract/openapi.json").components.schemas),
  ...["referral_source", "client_redirect_url", "ui_message_webview_url_scheme"],
  ...["errors", "status", "type", "title", "detail", "details", "field", "fields", "description", "error_code", "request_id"],
]);

function namesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { properties } = node as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(node).flatMap(namesIn)];
}

/** @param name Of the property that has the value; of the list, for its items. */
function redactValue(value: unknown, name: string, side: Side): unknown {
  if (typeof value === "string") return value && redactText(value, name, side);
  if (typeof value === "number") return redactNumber(value, name, side);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, name, side));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child], index) => {
      const kept = names.has(key) ? key : `unknown_${index}`;
      return [kept, redactValue(child, kept, side)];
    }),
  );
}

// What an end user typed in may stand in any field of a request, but not in these of an answer.
function redactNumber(value: number, name: string, side: Side): number {
  const isCode = side === "response" && /^(code|connection_status_id)$/.test(name);
  if (isCode && Number.isInteger(value) && Math.abs(value) < 10_000) return value;
  return Number.isInteger(value) ? 0 : 0.5;
}

const words = new Set<string>([...connectionStatuses, "PFM", "MONEY_MOVEMENT"]);

/** A text of the same form, where the form of this property says something about the contract. */
function redactText(value: string, name: string, side: Side): string {
  const isWord = words.has(value) || (side === "response" && /^[A-Z_]{1,40}$/.test(value));
  if (/^(connection_status|use_cases)$/.test(name) && isWord) return value;
  if (side === "response" && name === "code" && /^\d{1,4}$/.test(value)) return value;
  if (/^(guid|(user|institution|credential|most_recent_job)_guid)$/.test(name)) return redactGuid(value);
  if (/_at$/.test(name)) return redactTime(value);
  if (name === "oauth_window_uri" && URL.canParse(value)) return "https://redacted.example/";
  return "redacted";
}

/** The prefix, and what kind of character stands where. */
function redactGuid(value: string): string {
  const [prefix] = /^((INS|CRD|MCR|MBR|USR|JOB)-)?/.exec(value) as RegExpExecArray;
  return (
    prefix +
    value
      .slice(prefix.length)
      .replace(/[0-9A-Fa-f]/g, "0")
      .replace(/[^0-]/g, "z")
  );
}

function redactTime(value: string): string {
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?$/.exec(value);
  if (!form || Number.isNaN(Date.parse(value))) return "redacted";
  return form[1] ? `2000-01-01${form[1].replace(/\d/g, "0")}` : "2000-01-01";
}
