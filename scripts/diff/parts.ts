/** The parts of a contract as `redocly diff` gives them to a rule, and how each is used. */
import { isObject } from "../../src/contract/json.js";

export type Json = Record<string, unknown>;
export type Direction = "request" | "response";

/** One side of a part. */
export interface Side {
  type: { name: string };
  key: string | number;
  value: unknown;
  children: Side[];
  /** What its `$ref` leads to. */
  resolved?: Side;
}

/** A part of the contract on both sides; one of them if it was added or removed. */
export interface Part {
  base?: Side;
  revision?: Side;
  parent: Part | null;
  referencedBy: Part[];
}

export interface Use {
  direction?: Direction | undefined;
  /** A read-only part travels in responses only, a write-only one in requests. */
  only?: Direction | undefined;
  /** Below `not`, where a narrower schema lets more through. Unknown below `if`, and where `contains` counts what it matches. */
  inverted: boolean | "unknown";
  /** Below a keyword that the types do not show. */
  hidden: boolean;
}

export function typeOf(part: Part | null | undefined): string {
  return (part?.revision ?? part?.base)?.type.name ?? "";
}

export function keyOf(part: Part): string {
  return String((part.revision ?? part.base)?.key);
}

/** What one side of a part says; a field beside a $ref adds to what the $ref leads to. */
export function content(side: Side | undefined): Json {
  return { ...asObject(side?.resolved?.value), ...asObject(side?.value) };
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** How a part is used, directly or through references. A component that nothing refers to can be used in any way. */
export function usesOf(part: Part): Use[] {
  const found: Use[] = [];
  const visited = new Map<Part, string[]>();
  const climb = (node: Part, use: Use): void => {
    const visits = visited.get(node) ?? [];
    if (visits.includes(JSON.stringify(use))) return;
    visited.set(node, [...visits, JSON.stringify(use)]);
    if (typeOf(node) === "Root" && use.direction) found.push(use);
    if (typeOf(node) === "Components") return;
    for (const user of [node.parent, ...node.referencedBy]) if (user) climb(user, useAt(user, use, keyOf(node)));
  };
  climb(part, useAt(part, { inverted: false, hidden: false }));
  if (found.length > 0) return found.filter(({ direction, only }) => !only || only === direction);
  return (["request", "response"] as const).map((direction) => ({ direction, inverted: false, hidden: false }));
}

const directions: Record<string, Direction> = { RequestBody: "request", ParameterList: "request", Responses: "response" };
const opposite: Record<Direction, Direction> = { request: "response", response: "request" };
/** The consumer receives their requests and writes their responses. */
const backwards = ["CallbacksMap", "WebhooksMap", "NamedCallbacks"];
const hiddenKeywords =
  "not if then else contains propertyNames dependentSchemas unevaluatedItems unevaluatedProperties contentSchema".split(" ");

/** What a part adds to the use of what stands below its `key`. */
function useAt(part: Part, below: Use, key = ""): Use {
  const type = typeOf(part);
  const direction = below.direction ?? directions[type];
  const use = { ...below, direction: direction && backwards.includes(type) ? opposite[direction] : direction };
  if (type !== "Schema") return use;
  const sides = [part.base, part.revision].filter((side) => side !== undefined).map(content);
  const isAlways = (keyword: string) => sides.every((side) => side[keyword] === true);
  const isCounted = key === "contains" && sides.some(({ maxContains }) => maxContains !== undefined);
  const isUnknown = use.inverted === "unknown" || key === "if" || isCounted;
  return {
    direction: use.direction,
    only: use.only ?? (isAlways("readOnly") ? "response" : isAlways("writeOnly") ? "request" : undefined),
    inverted: isUnknown ? "unknown" : use.inverted !== (key === "not"),
    hidden: use.hidden || hiddenKeywords.includes(key),
  };
}
