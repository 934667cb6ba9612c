/** Reads the bytes of a body as JSON. */
import { parseJson } from "./json.js";

/** What is wrong with a body before any schema looks at it. */
interface BodyProblem {
  readonly rule: "utf-8" | "json" | "repeated-key";
  readonly message: string;
}

/** The value of a body, as far as it can be read, and what is wrong with the text. */
export function readJson(bytes: Uint8Array): { value: unknown; problem?: BodyProblem } {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { value: undefined, problem: { rule: "utf-8", message: "is not UTF-8" } };
  if (text.startsWith("\uFEFF"))
    return { value: undefined, problem: { rule: "json", message: "begins with a byte order mark, which JSON must not have" } };
  const value = parseJson(text);
  if (value === undefined) return { value, problem: { rule: "json", message: "is not JSON" } };
  if (countKeys(text) > countProperties(value))
    return { value, problem: { rule: "repeated-key", message: "has a key twice in one object" } };
  return { value };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The keys in a JSON text: the strings that a colon follows. Goes from quote to quote: an expression for a whole string would overflow the
 * stack with one of a few million characters.
 */
function countKeys(text: string): number {
  const colon = /\s*:/y;
  let keys = 0;
  let isInside = false;
  for (const { 0: found, index } of text.matchAll(/\\.|"/g)) {
    if (found !== '"') continue;
    isInside = !isInside;
    colon.lastIndex = index + 1;
    if (!isInside && colon.test(text)) keys++;
  }
  return keys;
}

/** The properties of a value and of everything in it. Not recursive: a body may be nested as deep as it is long. */
function countProperties(value: unknown): number {
  let properties = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const children = Object.values(next);
    if (!Array.isArray(next)) properties += children.length;
    for (const child of children) open.push(child);
  }
  return properties;
}
