/**
 * What a change of a keyword does to a consumer where types do not show it: a rule for each keyword that the contract has. A minLength that
 * rises is `narrower`; a title is `unseen`. A type has no effect here, because the walk of the types tells it. A keyword without a rule is
 * `unknown`, which is major.
 */
import type { Node } from "../../src/contract/document.js";
import { isSame } from "../../src/contract/json.js";
import type { Effect } from "./effects.js";

/** Undefined: nothing, or only what the types show. `before` and `after` are what has the keyword. */
type Rule = (was: Node, is: Node, before: Node, after: Node) => Effect | undefined;

/** The higher it is, the fewer values are valid. */
const least = (was = 0, is = 0) => (was < is ? "narrower" : was > is ? "wider" : undefined);
/** With it, fewer values are valid; with another one, other values. */
const limit = (was: Node, is: Node) =>
  was === is ? undefined : was === undefined ? "narrower" : is === undefined ? "wider" : "different";
/** A password is only an annotation. */
const asserted = (format?: string) => (format === "password" ? undefined : format);
const renamed = (was: Node) => (was === undefined ? "added" : "removed");

const rules: Record<string, Rule> = {
  minLength: least,
  minItems: least,
  pattern: limit,
  integer: limit,
  "oneOf with overlaps": limit,
  format: (was, is) => limit(asserted(was), asserted(is)),
  default: (was) => (was === undefined ? "imposed" : "different"),
  deprecated: (was = false, is = false) => (was === is ? undefined : "announced"),
  additionalProperties: (was, is) => least(roomIn(is), roomIn(was)),
  "x-extensible-enum": (was, is) => (is === true ? "wider" : was === true ? "narrower type" : "unknown"),
  // The types do not show a const of null, the items of what need not be a list, the values of an enum of objects, and required
  // properties without a schema.
  const: (was, is) => (was === null || is === null ? "unknown" : undefined),
  items: (_was, _is, before, after) => (before.type === "array" || after.type === "array" ? undefined : "unknown"),
  enum(was, is, before, after) {
    if (before.type === "object" || after.type === "object") return "unknown";
    if (!before["x-extensible-enum"] || !after["x-extensible-enum"]) return undefined;
    const kept = was.filter((value: unknown) => is.includes(value));
    return isSame(kept, is.slice(0, kept.length)) ? undefined : "moved";
  },
  required(was, is, before, after) {
    const unnamed = (list: Node) =>
      Array.isArray(list) ? list.filter((name) => !(name in { ...before.properties, ...after.properties })) : [];
    return isSame(unnamed(was), unnamed(is)) ? undefined : "unknown";
  },
  /** Each way to be authorized before has to be enough now. */
  security(was, is) {
    const waysIn = (list: Node[]) => (list.length > 0 ? list : [{}]);
    const suffices = (way: Node, needed: Node) =>
      Object.entries<string[]>(needed).every(
        ([scheme, scopes]) => way[scheme] && scopes.every((scope) => way[scheme].includes(scope)),
      );
    return waysIn(was).every((way) => waysIn(is).some((needed) => suffices(way, needed))) ? "added" : "removed";
  },
  "x-composition": () => undefined, // What it does to values, the overlaps tell.
  operationId: renamed,
  in: renamed,
  name: renamed,
  url: renamed,
  // A list of servers is that of a path or an operation; those of the document are compared by name.
  servers: (was, is) => (Array.isArray(was ?? is) ? "unknown" : undefined),
  openapi: (was, is) => (was.slice(0, 3) === is.slice(0, 3) ? undefined : "unknown"),
};

const annotation = /^(info|title|summary|description|examples?|\$comment|tags|externalDocs|x-.*)$/;

/** What the walk goes into: objects of OpenAPI, and those that a keyword has by name. */
export const objects = "requestBody get put post delete options head patch trace".split(" ");
export const namesInTypes = "paths parameters responses headers content".split(" ");
export const names = new Set([...namesInTypes, "examples", "servers", "securitySchemes"]);
const structure = new Set([...objects, ...names, "schema", "value", "type", "properties", "nullable"]);

/** The effect of a change of a keyword; undefined if there is none, or if the types show it. */
export function effectOf(keyword: string, before: Node, after: Node): Effect | undefined {
  const [was, is] = [before[keyword], after[keyword]];
  if (isSame(was, is)) return undefined;
  const rule = rules[keyword];
  if (rule) return rule(was, is, before, after);
  if (keyword.startsWith("x-mock-")) return "mocked";
  if (annotation.test(keyword)) return "unseen";
  return structure.has(keyword) ? undefined : "unknown";
}

/** How much a schema lets through: nothing, something, or everything. */
function roomIn(schema: Node = true): number {
  if (schema === false) return 0;
  return schema === true || isSame(schema, {}) ? 2 : 1;
}
