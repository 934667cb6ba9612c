/** What types cannot see of a change: limits, defaults, examples, security, and keywords that no rule knows. */
import { isObject, isSame } from "../../src/contract/json.js";
import { pairsOf } from "./pairs.js";
import { isAnnotation, rules } from "./rules.js";
import { areOverlapping, flat, likeness, variantsOf } from "./variants.js";
import type { Json } from "./version.js";
import { type Change, changed, type Effect, fieldIn, itemIn, type Place, part, type Use } from "./words.js";

/** Compares two OpenAPI documents. `unused` are the schemas that no operation leads to: code can use them in any way. */
export function compareValues(base: Json, head: Json, unused: string[]): Change[] {
  const walk = new Walk(base, head);
  walk.node(described(base), described(head), part("document"));
  const uses: Use[] = ["request", "response"];
  const schemaOf = ({ components }: Json, name: string) => childrenOf(childrenOf(components).schemas)[name];
  for (const name of unused)
    for (const use of uses) walk.schema(schemaOf(base, name), schemaOf(head, name), part(`schemas ${name}`, use));
  return walk.changes;
}

const methods = "get put post delete options head patch trace".split(" ");

/** A document with maps in place of lists, where each operation has all its parameters and its security. */
function described({ components, security = [], servers = [], ...document }: Json): Json {
  const whole = { ...document, components };
  const operationIn = (pathItem: Json, operation: Json) => {
    const lists = [pathItem.parameters ?? [], operation.parameters ?? []].flat();
    const parameters = lists.map((parameter) => flat(whole, parameter)).map((one) => [`${one.in} ${one.name}`, one]);
    return { security, ...operation, parameters: Object.fromEntries(parameters) };
  };
  const paths = Object.entries(childrenOf(document.paths)).map(([path, node]) => {
    const { parameters, ...pathItem } = flat(whole, node);
    const operations = methods.filter((method) => method in pathItem);
    const all = operations.map((method) => [method, operationIn({ parameters }, childrenOf(pathItem[method]))]);
    return [path, { ...pathItem, ...Object.fromEntries(all) }];
  });
  return {
    ...document,
    paths: Object.fromEntries(paths),
    servers: Object.fromEntries((servers as Json[]).map((server) => [server["x-name"] ?? server.url, server])),
    securitySchemes: childrenOf(childrenOf(components).securitySchemes),
  };
}

type Below = (place: Place, name: string) => Place;

/** Where the members of a map are. */
const maps: Record<string, Below> = {
  paths: (_, path) => part(path),
  parameters: ({ part: operation }, key) => {
    const [kind, ...name] = key.split(" ");
    return fieldIn(part(`${operation} ${kind}`, "request"), name.join(" "));
  },
  responses: (place, status) => part(`${place.part} response ${status}`),
  headers: (place, name) => fieldIn(part(`${place.part} header`), name),
  content: (place) => place,
  properties: fieldIn,
  examples: (place, name) => part(`${place.part} example ${name}`),
  servers: (_, name) => part(`server ${name}`),
  securitySchemes: (_, name) => part(`securitySchemes ${name}`),
};
const nodes: Record<string, Below> = {
  ...Object.fromEntries(methods.map((method) => [method, ({ part: path }: Place) => part(`${method.toUpperCase()} ${path}`)])),
  requestBody: (place) => part(`${place.part} request`, "request"),
  schema: (place) => place,
  items: itemIn,
  additionalProperties: (place) => fieldIn(place, "*"),
};
const untypedMaps = ["examples", "servers", "securitySchemes"];
const schemas = ["schema", "items", "additionalProperties", "properties"];
/** The types show these, or the walk looks into them. */
const known = [...Object.keys({ ...maps, ...nodes }), "const", "oneOf", "anyOf", "nullable", "discriminator", "value"];

class Walk {
  readonly changes: Change[] = [];
  /** The schemas that were compared in each part, so that one within itself comes to an end. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly base: Json,
    private readonly head: Json,
  ) {}

  /** An object of OpenAPI, or a variant of a schema. */
  node(was: Json, is: Json, place: Place) {
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const [before, after] = [was[name], is[name]];
      const below = maps[name];
      if (below && !Array.isArray(before ?? after))
        this.map(childrenOf(before), childrenOf(after), name, (key) => below(place, key));
      else if (nodes[name] && isObject(before) && isObject(after)) this.child(before, after, name, nodes[name](place, name));
      else if (name === "value") this.fixture(before, after, place);
      if (!isSame(before, after)) {
        const other = known.includes(name) ? undefined : "unknown";
        const effect = rules[name]?.(before, after, { use: place.use, before: was, after: is });
        const change = effect ?? (rules[name] ? undefined : isAnnotation(name) ? "unseen" : other);
        if (change) this.say(change, place, `${name} ${changed(before, after)}`);
      }
    }
  }

  private map(was: Json, is: Json, name: string, placeOf: (key: string) => Place) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (key in was && key in is) this.child(was[key], is[key], name, placeOf(key));
      else if (untypedMaps.includes(name) && key in was) this.say("removed", placeOf(key), "removed");
      else if (untypedMaps.includes(name)) this.say(name === "examples" ? "unseen" : "added", placeOf(key), "added");
    }
  }

  private child(was: unknown, is: unknown, name: string, place: Place) {
    if (schemas.includes(name)) this.schema(was, is, place);
    else this.node(flat(this.base, was), flat(this.head, is), place);
  }

  schema(was: unknown, is: unknown, place: Place) {
    const text = JSON.stringify([place.part, place.use, was, is]);
    if (this.seen.has(text)) return;
    this.seen.add(text);
    const [before, after] = [flat(this.base, was), flat(this.head, is)];
    if (!isSame(discriminatorOf(before), discriminatorOf(after)))
      this.say("unknown", place, `discriminator ${changed(discriminatorOf(before), discriminatorOf(after))}`);
    const [variants, variantsNow] = [variantsOf(this.base, was), variantsOf(this.head, is)];
    const { pairs, gone, come } = pairsOf(variants, variantsNow, likeness);
    const isOverlapping = before.oneOf !== undefined && areOverlapping(this.base, variants);
    const isOverlappingNow = after.oneOf !== undefined && areOverlapping(this.head, variantsNow);
    const areSame = gone.length + come.length === 0 && pairs.every((pair) => isSame(pair.was, pair.is));
    if ((isOverlapping || isOverlappingNow) && !areSame)
      this.say("different", place, "variants of a oneOf that overlap changed");
    else if (isOverlapping !== isOverlappingNow)
      this.say(isOverlapping ? "wider" : "narrower", place, isOverlapping ? "oneOf -> anyOf" : "anyOf -> oneOf");
    else if (before.oneOf && after.anyOf && place.use === "request") this.say("wider", place, "oneOf -> anyOf");
    if (gone.length > 0) this.changes.push({ effect: "narrower", place, what: "a variant removed", unlessTyped: true });
    if (come.length > 0) this.changes.push({ effect: "wider", place, what: "a variant added", unlessTyped: true });
    for (const pair of pairs) this.node(pair.was, pair.is, place);
  }

  /** Code reads the fields of an example, and does not depend on their values. */
  private fixture(was: unknown, is: unknown, place: Place) {
    if (isSame(was, is)) return;
    if (was !== null && kindOf(was) !== kindOf(is)) this.say("removed", place, `${kindOf(was)} -> ${kindOf(is)}`);
    else if (Array.isArray(was) && Array.isArray(is))
      for (const [index, item] of was.entries()) this.fixture(item, is[index] ?? is[0], itemIn(place));
    else if (isObject(was) && isObject(is))
      for (const name of Object.keys(was)) this.fixture(was[name], is[name], fieldIn(place, name));
    else this.say("unseen", place, "");
  }

  private say(effect: Effect, place: Place, what: string) {
    this.changes.push({ effect, place, what });
  }
}

function childrenOf(node: unknown): Json {
  return isObject(node) ? node : {};
}

/** The names of the variants are values of the property that tells them apart. */
function discriminatorOf({ discriminator, oneOf, anyOf }: Json): unknown {
  return (
    discriminator && { discriminator, variants: [oneOf, anyOf].flat().map((variant) => childrenOf(variant).$ref ?? variant) }
  );
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return value === null ? "null" : "nothing";
  return Array.isArray(value) ? "a list" : isObject(value) ? "an object" : `a ${typeof value}`;
}
