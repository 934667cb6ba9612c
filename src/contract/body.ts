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

/** The keys in a JSON text: the strings that a colon follows. */
function countKeys(text: string): number {
  const colon = /\s*:/y;
  let keys = 0;
  let start = text.indexOf('"');
  while (start !== -1) {
    const end = endOfString(text, start);
    colon.lastIndex = end + 1;
    if (colon.test(text)) keys++;
    start = text.indexOf('"', end + 1);
  }
  return keys;
}

/** Where a string ends. Not by an expression for all of it: one of a few million characters would overflow the stack. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether a character has an odd number of backslashes before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
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
