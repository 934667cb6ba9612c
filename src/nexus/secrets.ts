/** Removes the secrets of a call from a string. */
export type Redactor = (text: string) => string;

/** The longest string that is kept, in characters. */
const maxTextLength = 10_000;

const replacement = "[redacted]";

/** The secrets in a request body: credential values and metadata. */
export function secretsIn(body: string): string[] {
  const { member } = JSON.parse(body) as { member: { credentials?: unknown; metadata?: unknown } };
  const credentials = Array.isArray(member?.credentials) ? member.credentials : [];
  return [...credentials.map((credential: { value?: unknown } | null) => credential?.value), member?.metadata]
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
}

/**
 * Makes a function that replaces each secret in a string by `[redacted]`. A string that still has one behind an encoding is replaced as
 * a whole. A string of more than 10,000 characters is not kept.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const longestFirst = secrets.filter((secret) => decode(secret).trim()).sort((a, b) => b.length - a.length);
  const decodedSecrets = longestFirst.map(decode);
  return (text) => {
    if (text.length > maxTextLength) return `[more than ${maxTextLength} characters]`;
    const hidden = replaceSecrets(text, longestFirst);
    const decoded = decode(hidden);
    return replaceSecrets(decoded, decodedSecrets) === decoded ? hidden : replacement;
  };
}

function replaceSecrets(text: string, secrets: readonly string[]): string {
  let replaced = text;
  for (const secret of secrets) replaced = replaced.replaceAll(secret.length < 4 ? asWord(secret) : secret, replacement);
  return replaced;
}

/** Finds a short secret where it stands alone: anywhere else, it is part of a word. */
function asWord(secret: string): RegExp {
  const literal = secret.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu");
}

const htmlEntities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * A string without the escapes of URLs, HTML and JSON, nested up to four times. Only for comparing: white space, `+` and backslashes are
 * not told apart.
 */
function decode(text: string): string {
  let decoded = text;
  for (let depth = 0; depth < 4; depth++) {
    decoded = decoded
      .replaceAll(/(?:%[\da-f]{2})+/gi, decodePercent)
      .replaceAll(/\\+u([\da-f]{4})|&#x0*([\da-f]{1,5});/gi, (_, json, html) => fromCode(json ?? html, 16))
      .replaceAll(/&#0*(\d{1,6});/g, (_, decimal) => fromCode(decimal, 10))
      .replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/gi, (_, name) => htmlEntities[name.toLowerCase()] as string);
  }
  return decoded.replaceAll(/\\[bfnrt]|[\s\b+]/g, " ").replaceAll("\\", "");
}

function decodePercent(encoded: string): string {
  const bytes = encoded.slice(1).split("%");
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

function fromCode(digits: string, radix: number): string {
  return String.fromCodePoint(Number.parseInt(digits, radix));
}

/** A body without the secrets: parsed if it is JSON, otherwise as a string. Undefined if it is empty. */
export function hideInBody(body: string, hide: Redactor): unknown {
  if (body === "") return undefined;
  if (body.length > maxTextLength) return hide(body);
  try {
    return JSON.parse(body, (_, value) => hideInValue(value, hide));
  } catch {
    return hide(body); // It is no JSON, or nested too deeply.
  }
}

/** A string, a number, or the keys of an object without the secrets. */
export function hideInValue<T>(value: T, hide: Redactor): T;
export function hideInValue(value: unknown, hide: Redactor): unknown {
  if (typeof value === "string") return hide(value);
  if (typeof value === "number") return hide(String(value)) === String(value) ? value : replacement;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [hide(key), child]));
}

/**
 * A copy of an error without the secrets: its name, message, code and causes. No more is kept, since the error of a custom `fetch` may
 * hold the whole request.
 */
export function hideInError(error: unknown, hide: Redactor, depth = 3): Error {
  try {
    if (!(error instanceof Error)) return new Error(hide(String((error as Error | null)?.message ?? error)));
    const { name, message, cause } = error;
    const { code } = error as { code?: unknown };
    const copy = new Error(hide(message), depth && cause !== undefined ? { cause: hideInError(cause, hide, depth - 1) } : {});
    return Object.assign(copy, { name, ...(isCode(code) && { code }) });
  } catch {
    return new Error("An error that cannot be read");
  }
}

/** Whether a value can be a code, of an error or of a response: another one may hold anything. */
export function isCode(value: unknown): value is number | string {
  return typeof value === "number" || typeof value === "string";
}
