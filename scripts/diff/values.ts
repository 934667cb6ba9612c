/** What types cannot see of a change: limits, defaults, examples, security, and keywords that no rule knows. */
import type { Node, OpenApiDocument, Schema } from "../../src/contract/document.js";
import { isObject, isSame } from "../../src/contract/json.js";
import { pairsOf } from "./pairs.js";
import { effectOf } from "./rules.js";
import { areOverlapping, flat, likeness, variantsOf } from "./variants.js";
import { type Change, changed, type Effect, fieldIn, itemIn, type Place, part } from "./words.js";

/** Compares two OpenAPI documents. `unused` are the schemas that no operation leads to: code can use them in any way. */
export function compareValues(base: OpenApiDocument, head: OpenApiDocument, unused: string[]): Change[] {
  const walk = new Walk(base, head);
  walk.node({ ...base.root, ...described(base) }, { ...head.root, ...described(head) }, part("document"));
  for (const name of unused)
    for (const use of ["request", "response"] as const)
      walk.schema(base.schemas[name], head.schemas[name], part(`schemas ${name}`, use));
  return walk.changes;
}

/** What is compared by name. An operation has what its path has, too. */
function described(document: OpenApiDocument) {
  const operations = document.operations.map(({ method, path, parameters, security }) => {
    const pathItem = document.resolve(document.root.paths[path]);
    const byPlace = Object.fromEntries(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
    return [`${method} ${path}`, { ...pathItem, ...pathItem[method.toLowerCase()], security, parameters: byPlace }];
  });
  const servers = (document.root.servers ?? []).map((server: Node) => [server["x-name"] ?? server.url, server]);
  return {
    operations: Object.fromEntries(operations),
    servers: Object.fromEntries(servers),
    securitySchemes: document.root.components?.securitySchemes ?? {},
    security: [],
  };
}

/** Where what a keyword has by name is. */
const maps: Record<string, (place: Place, name: string) => Place> = {
  operations: (_, name) => part(name),
  parameters: (place, key) => {
    const [kind = "", ...name] = key.split(" ");
    return fieldIn(part(`${place.part} ${kind}`, "request"), name.join(" "));
  },
  responses: (place, status) => part(`${place.part} response ${status}`),
  headers: (place, name) => fieldIn(part(`${place.part} header`), name),
  content: (place) => place,
  properties: fieldIn,
  examples: (place, name) => part(`${place.part} example ${name}`),
  servers: (_, name) => part(`server ${name}`),
  securitySchemes: (_, name) => part(`securitySchemes ${name}`),
};
const untypedMaps = ["examples", "servers", "securitySchemes"];

class Walk {
  readonly changes: Change[] = [];
  /** The schemas that were compared in each part, so that one within itself comes to an end. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly base: OpenApiDocument,
    private readonly head: OpenApiDocument,
  ) {}

  /** An object of OpenAPI, or a variant of a schema. */
  node(was: Node, is: Node, place: Place) {
    for (const keyword of Object.keys({ ...was, ...is })) {
      const [before, after] = [was[keyword], is[keyword]];
      const below = maps[keyword];
      if (below && !Array.isArray(before ?? after)) this.map(keyword, before ?? {}, after ?? {}, (name) => below(place, name));
      else if (keyword === "value") this.fixture(before, after, place);
      else if (keyword === "requestBody") this.resolved(before ?? {}, after ?? {}, part(`${place.part} request`, "request"));
      else if (keyword === "schema") this.schema(before, after, place);
      else if (keyword === "items") this.schema(before, after, itemIn(place));
      else if (keyword === "additionalProperties" && isObject(before) && isObject(after))
        this.schema(before, after, fieldIn(place, "*"));
      const effect = effectOf(keyword, place.use, was, is);
      if (effect && !(below && untypedMaps.includes(keyword)))
        this.say(effect, place, `${keyword} ${changed(before, after)}`, keyword === "x-extensible-enum");
    }
  }

  private map(keyword: string, was: Node, is: Node, placeOf: (name: string) => Place) {
    for (const name of Object.keys({ ...was, ...is })) {
      const place = placeOf(name);
      if (name in was && name in is) {
        if (keyword === "properties") this.schema(was[name], is[name], place);
        else this.resolved(was[name], is[name], place);
      } else if (untypedMaps.includes(keyword) && name in was) this.say("removed", place, "removed");
      else if (untypedMaps.includes(keyword)) this.say(keyword === "examples" ? "unseen" : "added", place, "added");
    }
  }

  private resolved(was: Node, is: Node, place: Place) {
    this.node(this.base.resolve(was), this.head.resolve(is), place);
  }

  schema(was: Schema, is: Schema, place: Place) {
    const text = JSON.stringify([place.part, place.use, was, is]);
    if (was === undefined || is === undefined || this.seen.has(text)) return;
    this.seen.add(text);
    const [before, after] = [flat(this.base, was), flat(this.head, is)];
    const [discriminator, discriminatorNow] = [discriminatorOf(before), discriminatorOf(after)];
    if (!isSame(discriminator, discriminatorNow))
      this.say("unknown", place, `discriminator ${changed(discriminator, discriminatorNow)}`);
    const [variants, variantsNow] = [variantsOf(this.base, was), variantsOf(this.head, is)];
    const { pairs, gone, come } = pairsOf(variants, variantsNow, likeness);
    const isOverlapping = Boolean(before.oneOf) && areOverlapping(this.base, variants);
    const isOverlappingNow = Boolean(after.oneOf) && areOverlapping(this.head, variantsNow);
    const areSame = gone.length + come.length === 0 && pairs.every((pair) => isSame(pair.was, pair.is));
    if ((isOverlapping || isOverlappingNow) && !areSame)
      this.say("different", place, "variants of a oneOf that overlap changed");
    else if (!isOverlapping && isOverlappingNow) this.say("narrower", place, "anyOf -> oneOf");
    else if (isOverlapping && !isOverlappingNow) this.say("wider", place, "oneOf -> anyOf");
    else if (before.oneOf && after.anyOf && place.use === "request") this.say("wider", place, "oneOf -> anyOf");
    if (gone.length > 0) this.say("narrower", place, "a variant removed", true);
    if (come.length > 0) this.say("wider", place, "a variant added", true);
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
    else this.say("unseen", place, changed(was, is));
  }

  private say(effect: Effect, place: Place, what: string, unlessTyped = false) {
    this.changes.push({ effect, place, what, unlessTyped });
  }
}

/** The names of the variants are values of the property that tells them apart. */
function discriminatorOf({ discriminator, oneOf, anyOf }: Schema): unknown {
  return discriminator && { ...discriminator, variants: (oneOf ?? anyOf)?.map((variant: Schema) => variant.$ref) };
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return value === null ? "null" : "nothing";
  return Array.isArray(value) ? "a list" : isObject(value) ? "an object" : `a ${typeof value}`;
}
