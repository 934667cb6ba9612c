/**
 * What types cannot see of a change: the keywords of both documents, walked side by side. Parts of the same name are compared, such as the
 * response 200 of an operation, and schemas wherever they are used: a minLength of a component in each request and response that has it.
 */
import type { Node, OpenApiDocument, Schema } from "../../src/contract/document.js";
import { isObject, isSame } from "../../src/contract/json.js";
import type { Effect, Place } from "./effects.js";
import { effectOf, names, namesInTypes, objects } from "./rules.js";
import { likenessOf, pairsOf, variantsOf } from "./variants.js";
import { bodyOrGroupOf, type Difference, fromTo } from "./words.js";

/** Compares two OpenAPI documents. `unused` are the schemas that no operation leads to: code can use them in any way. */
export function compareValues(base: OpenApiDocument, head: OpenApiDocument, unused: string[]): Difference[] {
  const differences: Difference[] = [];
  /** The schemas that were compared in each part, so that one within itself comes to an end. */
  const seen = new Set<string>();
  object(withNames(base), withNames(head), []);
  for (const name of unused) schema(base.schemas[name], head.schemas[name], ["components", "schemas", name]);
  return differences;

  function say(effect: Effect, place: Place, what: string) {
    differences.push({ effect, place, what });
  }

  /** An object of OpenAPI, or a variant of a schema. */
  function object(was: Node, is: Node, place: Place) {
    const keywords = Object.keys({ ...was, ...is });
    for (const keyword of keywords) {
      const effect = effectOf(keyword, was, is);
      if (effect) say(effect, place, `${keyword} ${fromTo(was[keyword], is[keyword])}`);
    }
    for (const keyword of keywords) parts(keyword, was[keyword], is[keyword], place);
  }

  /** What a keyword has that is compared by itself. */
  function parts(keyword: string, was: Node, is: Node, place: Place) {
    if (keyword === "value") example(was, is, place);
    if (names.has(keyword) && !Array.isArray(was ?? is)) named(keyword, was, is, place);
    if (!isObject(was) || !isObject(is)) return;
    if (objects.includes(keyword)) object(was, is, [...place, keyword]);
    if (keyword === "schema") schema(was, is, place);
    if (keyword === "items") schema(was, is, [...place, "[]"]);
    if (keyword === "additionalProperties") schema(was, is, [...place, "*"]);
    if (keyword === "properties")
      for (const name of Object.keys(was)) if (name in is) schema(was[name], is[name], [...place, name]);
  }

  function named(keyword: string, was: Node = {}, is: Node = {}, place: Place) {
    for (const name of Object.keys({ ...was, ...is })) {
      const at = [...place, keyword, name];
      if (name in was && name in is) object(base.resolve(was[name]), head.resolve(is[name]), at);
      else if (namesInTypes.includes(keyword)) continue;
      else if (name in was) say("removed", at, "removed");
      else say(keyword === "examples" ? "unseen" : "added", at, "added");
    }
  }

  function schema(was: Schema, is: Schema, place: Place) {
    const text = JSON.stringify([bodyOrGroupOf(place), was, is]);
    if (seen.has(text)) return;
    seen.add(text);
    const { pairs, gone, come } = pairsOf(variantsOf(base, was), variantsOf(head, is), likenessOf);
    if (gone.length > 0) say("narrower", place, "a variant removed");
    if (come.length > 0) say("wider", place, "a variant added");
    for (const pair of pairs) object(pair.was, pair.is, place);
  }

  /** Code reads the fields of an example, and does not depend on their values. */
  function example(was: Node, is: Node, place: Place) {
    const kindOf = (value: unknown) => Object.prototype.toString.call(value);
    if (isSame(was, is)) return;
    if (was !== null && kindOf(was) !== kindOf(is)) say("removed", place, fromTo(was, is));
    else if (isObject(was)) for (const name of Object.keys(was)) example(was[name], is[name], [...place, name]);
    else if (Array.isArray(was)) for (const [i, item] of was.entries()) example(item, is[i] ?? is[0], [...place, "[]"]);
    else say("unseen", place, fromTo(was, is));
  }
}

/** A document in which all that is compared has a name, and an operation has what it has of its path and of the document. */
function withNames(document: OpenApiDocument): Node {
  const byName = (nodes: readonly Node[], nameOf: (node: Node) => string): Node =>
    Object.fromEntries(nodes.map((node) => [nameOf(node), node]));
  const { components, security, paths = {}, servers = [], ...rest } = document.root;
  const items = Object.entries(paths).map(([path, item]) => [path, { ...document.resolve(item) }]);
  const named = { ...rest, paths: Object.fromEntries(items), securitySchemes: components?.securitySchemes };
  for (const { path, method, node, ...resolved } of document.operations) {
    const parameters = byName(resolved.parameters, (parameter) => `${parameter.in}.${parameter.name}`);
    named.paths[path][method.toLowerCase()] = { ...node, ...resolved, parameters };
  }
  return { ...named, servers: byName(servers, (server) => server["x-name"] ?? server.url) };
}
