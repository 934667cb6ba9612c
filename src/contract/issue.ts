import { escapeKey } from "./json.js";

/** One thing that is wrong with a value. It says where and which rule, never the value itself: that may be a secret. */
export interface Issue {
  /** JSON pointer into the value, `""` for the whole. For a field that is missing or unknown, the pointer of that field. */
  readonly pointer: string;
  /** What is wrong, for people. */
  readonly message: string;
  /** The keyword of JSON Schema that does not hold, such as `required` or `pattern`. Absent if a schema of another library found it. */
  readonly rule?: string;
  /** The pointer in parts, as Standard Schema has it. */
  readonly path: readonly (string | number)[];
}

/** The JSON pointer of a path. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${escapeKey(String(key))}`).join("");
}
