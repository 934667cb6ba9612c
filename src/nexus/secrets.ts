/**
 * What errors may repeat. They carry less instead of cleaning more: a text that may hold a value of the request is left out as a whole.
 */
import { escapeKey, parseJson } from "../contract/json.js";
import { TimeoutError } from "../http/deadline.js";

/** Places in the request body whose values are no secret. */
const publicPlaces =
  /^\/member\/(institution_guid|external_guid|is_oauth|skip_aggregation|skip_webhook|use_cases\/\d+|credentials\/\d+\/credential_guid)$/;

/** The longest text that an error repeats, in characters. */
const maxLength = 1_000;

/** How deep the public places lie. */
const publicDepth = 4;

/**
 * The secrets of a call, in the form in which they are compared: its tokens, and every string and number of its body outside of the
 * public places. A string that is JSON, such as `metadata`, may come back in another layout, so each string and number in it is one too.
 */
export function secretsOf(body: unknown, tokens: readonly string[]): string[] {
  const secrets = new Set(tokens.map(comparable));
  const pending = [{ value: body, pointer: "", depth: 0 }]; // No recursion: a value may be nested deeply.
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, pointer, depth } = next;
    const isText = typeof value === "string" || typeof value === "number";
    if (isText && !publicPlaces.test(pointer)) secrets.add(comparable(String(value)));
    const container = typeof value === "string" && /^\s*[[{]/.test(value) ? parseJson(value) : value;
    if (typeof container !== "object" || container === null) continue;
    for (const [key, child] of Object.entries(container)) {
      const at = depth > publicDepth ? pointer : `${pointer}/${escapeKey(key)}`;
      pending.push({ value: child, pointer: at, depth: depth + 1 });
    }
  }
  secrets.delete("");
  return [...secrets];
}

/**
 * Whether an error may repeat a text: it is short, holds no secret, whatever the case of its letters, and has no character with which
 * URLs, HTML and JSON escape others.
 */
export function isSafe(text: string, secrets: readonly string[]): boolean {
  if (text.length > maxLength || /[%&+\\]/.test(text)) return false;
  const compared = comparable(text);
  return !secrets.some((secret) => compared.includes(secret));
}

/**
 * The form in which texts are compared. Empty for one that is too long to occur in a text that is repeated; to normalize it could take
 * time that grows with the square of its length.
 */
function comparable(text: string): string {
  const spaced = text.replaceAll(/\s+/g, " ").trim();
  return spaced.length > 4 * maxLength ? "" : spaced.normalize("NFC").toLowerCase(); // NFC makes one of at most four.
}

/** The code of an error body, unless it is or has a secret. */
export function quotableCode(code: unknown, secrets: readonly string[]): number | string | undefined {
  if (typeof code === "number") return secrets.includes(String(code)) ? undefined : code;
  return typeof code === "string" && isSafe(code, secrets) ? code : undefined;
}

/** Names of errors that runtimes and their `fetch` throw. Any other name may be made of anything. */
const knownNames =
  /^(Abort|Aggregate|BodyTimeout|ConnectTimeout|HeadersTimeout|Network|Range|Socket|Syntax|Timeout|Type)?Error$/;

/**
 * A copy of an error with a known name, its code and system call, and those of its causes. Its message and all else are left out: the
 * error of a custom `fetch` may hold the whole request. Errors are told by their shape, since they may come from another realm.
 */
export function withoutDetails(error: unknown, depth = 3): Error {
  try {
    if (error instanceof TimeoutError) return error; // Ours.
    const { name, code, syscall, cause, errors } = (error ?? {}) as Record<string, unknown>;
    const safeCode = matching(code, /^[A-Z][A-Z0-9_]+$/);
    const safeSyscall = matching(syscall, /^[a-z]{1,20}$/);
    const message = `${safeSyscall ?? ""} ${safeCode ?? ""}`.trim() || "The message is left out: it may repeat the request";
    const copy = Object.assign(new Error(message), {
      name: matching(name, knownNames) ?? "Error",
      ...(safeCode && { code: safeCode }),
      ...(safeSyscall && { syscall: safeSyscall }),
    });
    if (depth > 0 && cause !== undefined) copy.cause = withoutDetails(cause, depth - 1);
    if (depth > 0 && Array.isArray(errors))
      Object.assign(copy, { errors: errors.slice(0, 10).map((each) => withoutDetails(each, depth - 1)) });
    return copy;
  } catch {
    return new Error("An error that cannot be read");
  }
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === "string" && pattern.test(value) ? value : undefined;
}
