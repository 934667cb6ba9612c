/** Gives a text without the secrets of a call. */
export type HideSecrets = (text: string) => string;

/** How much of a text is kept, in characters. */
const maxTextLength = 10_000;

const replacement = "[redacted]";

/**
 * Makes a function that replaces each secret in a text by `[redacted]`, and cuts the text. A secret of fewer than four characters is
 * replaced only where it stands alone. A text that still has one behind an encoding is replaced as a whole.
 */
export function createHideSecrets(secrets: readonly string[]): HideSecrets {
  const longestFirst = secrets.filter((secret) => decode(secret).trim()).sort((a, b) => b.length - a.length);
  const patterns = longestFirst.map(patternOf);
  const decodedPatterns = longestFirst.map((secret) => patternOf(decode(secret)));
  // An encoded secret that ends beyond the cut must be found as well. Encoding makes it up to twelve times as long.
  const window = maxTextLength + 12 * (longestFirst[0]?.length ?? 0);
  return (text) => {
    let hidden = text.slice(0, window);
    for (const pattern of patterns) hidden = hidden.replaceAll(pattern, replacement);
    const decoded = decode(hidden);
    if (decodedPatterns.some((pattern) => decoded.split(pattern).length > 1)) return replacement;
    return hidden.length > maxTextLength ? `${hidden.slice(0, maxTextLength)}…` : hidden;
  };
}

/** What finds a secret. Not always a regular expression: metadata may be too long for one. */
function patternOf(secret: string): string | RegExp {
  if (secret.length > 3) return secret;
  const literal = secret.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu");
}

const htmlEntities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * A text without the escapes of URLs, HTML and JSON, nested up to four times. Only for comparing: white space, `+` and backslashes are
 * not told apart.
 */
function decode(text: string): string {
  let decoded = text;
  for (let depth = 0; depth < 4; depth++) {
    decoded = decoded
      .replaceAll(/(?:%[\da-f]{2})+/gi, decodePercent)
      .replaceAll(/\\+u([\da-f]{4})|&#x0*([\da-f]{1,5});/gi, (_, json, html) => fromCode(json ?? html, 16))
      .replaceAll(/&#0*(\d{1,6});/g, (_, decimal) => fromCode(decimal, 10))
      .replaceAll(/&([a-z]+);/gi, (entity, name) => htmlEntities[name.toLowerCase()] ?? entity);
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

/** A parsed body without the secrets; as a string if it is long, and undefined if it is nested too deeply. */
export function hideInBody(body: unknown, hide: HideSecrets): unknown {
  if (typeof body === "string") return hide(body);
  try {
    const text = JSON.stringify(body);
    return text.length > maxTextLength ? hide(text) : JSON.parse(text, (_, value) => hideInValue(value, hide));
  } catch {
    return undefined;
  }
}

/** A value without the secrets, if those in it are hidden already. */
export function hideInValue(value: unknown, hide: HideSecrets): unknown {
  if (typeof value === "string") return hide(value);
  if (typeof value === "number") return hide(String(value)) === String(value) ? value : replacement;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [hide(key), child]));
}

/**
 * A copy of an error without the secrets: its name, message, code and causes. No more is kept, since the error of a custom `fetch` may
 * hold the whole request.
 */
export function hideInError(error: unknown, hide: HideSecrets, depth = 3): Error {
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
