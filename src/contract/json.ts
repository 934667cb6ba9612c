/** JSON values and JSON pointers. */

/** Whether a JSON value is an object, rather than a list or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same, whatever the order of their properties. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(property(one, key), property(other, key)));
}

/** The value at a JSON pointer. */
export function valueAt(value: unknown, pointer: string): unknown {
  return valueUnder(value, knownKeysOf(pointer));
}

/** The value under these keys, from the outermost to the innermost. */
export function valueUnder(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce(property, value);
}

/** The values at a JSON pointer in which an index stands for every item of the list. */
export function valuesAt(value: unknown, pointer: string): unknown[] {
  return knownKeysOf(pointer).reduce<unknown[]>(
    (found, key) => found.flatMap((node) => (Array.isArray(node) ? node : [property(node, key)])),
    [value],
  );
}

/** Puts a value at a JSON pointer. What the pointer leads through must exist. Undefined leaves nothing in the JSON text. */
export function setAt(value: unknown, pointer: string, replacement: unknown) {
  const keys = knownKeysOf(pointer);
  const parent = keys.slice(0, -1).reduce(property, value) as Record<string, unknown>;
  parent[keys.at(-1) as string] = replacement;
}

/** The part of a JSON value that a function accepts, by the pointer of each property and item. */
export function filterJson(value: unknown, accepts: (pointer: string) => boolean, pointer = ""): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, child]) => ({ key, child, at: `${pointer}/${escapeKey(key)}` }))
    .filter(({ at }) => accepts(at))
    .map(({ key, child, at }) => [key, filterJson(child, accepts, at)] as const);
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** A JSON pointer with the index 0 for each of its indexes: that of every item of a list. */
export function toEveryItem(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0");
}

/** A key as it stands in a JSON pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The keys that a JSON pointer consists of. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

const keysByPointer = new Map<string, string[]>();

/** As `keysOf`, worked out once for each pointer: those of a contract are few, unlike those of what arrives. */
function knownKeysOf(pointer: string): string[] {
  const keys = keysByPointer.get(pointer) ?? keysOf(pointer);
  keysByPointer.set(pointer, keys);
  return keys;
}

function property(node: unknown, key: string | number): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;
}

/** A copy of a value with another value, or none if it is undefined, at a JSON pointer. */
export function withValue(value: unknown, pointer: string, replacement: unknown): unknown {
  const copy = structuredClone(value);
  setAt(copy, pointer, replacement);
  return copy;
}

/** The value of a JSON text; undefined if it is not JSON. */
export function parseJson(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

/** The boolean or number that a string stands for, such as `true` or `7`; any other string itself. */
export function parseScalar(text: string): boolean | number | string {
  const value = parseJson(text);
  return typeof value === "boolean" || typeof value === "number" ? value : text;
}
