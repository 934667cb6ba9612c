/**
 * A plugin for `redocly diff`, which finds what changed. It classifies each change for a consumer who writes requests and reads responses
 * in TypeScript: what stops their code from compiling or working is major, what only new code can use is minor, the rest patch. A
 * change that no rule knows is major. test/change/changes.yaml proves the rules.
 */
import {
  compareSets,
  compareSizes,
  type Direction,
  different,
  type Effect,
  inverse,
  type Json,
  keywordEffect,
  memberAdded,
  missing,
  size,
} from "./diff-schemas.js";

/** One side of a part of the contract, as Redocly walks it. */
interface Side {
  type: { name: string };
  key: string | number;
  value: unknown;
  children: Side[];
  resolved?: Side;
}

/** A part of the contract on both sides. */
interface Part {
  base?: Side;
  revision?: Side;
  parent: Part | null;
  referencedBy: Part[];
}

interface Change {
  kind: "added" | "removed" | "modified";
  /** The field that was modified; `key` if the part was renamed. */
  property?: string;
  base?: { value: unknown };
  revision?: { value: unknown };
  node: Part;
}

interface Verdict {
  level: "patch" | "minor" | "major";
  reason: string;
}

const breaks: Verdict = { level: "major", reason: "code that uses it no longer compiles or works" };
const rejects: Verdict = { level: "major", reason: "requests that were valid are rejected" };
const surprises: Verdict = { level: "major", reason: "responses can have values that code does not expect" };
const narrows: Verdict = { level: "major", reason: "code that handles the old values no longer compiles" };
const accepts: Verdict = { level: "minor", reason: "more requests are valid" };
const promises: Verdict = { level: "minor", reason: "responses promise more" };
const adds: Verdict = { level: "minor", reason: "only new code uses it" };
const announces: Verdict = { level: "minor", reason: "consumers have to hear of it" };
const text: Verdict = { level: "patch", reason: "no code depends on it" };

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Parts that code names, in types, fixtures or options. */
const named = words(`
  Paths PathItem Operation WebhooksMap CallbacksMap Callback RequestBody Responses Response MediaTypesMap MediaType HeadersMap Header
  LinksMap Link ParameterList Parameter Server ServerVariablesMap ServerVariable SecurityScheme OAuth2Flows ImplicitFlow PasswordFlow
  ClientCredentials AuthorizationCode Components NamedSchemas NamedResponses NamedParameters NamedRequestBodies NamedHeaders
  NamedSecuritySchemes NamedLinks NamedCallbacks NamedPathItems SchemaProperties`);
const examples = words("Example ExamplesMap NamedExamples");
const textParts = words(`
  Info Contact License Logo Tag TagList TagGroup TagGroups ExternalDocs XCodeSample XCodeSampleList SpecExtension EnumDescriptions`);
const textFields = words(`
  title summary description example examples $comment tags bearerFormat externalValue value`);
/** Parts and fields that say where and how something is sent, or that code and other documents refer to. */
const wireParts = words("EncodingMap Encoding Discriminator DiscriminatorMapping Xml ServerList");
const wireFields = words(`
  openapi jsonSchemaDialect url name in style explode allowReserved allowEmptyValue operationId operationRef parameters requestBody server
  type scheme flows openIdConnectUrl authorizationUrl tokenUrl refreshUrl x-name
  $id $anchor $schema $dynamicRef $dynamicAnchor $vocabulary`);
const mapsOfSchemas = words("SchemaProperties PatternProperties SchemaMap NamedSchemas");
const listsOfSchemas = words("AllOf AnyOf OneOf SchemaList");

/** Undefined: no rule knows the change. */
function classify(change: Change): Verdict | undefined {
  const { kind, node, property = "" } = change;
  const type = typeOf(node);
  if (textParts.has(type)) return text;
  if (wireParts.has(type)) return breaks;
  if (type === "SecurityRequirement" || type === "SecurityRequirementList") return security(node);
  if (kind !== "modified") return kind === "added" ? added(node, type) : removed(node, type);

  const was = change.base?.value;
  const is = change.revision?.value;
  if (mapsOfSchemas.has(type) || property === "schema") return judge(node, () => compareSizes(size(was), size(is)));
  if (type === "DependentRequired") return judge(node, () => inverse(compareSets(was ?? [], is ?? [])));
  if (property === "key") return breaks;
  if (type === "Schema" && isKeyword(property)) return keyword(node, property);
  if (textFields.has(property)) return text;
  if (property === "deprecated") return was === true || is === true ? announces : text;
  if (property === "required") return required(node, type, is === true);
  if (property === "scopes") return names(Object.keys(JSON.parse(String(was))), Object.keys(JSON.parse(String(is))));
  if (type === "ServerVariable") return property === "enum" ? names(was, is) : breaks;
  if (wireFields.has(property)) return wire(node, property);
  return property.startsWith("x-") ? text : undefined;
}

function added(node: Part, type: string): Verdict | undefined {
  if (type === "Schema" || typeOf(node.parent) === "Schema") return schema(node, true);
  if (examples.has(type)) return text;
  if (type === "Parameter" || type === "RequestBody") return content(node.revision).required === true ? rejects : adds;
  if (type === "ParameterList") return node.revision?.children.some((item) => content(item).required === true) ? rejects : adds;
  if (type === "Response" && typeOf(node.parent) === "Responses") return responseAdded(node);
  if (type === "MediaTypesMap" && typeOf(node.parent) !== "Response") return breaks;
  return named.has(type) ? adds : undefined;
}

function removed(node: Part, type: string): Verdict | undefined {
  if (type === "Schema" || typeOf(node.parent) === "Schema") return schema(node, false);
  return named.has(type) || examples.has(type) ? breaks : undefined;
}

/** A schema, a list or a map of schemas that was added or removed. */
function schema(node: Part, isAdded: boolean): Verdict | undefined {
  const { parent } = node;
  if (typeOf(node) === "SchemaProperties") return property(node, parent, isAdded);
  if (typeOf(parent) === "SchemaProperties") return property(node, parent?.parent, isAdded);
  if (typeOf(node) === "NamedSchemas" || typeOf(parent) === "NamedSchemas") return isAdded ? adds : breaks;
  if (!parent) return undefined;
  if (typeOf(parent) === "Schema") return keyword(parent, keyOf(node));
  if (!listsOfSchemas.has(typeOf(parent)) && !mapsOfSchemas.has(typeOf(parent)))
    return judge(node, () => (isAdded ? { narrower: true, typed: true } : { wider: true }));
  const owner = isAdded ? parent.parent?.base : parent.parent?.revision;
  const effect = memberAdded(keyOf(parent), content(owner), (node.revision ?? node.base)?.value);
  return effect && judge(node, () => (isAdded ? effect : inverse(effect)));
}

/** One or all of the properties of a schema. */
function property(node: Part, owner: Part | null | undefined, isAdded: boolean): Verdict | undefined {
  if (!isAdded) return breaks;
  // Requests and responses of a map could have a field of this name already.
  const isMap = isObject(content(owner?.revision).additionalProperties);
  return judge(node, () => (isMap ? different : { wider: true, foreseen: true }));
}

function isKeyword(name: string): boolean {
  return keywordEffect(name, {}, {}, "request") !== undefined;
}

function keyword(node: Part, name: string): Verdict | undefined {
  const before = content(node.base);
  const after = content(node.revision);
  return judge(node, (direction) => {
    if (name === "readOnly" && direction === "request" && isRequired(node)) return different;
    return keywordEffect(name, before, after, direction);
  });
}

function isRequired(node: Part): boolean {
  const { required } = content(node.parent?.parent?.revision);
  return Array.isArray(required) && required.includes(node.revision?.key);
}

function required(node: Part, type: string, is: boolean): Verdict | undefined {
  // Consumers receive a webhook; tests of its receiver send it.
  return judge(node, (direction) =>
    type === "RequestBody" && direction === "response" ? different : { narrower: is, wider: !is },
  );
}

/** The types put all bodies of success in one union, and all bodies of errors in another. */
function responseAdded(node: Part): Verdict {
  const isSuccess = (side: Side | undefined) => String(side?.key).startsWith("2");
  const schemas = (side: Side | undefined) =>
    JSON.stringify(Object.entries(content(side).content ?? {}).map(([mediaType, body]) => [mediaType, (body as Json).schema]));
  const others = node.parent?.base?.children.filter((other) => isSuccess(other) === isSuccess(node.revision)) ?? [];
  const isKnown = others.some((other) => schemas(other) === schemas(node.revision));
  const isAlone = others.every((other) => schemas(other) === "[]") || schemas(node.revision) === "[]";
  return isKnown || (isAlone && !isSuccess(node.revision)) ? adds : surprises;
}

/** Each way to be authorized before has to be enough now. */
function security(node: Part): Verdict {
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
  return ways("base").every((way) => ways("revision").some((needed) => suffices(way, needed))) ? accepts : rejects;
}

function names(was: unknown, is: unknown): Verdict {
  if (missing(was, is).length > 0) return breaks;
  return missing(is, was).length > 0 ? adds : text;
}

function wire(node: Part, field: string): Verdict | undefined {
  const before = withDefaults(content(node.base));
  const after = withDefaults(content(node.revision));
  if (before[field] === after[field]) return text;
  if (field === "allowEmptyValue") return after[field] === true ? accepts : rejects;
  if (field === "openapi") return minorVersion(before[field]) === minorVersion(after[field]) ? text : breaks;
  return before[field] === undefined && (field === "operationId" || field === "x-name") ? adds : breaks;
}

/** A parameter or header with the defaults of OpenAPI. */
function withDefaults(part: Json): Json {
  const style = part.style ?? (part.in === "query" || part.in === "cookie" ? "form" : "simple");
  return { allowReserved: false, allowEmptyValue: false, explode: style === "form", ...part, style };
}

function minorVersion(version: unknown): string {
  return String(version).split(".").slice(0, 2).join(".");
}

interface Use {
  direction?: Direction;
  /** Below `not`, where a narrower schema lets more through. Unknown below `if`, and where `contains` counts what it matches. */
  inverted: boolean | "unknown";
  /** A read-only part travels in responses only. */
  only?: Direction;
  /** Below a keyword that the types do not show. */
  hidden: boolean;
}

/** What an effect means for those who write requests and read responses. */
function judge(node: Part, effectOn: (direction: Direction) => Effect | undefined): Verdict | undefined {
  const verdicts = usesOf(node).map(({ direction = "request", inverted, hidden }) => {
    const effect = effectOn(direction);
    if (!effect) return undefined;
    const visible = hidden ? { ...effect, typed: false } : effect;
    const known = inverted === true ? inverse(visible) : visible;
    return meaning(inverted === "unknown" && (known.narrower || known.wider) ? different : known, direction);
  });
  if (verdicts.includes(undefined)) return undefined;
  const found = (level: Verdict["level"]) => verdicts.find((verdict) => verdict?.level === level);
  return found("major") ?? found("minor") ?? text;
}

function meaning({ narrower, wider, typed, foreseen }: Effect, direction: Direction): Verdict {
  if (direction === "request") {
    if (narrower) return rejects;
    return wider ? accepts : text;
  }
  if (wider && !foreseen) return surprises;
  if (narrower && typed) return narrows;
  if (wider) return adds;
  return narrower ? promises : text;
}

/** Where a part is used. A component that nothing refers to can be used in any way. */
function usesOf(part: Part): Use[] {
  const found = new Map<string, Use>();
  const seen = new Map<Part, Set<string>>();
  const climb = (node: Part, below: Use): void => {
    const use = useAt(node, below);
    const visits = seen.get(node) ?? new Set();
    if (visits.has(JSON.stringify(use))) return;
    seen.set(node, visits.add(JSON.stringify(use)));
    if (typeOf(node) === "Root" && use.direction) found.set(JSON.stringify(use), use);
    if (typeOf(node) === "Components") return;
    for (const user of [node.parent, ...node.referencedBy]) {
      if (user) climb(user, { ...use, ...useBelow(user, node, use) });
    }
  };
  climb(part, { inverted: false, hidden: false });
  const uses = [...found.values()].filter(({ direction, only }) => !only || only === direction);
  if (found.size > 0) return uses;
  return [
    { direction: "request", inverted: false, hidden: false },
    { direction: "response", inverted: false, hidden: false },
  ];
}

const directions: Record<string, Direction> = { RequestBody: "request", ParameterList: "request", Responses: "response" };
const opposite: Record<Direction, Direction> = { request: "response", response: "request" };

function useAt(node: Part, { direction = directions[typeOf(node)], inverted, only, hidden }: Use): Use {
  const isBackwards = ["CallbacksMap", "WebhooksMap", "NamedCallbacks"].includes(typeOf(node));
  const hasAlways = (keyword: string) =>
    typeOf(node) === "Schema" && [node.base, node.revision].every((side) => !side || content(side)[keyword] === true);
  const limited = only ?? (hasAlways("readOnly") ? "response" : hasAlways("writeOnly") ? "request" : undefined);
  return {
    ...(direction && { direction: isBackwards ? opposite[direction] : direction }),
    ...(limited && { only: limited }),
    inverted,
    hidden,
  };
}

const hiddenKeywords = words(
  "not if then else contains propertyNames dependentSchemas unevaluatedItems unevaluatedProperties contentSchema",
);

/** What a keyword that holds a subschema, or a map of them, changes in its use. */
function useBelow(owner: Part, node: Part, { inverted, hidden }: Use): Pick<Use, "inverted" | "hidden"> {
  if (typeOf(owner) !== "Schema") return { inverted, hidden };
  const key = keyOf(node);
  const isCounted = [owner.base, owner.revision].some((side) => content(side).maxContains !== undefined);
  const isUnknown = inverted === "unknown" || key === "if" || (key === "contains" && isCounted);
  return {
    inverted: isUnknown ? "unknown" : inverted !== (key === "not"),
    hidden: hidden || hiddenKeywords.has(key),
  };
}

function keyOf(node: Part): string {
  return String((node.revision ?? node.base)?.key);
}

function typeOf(node: Part | null | undefined): string {
  return (node?.revision ?? node?.base)?.type.name ?? "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What one side of a part says; a field beside a $ref adds to what the $ref leads to. */
function content(side: Side | undefined): Json {
  const target = side?.resolved?.value;
  return { ...(isObject(target) && target), ...(isObject(side?.value) && side.value) };
}

/**
 * Redocly compares plain values and lists of them. Any other value, such as an object in `const` or in an extension, becomes its JSON
 * text, so that no change is missed.
 */
function wholeValues() {
  const walked = new Set<unknown>();
  const enter = (node: unknown, { type }: Typed) => type.name !== "SpecExtension" && walked.add(node);
  const leave = (node: unknown, { type }: Typed) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (listsOfSchemas.has(type.name) && typeof value === "boolean") Object.assign(node, { [key]: value ? {} : { not: {} } });
      else if (!walked.has(value)) Object.assign(node, { [key]: key.startsWith("x-") ? plain(value) : plainItems(value) });
    }
  };
  return { ref: { enter }, any: { enter, leave } };
}

interface Typed {
  type: { name: string };
}

function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function plainItems(value: unknown): unknown {
  return Array.isArray(value) ? value.map(plain) : plain(value);
}

/** Redocly asks for one rule per classification. */
const reporting = (level: string) => () => ({
  any(change: Change, { report }: { report: (problem: { message: string }) => void }) {
    const verdict = classify(change);
    if (verdict ? verdict.level === level : level === "unknown")
      report({ message: verdict?.reason ?? "no rule knows this change, so it counts as major" });
  },
});

export default () => ({
  id: "contract",
  decorators: { oas3: { "whole-values": wholeValues } },
  diff: { oas3: Object.fromEntries(["unknown", "major", "minor", "patch"].map((level) => [level, reporting(level)])) },
});
