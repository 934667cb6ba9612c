/**
 * A plugin for `redocly diff`, which finds what changed. It classifies each change for a consumer who writes requests and reads responses
 * in TypeScript: what stops their code from compiling or working is major, what only new code can use is minor, the rest patch. A
 * change that no rule knows is major. test/change/changes.yaml proves the rules.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isObject } from "../../src/contract/json.js";
import { compareSets, compareSizes, different, type Effect, inverse, keywords, members, missing, size } from "./keywords.js";
import { content, type Direction, type Json, keyOf, type Part, type Side, typeOf, usesOf } from "./parts.js";

interface Change {
  kind: "added" | "removed" | "modified";
  /** The field that was modified; `key` if the part was renamed. */
  property?: string;
  base?: { value: unknown };
  revision?: { value: unknown };
  node: Part;
}

const levels = ["major", "minor", "patch"];

/** Each is explained in rules.yaml. */
type Verdict =
  | ("breaks" | "rejects" | "surprises" | "narrows" | "unknown")
  | ("accepts" | "promises" | "adds" | "announces")
  | "text";

interface Rules {
  verdicts: Record<Verdict, { level: string; message: string }>;
  parts: Record<"named" | "examples" | "text" | "wire" | "mapsOfSchemas" | "listsOfSchemas", string>;
  fields: Record<"text" | "wire", string>;
}

const { verdicts, parts, fields }: Rules = parse(readFileSync(new URL("rules.yaml", import.meta.url), "utf8"));
const has = (names: string, name: string) => names.split(/\s+/).includes(name);

function classify(change: Change): Verdict {
  const { kind, node, property = "" } = change;
  const type = typeOf(node);
  if (has(parts.text, type)) return "text";
  if (has(parts.wire, type)) return "breaks";
  if (type.startsWith("SecurityRequirement")) return classifySecurity(node);
  if (kind !== "modified") return classifyExistence(node, type, kind === "added");

  const was = change.base?.value;
  const is = change.revision?.value;
  if (has(parts.mapsOfSchemas, type) || property === "schema")
    return classifyEffect(node, () => compareSizes(size(was), size(is)));
  if (type === "DependentRequired") return classifyEffect(node, () => inverse(compareSets(was ?? [], is ?? [])));
  if (property === "key") return "breaks";
  if (type === "Schema" && property in keywords) return classifyKeyword(node, property);
  if (has(fields.text, property)) return "text";
  if (property === "deprecated") return was === true || is === true ? "announces" : "text";
  if (property === "required") return classifyRequired(node, type, is === true);
  if (property === "scopes") return classifyNames(Object.keys(JSON.parse(String(was))), Object.keys(JSON.parse(String(is))));
  if (type === "ServerVariable") return property === "enum" ? classifyNames(was, is) : "breaks";
  if (has(fields.wire, property)) return classifyWire(node, property);
  return property.startsWith("x-") ? "text" : "unknown";
}

/** A part that was added or removed. */
function classifyExistence(node: Part, type: string, isAdded: boolean): Verdict {
  if (type === "Schema" || typeOf(node.parent) === "Schema") return classifySchema(node, isAdded);
  if (has(parts.examples, type)) return isAdded ? "text" : "breaks";
  if (!has(parts.named, type)) return "unknown";
  if (!isAdded) return "breaks";
  const mustBeSent = (side: Side | undefined) => content(side).required === true;
  if (mustBeSent(node.revision) && (type === "Parameter" || type === "RequestBody")) return "rejects";
  if (type === "ParameterList" && node.revision?.children.some(mustBeSent)) return "rejects";
  if (type === "Response" && typeOf(node.parent) === "Responses") return classifyAddedResponse(node);
  return type === "MediaTypesMap" && typeOf(node.parent) !== "Response" ? "breaks" : "adds";
}

/** A schema, a list or a map of schemas that was added or removed. */
function classifySchema(node: Part, isAdded: boolean): Verdict {
  const { parent } = node;
  const [type, parentType] = [typeOf(node), typeOf(parent)];
  if (type === "SchemaProperties") return classifyProperty(node, parent, isAdded);
  if (parentType === "SchemaProperties") return classifyProperty(node, parent?.parent, isAdded);
  if (type === "NamedSchemas" || parentType === "NamedSchemas") return isAdded ? "adds" : "breaks";
  if (!parent) return "unknown";
  if (parentType === "Schema") return classifyKeyword(parent, keyOf(node));
  if (!has(parts.listsOfSchemas, parentType) && !has(parts.mapsOfSchemas, parentType))
    return classifyEffect(node, () => (isAdded ? { narrower: true, typed: true } : { wider: true }));
  const owner = isAdded ? parent.parent?.base : parent.parent?.revision;
  const effect = members[keyOf(parent)]?.(content(owner), (node.revision ?? node.base)?.value);
  return effect ? classifyEffect(node, () => (isAdded ? effect : inverse(effect))) : "unknown";
}

/** One or all of the properties of a schema. */
function classifyProperty(node: Part, owner: Part | null | undefined, isAdded: boolean): Verdict {
  if (!isAdded) return "breaks";
  // Requests and responses of a map could have a field of this name already.
  const isMap = isObject(content(owner?.revision).additionalProperties);
  return classifyEffect(node, () => (isMap ? different : { wider: true, foreseen: true }));
}

function classifyKeyword(node: Part, name: string): Verdict {
  const rule = keywords[name];
  if (!rule) return "unknown";
  const [before, after] = [content(node.base), content(node.revision)];
  return classifyEffect(node, (direction) => {
    if (name === "readOnly" && direction === "request" && isRequired(node)) return different;
    return rule(before[name], after[name], { before, after, direction });
  });
}

function isRequired(node: Part): boolean {
  const { required } = content(node.parent?.parent?.revision);
  return Array.isArray(required) && required.includes(node.revision?.key);
}

function classifyRequired(node: Part, type: string, is: boolean): Verdict {
  // Consumers receive a webhook; tests of its receiver send it.
  return classifyEffect(node, (direction) =>
    type === "RequestBody" && direction === "response" ? different : { narrower: is, wider: !is },
  );
}

/** The types put all bodies of success in one union, and all bodies of errors in another. */
function classifyAddedResponse(node: Part): Verdict {
  const isSuccess = (side: Side | undefined) => String(side?.key).startsWith("2");
  const schemas = (side: Side | undefined) =>
    JSON.stringify(Object.entries(content(side).content ?? {}).map(([mediaType, body]) => [mediaType, (body as Json).schema]));
  const others = node.parent?.base?.children.filter((other) => isSuccess(other) === isSuccess(node.revision)) ?? [];
  const isKnown = others.some((other) => schemas(other) === schemas(node.revision));
  const isAlone = others.every((other) => schemas(other) === "[]") || schemas(node.revision) === "[]";
  return isKnown || (isAlone && !isSuccess(node.revision)) ? "adds" : "surprises";
}

/** Each way to be authorized before has to be enough now. */
function classifySecurity(node: Part): Verdict {
  let list = node;
  while (list.parent && typeOf(list) !== "SecurityRequirementList") list = list.parent;
  let root = list;
  while (root.parent) root = root.parent;
  const ways = (side: "base" | "revision"): Json[] => {
    const own = list[side]?.value ?? content(root[side]).security;
    return Array.isArray(own) && own.length > 0 ? own : [{}];
  };
  const suffices = (way: Json, needed: Json) =>
    Object.entries(needed).every(([scheme, scopes]) => way[scheme] && missing(scopes, way[scheme]).length === 0);
  return ways("base").every((way) => ways("revision").some((needed) => suffices(way, needed))) ? "accepts" : "rejects";
}

function classifyNames(was: unknown, is: unknown): Verdict {
  if (missing(was, is).length > 0) return "breaks";
  return missing(is, was).length > 0 ? "adds" : "text";
}

function classifyWire(node: Part, field: string): Verdict {
  const [before, after] = [withDefaults(content(node.base)), withDefaults(content(node.revision))];
  if (before[field] === after[field]) return "text";
  if (field === "allowEmptyValue") return after[field] === true ? "accepts" : "rejects";
  if (field === "openapi") return minorVersion(before[field]) === minorVersion(after[field]) ? "text" : "breaks";
  return before[field] === undefined && (field === "operationId" || field === "x-name") ? "adds" : "breaks";
}

/** A parameter or header with the defaults of OpenAPI. */
function withDefaults(part: Json): Json {
  const style = part.style ?? (part.in === "query" || part.in === "cookie" ? "form" : "simple");
  return { allowReserved: false, allowEmptyValue: false, explode: style === "form", ...part, style };
}

function minorVersion(version: unknown): string {
  return String(version).split(".").slice(0, 2).join(".");
}

/** What an effect means for those who write requests and read responses: the gravest of all uses. */
function classifyEffect(node: Part, effectOn: (direction: Direction) => Effect): Verdict {
  const found = usesOf(node).map(({ direction = "request", inverted, hidden }): Verdict => {
    const effect = effectOn(direction);
    const visible = hidden ? { ...effect, typed: false } : effect;
    const known = inverted === true ? inverse(visible) : visible;
    return verdictOf(inverted === "unknown" && (known.narrower || known.wider) ? different : known, direction);
  });
  const at = (level: string) => found.find((verdict) => verdicts[verdict].level === level);
  return at("major") ?? at("minor") ?? "text";
}

function verdictOf({ narrower, wider, typed, foreseen }: Effect, direction: Direction): Verdict {
  if (direction === "request") {
    if (narrower) return "rejects";
    return wider ? "accepts" : "text";
  }
  if (wider && !foreseen) return "surprises";
  if (narrower && typed) return "narrows";
  if (wider) return "adds";
  return narrower ? "promises" : "text";
}

/**
 * Redocly compares plain values and lists of them. Any other value, such as an object in `const` or in an extension, becomes its JSON
 * text, so that no change is missed.
 */
function wholeValues() {
  const walked = new Set<unknown>();
  const enter = (node: unknown, { type }: Side) => type.name !== "SpecExtension" && walked.add(node);
  const leave = (node: unknown, { type }: Side) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (has(parts.listsOfSchemas, type.name) && typeof value === "boolean")
        Object.assign(node, { [key]: value ? {} : { not: {} } });
      else if (!walked.has(value)) Object.assign(node, { [key]: key.startsWith("x-") ? plain(value) : plainItems(value) });
    }
  };
  return { ref: { enter }, any: { enter, leave } };
}

function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function plainItems(value: unknown): unknown {
  return Array.isArray(value) ? value.map(plain) : plain(value);
}

/** Redocly asks for one rule per level. */
const ruleFor = (level: string) => () => ({
  any(change: Change, { report }: { report: (problem: { message: string }) => void }) {
    const verdict = verdicts[classify(change)];
    if (verdict.level === level) report({ message: verdict.message });
  },
});

export default () => ({
  id: "contract",
  decorators: { oas3: { "whole-values": wholeValues } },
  diff: { oas3: Object.fromEntries(levels.map((level) => [level, ruleFor(level)])) },
});
