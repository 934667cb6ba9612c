import { isObject } from "../../src/contract/json.js";

export type Json = Record<string, unknown>;

/** A value with a JSON Merge Patch (RFC 7396) applied: null removes a field. */
export function patched(target: unknown, patch: unknown): unknown {
  if (patch === undefined) return target;
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = patched(result[name], value);
  }
  return result;
}
