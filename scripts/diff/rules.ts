/** What a change of each keyword that the contract has does to a consumer, where the types do not show it. */
import { isObject, isSame } from "../../src/contract/json.js";
import type { Json } from "./version.js";
import type { Effect, Use } from "./words.js";

/** Undefined: nothing, or only what the types show. `before` and `after` are what has the keyword. */
export type Rule = (was: unknown, is: unknown, owners: { use: Use; before: Json; after: Json }) => Effect | undefined;

const least: Rule = (was = 0, is = 0) => (was === is ? undefined : Number(was) < Number(is) ? "narrower" : "wider");
const limit: Rule = (was, is) => (was === undefined ? "narrower" : is === undefined ? "wider" : "different");
const names: Rule = () => "removed";
const mocked: Rule = () => "mocked";

export const rules: Record<string, Rule> = {
  minLength: least,
  minItems: least,
  pattern: limit,
  format(was, is, owners) {
    const [before, after] = [was, is].map((format) => (format === "password" ? undefined : format));
    return before === after ? undefined : limit(before, after, owners);
  },
  default: (was, _, { use }) => (was === undefined && use === "response" ? "added" : "different"),
  deprecated: (was = false, is = false) => (was === is ? undefined : "announced"),
  additionalProperties: (was, is) => (was === false ? "wider" : is === false ? "narrower" : undefined),
  type(was, is) {
    if (was === "number" && is === "integer") return "narrower";
    return was === "integer" && is === "number" ? "wider" : undefined;
  },
  // The types do not show the items of what need not be a list, and the values of an enum of objects.
  items: (_was, _is, { before, after }) => (before.type === "array" || after.type === "array" ? undefined : "unknown"),
  enum(was, is, { before, after }) {
    if (before.type === "object" || after.type === "object") return "unknown";
    if (!before["x-extensible-enum"] || !after["x-extensible-enum"]) return undefined;
    const now = [is].flat();
    const kept = [was].flat().filter((value) => now.includes(value));
    return isSame(kept, now.slice(0, kept.length)) ? undefined : "moved";
  },
  required(was, is, { before, after }) {
    const isDescribed = (name: unknown) =>
      [before, after].some(({ properties }) => isObject(properties) && String(name) in properties);
    const undescribed = (list: unknown) => (Array.isArray(list) ? list.filter((name) => !isDescribed(name)) : []);
    const [isWider, isNarrower] = [isMissing(undescribed(was), undescribed(is)), isMissing(undescribed(is), undescribed(was))];
    if (isWider && isNarrower) return "different";
    return isNarrower ? "narrower" : isWider ? "wider" : undefined;
  },
  /** Each way to be authorized before has to be enough now. */
  security(was, is) {
    const waysOf = (list: unknown) => (Array.isArray(list) && list.length > 0 ? (list as Record<string, unknown[]>[]) : [{}]);
    const isEnough = waysOf(was).every((way) =>
      waysOf(is).some((needed) => Object.entries(needed).every(([name, scopes]) => way[name] && !isMissing(scopes, way[name]))),
    );
    return isEnough ? "added" : "removed";
  },
  operationId: (was) => (was === undefined ? "added" : "removed"),
  in: names,
  name: names,
  url: names,
  openapi: (was, is) => (String(was).slice(0, 3) === String(is).slice(0, 3) ? undefined : "unknown"),
  // Whether the version is high enough is another question.
  info: (was, is) => (isSame({ ...Object(was), version: "" }, { ...Object(is), version: "" }) ? undefined : "unseen"),
  "x-extensible-enum": (was, is) => (Array.isArray(was ?? is) ? "unknown" : undefined),
  "x-mock-when": mocked,
  "x-mock-unique": mocked,
  "x-mock-message": mocked,
};

/** Whether a list lacks an item of another one. */
function isMissing(from: unknown[], to: unknown[]): boolean {
  return from.some((item) => !to.includes(item));
}

/** What people and tools read, and no code depends on. */
export function isAnnotation(keyword: string): boolean {
  return /^(title|summary|description|examples?|\$comment|tags|externalDocs|info|x-.*)$/.test(keyword);
}
