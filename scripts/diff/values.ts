/** What types cannot see of a change: limits, defaults, examples, security, and keywords that no rule knows. */
import type { DescribedOperation, Node, OpenApiDocument, Schema } from "../../src/contract/document.js";
import { isObject, isSame } from "../../src/contract/json.js";
import { pairsOf } from "./pairs.js";
import { effectOf } from "./rules.js";
import { likenessOf, plainVariants } from "./variants.js";
import { bodyOrGroupOf, type Difference, type Effect, fromTo, inside, type KeyPath } from "./words.js";

/** Compares two OpenAPI documents. `unused` are the schemas that no operation leads to: code can use them in any way. */
export function compareValues(base: OpenApiDocument, head: OpenApiDocument, unused: string[]): Difference[] {
  const differences: Difference[] = [];
  /** The schemas that were compared in each part, so that one within itself comes to an end. */
  const seen = new Set<string>();
  const root: KeyPath = { use: "response", keys: [] };
  node(namedParts(base), namedParts(head), root);
  for (const operation of base.operations) {
    const now = head.operations.find(({ method, path }) => method === operation.method && path === operation.path);
    const place = inside(root, "paths", operation.path, operation.method.toLowerCase());
    if (now) node(whole(base, operation), whole(head, now), place);
  }
  for (const name of unused)
    for (const use of ["request", "response"] as const)
      compareSchema(base.schemas[name], head.schemas[name], { use, keys: ["components", "schemas", name] });
  return differences;

  function say(effect: Effect, place: KeyPath, what: string) {
    differences.push({ effect, place, what });
  }

  /** An object of OpenAPI, or a variant of a schema. */
  function node(was: Node, is: Node, place: KeyPath) {
    for (const keyword of Object.keys({ ...was, ...is })) {
      const [before, after] = [was[keyword], is[keyword]];
      const effect = effectOf(keyword, place.use, was, is);
      if (effect) say(effect, place, `${keyword} ${fromTo(before, after)}`);
      if (keyword === "value") fixture(before, after, place);
      if (!isObject(before) || !isObject(after)) continue;
      if (keyword === "requestBody") node(before, after, inside(place, keyword));
      if (keyword === "schema") compareSchema(before, after, place);
      if (keyword === "items") compareSchema(before, after, inside(place, "[]"));
      if (keyword === "additionalProperties") compareSchema(before, after, inside(place, "*"));
    }
    for (const keyword of [...namesInTypes, ...otherNames])
      if (!Array.isArray(was[keyword] ?? is[keyword])) named(keyword, was[keyword] ?? {}, is[keyword] ?? {}, place);
  }

  function named(keyword: string, was: Node, is: Node, place: KeyPath) {
    for (const name of Object.keys({ ...was, ...is })) {
      const at = keyword === "properties" ? inside(place, name) : inside(place, keyword, name);
      if (name in was && name in is) {
        if (keyword === "properties") compareSchema(was[name], is[name], at);
        else node(base.resolve(was[name]), head.resolve(is[name]), at);
      } else if (otherNames.includes(keyword)) {
        if (name in was) say("removed", at, "removed");
        else say(keyword === "examples" ? "unseen" : "added", at, "added");
      }
    }
  }

  function compareSchema(was: Schema, is: Schema, place: KeyPath) {
    const text = JSON.stringify([bodyOrGroupOf(place), was, is]);
    if (seen.has(text)) return;
    seen.add(text);
    const { pairs, gone, come } = pairsOf(plainVariants(base, was), plainVariants(head, is), likenessOf);
    if (gone.length > 0) say("narrower", place, "a variant removed");
    if (come.length > 0) say("wider", place, "a variant added");
    for (const pair of pairs) node(pair.was, pair.is, place);
  }

  /** Code reads the fields of an example, and does not depend on their values. */
  function fixture(was: Node, is: Node, place: KeyPath) {
    const kindOf = (value: unknown) => Object.prototype.toString.call(value);
    if (isSame(was, is)) return;
    if (was !== null && kindOf(was) !== kindOf(is)) say("removed", place, fromTo(was, is));
    else if (isObject(was)) for (const name of Object.keys(was)) fixture(was[name], is[name], inside(place, name));
    else if (Array.isArray(was)) for (const [i, item] of was.entries()) fixture(item, is[i] ?? is[0], inside(place, "[]"));
    else say("unseen", place, fromTo(was, is));
  }
}

/** What a keyword has by name. */
const namesInTypes = ["parameters", "responses", "headers", "content", "properties"];
const otherNames = ["examples", "servers", "securitySchemes"];

/** A document without its operations, and with what is compared by name. */
function namedParts({ root: { paths, components, security, servers = [], ...rest } }: OpenApiDocument): Node {
  const named = servers.map((server: Node) => [server["x-name"] ?? server.url, server]);
  return { ...rest, servers: Object.fromEntries(named), securitySchemes: components?.securitySchemes };
}

/** An operation with what it has of its path. */
function whole(
  document: OpenApiDocument,
  { path, node, requestBody, responses, security, parameters }: DescribedOperation,
): Node {
  const named = parameters.map((parameter) => [`${parameter.in}.${parameter.name}`, parameter]);
  const item = document.resolve(document.root.paths[path]);
  return { ...item, ...node, requestBody, responses, security, parameters: Object.fromEntries(named) };
}
