/**
 * What errors may repeat. They carry less instead of cleaning more: a text that may hold a value of the request is left out as a whole.
 */
import { escapeKey, parseJson } from "../contract/json.js";

/** Places in the request body whose values are no secret. */
const publicPlaces = /^\/member\/(institution_guid|external_guid|use_cases\/\d+|credentials\/\d+\/credential_guid)$/;

/** What an error has in the place of a text that is left out. */
export const leftOut = "[left out: it may repeat the request]";

/** The longest text that an error repeats, in characters. */
const longestSafeText = 1_000;

/** Where no public place lies below, in characters of a pointer. */
const longestPublicPointer = 100;

/**
 * The secrets of a call, in the form in which they are compared: its tokens, and every string and number of its body outside of the
 * public places. A string that is JSON, such as the body and `metadata`, may come back in another layout, so each string and number in
 * it is one too.
 */
export function secretsOf(body: string, tokens: Iterable<string>): string[] {
  const secrets = new Set([...tokens].map(comparable));
  const pending: { value: unknown; pointer: string }[] = [{ value: body, pointer: "" }];
  for (const { value, pointer } of pending) {
    // It grows meanwhile. No recursion: a value may be nested deeply.
    const isText = typeof value === "string" || typeof value === "number";
    if (isText && !publicPlaces.test(pointer)) secrets.add(comparable(String(value)));
    const container = typeof value === "string" && /^\s*[[{]/.test(value) ? parseJson(value) : value;
    if (typeof container !== "object" || container === null) continue;
    for (const [key, child] of Object.entries(container)) {
      const at = pointer.length > longestPublicPointer ? pointer : `${pointer}/${escapeKey(key)}`;
      pending.push({ value: child, pointer: at });
    }
  }
  secrets.delete("");
  return [...secrets];
}

/**
 * Whether an error may repeat a value: it is a string, short, holds no secret, whatever the case of its letters, and has no character with which
 * URLs, HTML and JSON escape others.
 */
export function isSafeText(text: unknown, secrets: readonly string[]): text is string {
  if (typeof text !== "string" || text.length > longestSafeText || /[%&+\\]/.test(text)) return false;
  const compared = comparable(text);
  return !secrets.some((secret) => compared.includes(secret));
}

/**
 * The form in which texts are compared. Empty for one that is too long to occur in a text that is repeated; to normalize it could take
 * time that grows with the square of its length.
 */
function comparable(text: string): string {
  const spaced = text.replaceAll(/\s+/g, " ").trim();
  return spaced.length > 4 * longestSafeText ? "" : spaced.normalize("NFC").toLowerCase(); // NFC makes one of at most four.
}

/** Code and message of an error body, each only if an error may repeat it. */
export function quotable({ code, message }: { code?: unknown; message?: unknown }, secrets: readonly string[]) {
  const isSafeCode = typeof code === "number" ? !secrets.includes(String(code)) : isSafeText(code, secrets);
  return {
    code: isSafeCode ? (code as number | string) : undefined,
    message: isSafeText(message, secrets) ? message : undefined,
  };
}
