/** What a change of each keyword that the contract has does to a consumer, where the types do not show it. */
import type { Node } from "../../src/contract/document.js";
import { isSame } from "../../src/contract/json.js";
import type { Effect, Use } from "./words.js";

/** Undefined: nothing, or only what the types show. `before` and `after` are what has the keyword. */
type Rule = (was: Node, is: Node, owners: { use: Use; before: Node; after: Node }) => Effect | undefined;

const least: Rule = (was = 0, is = 0) => (was === is ? undefined : was < is ? "narrower" : "wider");
const limit: Rule = (was, is) => (was === undefined ? "narrower" : is === undefined ? "wider" : "different");
const name: Rule = () => "removed";

const rules: Record<string, Rule> = {
  minLength: least,
  minItems: least,
  pattern: limit,
  format(was, is, owners) {
    const [before, after] = [was, is].map((format) => (format === "password" ? undefined : format));
    return before === after ? undefined : limit(before, after, owners);
  },
  default: (was, _, { use }) => (was === undefined && use === "response" ? "added" : "different"),
  deprecated: (was = false, is = false) => (was === is ? undefined : "announced"),
  additionalProperties(was, is) {
    const [before, after] = [sizeOf(was), sizeOf(is)];
    return before === after ? undefined : before > after ? "narrower" : "wider";
  },
  type(was, is) {
    if (was === "number" && is === "integer") return "narrower";
    return was === "integer" && is === "number" ? "wider" : undefined;
  },
  // The types do not show a const of null, the items of what need not be a list, and the values of an enum of objects.
  const: (was, is) => (was === null || is === null ? "unknown" : undefined),
  items: (_was, _is, { before, after }) => (before.type === "array" || after.type === "array" ? undefined : "unknown"),
  enum(was, is, { before, after }) {
    if (before.type === "object" || after.type === "object") return "unknown";
    if (!before["x-extensible-enum"] || !after["x-extensible-enum"]) return undefined;
    const kept = was.filter((value: unknown) => is.includes(value));
    return isSame(kept, is.slice(0, kept.length)) ? undefined : "moved";
  },
  required(was, is, { before, after }) {
    const described = { ...before.properties, ...after.properties };
    const undescribed = (list: Node) => (Array.isArray(list) ? list.filter((one) => !(one in described)) : []);
    const [isWider, isNarrower] = [lacks(undescribed(is), undescribed(was)), lacks(undescribed(was), undescribed(is))];
    if (isWider && isNarrower) return "different";
    return isNarrower ? "narrower" : isWider ? "wider" : undefined;
  },
  /** Each way to be authorized before has to be enough now. */
  security(was, is) {
    const waysOf = (list: Node[]) => (list.length > 0 ? list : [{}]);
    const suffices = (way: Node, needed: Node) =>
      Object.keys(needed).every((scheme) => way[scheme] && !lacks(way[scheme], needed[scheme]));
    const isEnough = waysOf(was).every((way) => waysOf(is).some((needed) => suffices(way, needed)));
    return isEnough ? "added" : "removed";
  },
  operationId: (was) => (was === undefined ? "added" : "removed"),
  in: name,
  name,
  url: name,
  openapi: (was, is) => (was.slice(0, 3) === is.slice(0, 3) ? undefined : "unknown"),
  // Whether the version is high enough is another question.
  info: (was, is) => (isSame({ ...was, version: "" }, { ...is, version: "" }) ? undefined : "unseen"),
  "x-extensible-enum"(was, is) {
    if (Array.isArray(was ?? is)) return "unknown";
    return is ? "wider" : "narrower type";
  },
};

const annotation = /^(title|summary|description|examples?|\$comment|tags|externalDocs|x-.*)$/;
/** The types show them, or what they have is compared by itself. */
const structure = new Set(
  `paths operations components securitySchemes servers get put post delete options head patch trace parameters requestBody responses content headers schema value
  properties oneOf anyOf nullable discriminator`.split(/\s+/),
);

/** The effect of a change of a keyword; undefined if there is none, or if the types show it. */
export function effectOf(keyword: string, use: Use, before: Node, after: Node): Effect | undefined {
  const [was, is] = [before[keyword], after[keyword]];
  if (isSame(was, is)) return undefined;
  const rule = rules[keyword];
  if (rule) return rule(was, is, { use, before, after });
  if (keyword.startsWith("x-mock-")) return "mocked";
  if (annotation.test(keyword)) return "unseen";
  return structure.has(keyword) ? undefined : "unknown";
}

/** How much a schema lets through: nothing, something, or everything. */
function sizeOf(schema: Node = true): number {
  if (schema === false) return 0;
  return schema === true || isSame(schema, {}) ? 2 : 1;
}

/** Whether one list lacks an item of the other one. */
function lacks(list: unknown[], items: unknown[]): boolean {
  return items.some((item) => !list.includes(item));
}
