/** Finds the leaves of the contract: what it says, each with the parts that need evidence of their own. */
import type { Node } from "../../src/contract/document.js";
import { keysOf, valueAt } from "../../src/contract/json.js";
import { type Evidence, findEvidence } from "./model.js";

export interface Leaf {
  /** The keys that lead to it in the bundle. */
  path: string[];
  evidence: Evidence | undefined;
  /** Keys of `x-evidence.parts`; an item of a list, such as `enum PENDING`, may be covered by the key of the list. */
  parts: string[];
}

type Kind =
  | "document"
  | "components"
  | "path"
  | "media"
  | "schema"
  | "property"
  | "operation"
  | "parameter"
  | "body"
  | "response"
  | "example"
  | "server"
  | "securityScheme";

const leafKinds: Kind[] = ["property", "operation", "parameter", "body", "response", "example", "server", "securityScheme"];

const schema: Record<string, Kind> = {
  properties: "property",
  ...all("patternProperties dependentSchemas $defs allOf oneOf anyOf prefixItems", "schema"),
  ...all("items additionalProperties not if then else contains propertyNames", "schema"),
};
/** The kinds of what stands below each kind, by keyword. */
const contents: Partial<Record<Kind, Record<string, Kind>>> = {
  document: { servers: "server", paths: "path", components: "components" },
  components: { securitySchemes: "securityScheme" }, // nothing refers to them; all else is reached from a path
  path: { parameters: "parameter", ...all("get put post delete options head patch trace", "operation") },
  operation: { parameters: "parameter", requestBody: "body", responses: "response" },
  parameter: { schema: "schema" },
  body: { content: "media" },
  response: { content: "media", headers: "parameter" },
  media: { schema: "schema", examples: "example" },
  schema,
  property: schema,
};

/** Keywords whose value is a map of names. */
const keywordsOfMaps =
  "paths securitySchemes properties responses content headers examples patternProperties dependentSchemas $defs".split(" ");

/** Keywords that a server can contradict although the description of the leaf is right. */
const assertions =
  `default pattern format multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems
  maxItems uniqueItems minProperties maxProperties dependentRequired`.split(/\s+/);

interface Place {
  path: string[];
  node: Node;
}

/** Walks a document from its top, through references. Each leaf comes once. `ignored` are the paths of `x-evidence` on something else. */
export function collectLeaves(root: Node): { leaves: Leaf[]; ignored: string[][] } {
  const leaves = new Map<Node, Leaf>();

  function follow(at: Place): Place {
    const reference = at.node?.$ref;
    if (typeof reference !== "string") return at;
    const pointer = decodeURIComponent(reference.slice(1));
    return follow({ path: keysOf(pointer), node: valueAt(root, pointer) });
  }

  function visit(kind: Kind, from: Place, around?: Leaf) {
    const at = follow(from);
    if (typeof at.node !== "object" || at.node === null) return;
    const isNamed = leafKinds.includes(kind) || (kind === "schema" && at !== from);
    if (isNamed && leaves.has(at.node)) return;
    const leaf: Leaf | undefined = isNamed ? { path: at.path, evidence: at.node["x-evidence"], parts: [] } : around;
    if (leaf && isNamed) leaves.set(at.node, leaf);
    // The keywords of a schema without a name belong to the leaf around it.
    leaf?.parts.push(...partsOf(kind, at.node).filter((part) => !leaf.parts.includes(part)));
    for (const [keyword, kindBelow] of Object.entries(contents[kind] ?? {}))
      for (const below of placesOf(child(at, keyword), keyword)) visit(kindBelow, below, leaf);
  }

  visit("document", { path: [], node: root });
  const ignored: string[][] = [];
  findEvidence(root, "", (pointer, owner) => {
    if (!leaves.has(owner)) ignored.push(keysOf(pointer));
  });
  return { leaves: [...leaves.values()], ignored };
}

/** A keyword has one object, a list of them, or a map. */
function placesOf(at: Place, keyword: string): Place[] {
  const isMany = Array.isArray(at.node) || keywordsOfMaps.includes(keyword);
  return isMany ? Object.keys(at.node ?? {}).map((key) => child(at, key)) : [at];
}

function child({ path, node }: Place, key: string): Place {
  return { path: [...path, key], node: node?.[key] };
}

/** The parts of one object. A single fixed value is what the leaf itself says, so it is no part. */
function partsOf(kind: Kind, node: Node): string[] {
  if (kind === "parameter" || kind === "body") return node.required ? ["required"] : [];
  if (kind === "response") return ["status"];
  if (kind === "media") return ["media type"];
  return kind === "schema" || kind === "property" ? partsOfSchema(node) : [];
}

function partsOfSchema(schema: Node): string[] {
  const values = (schema.enum ?? []).filter((value: unknown) => value !== null);
  const canBeNull = [schema.type].flat().includes("null") || schema.enum?.includes(null);
  return [
    ...assertions.filter((keyword) => schema[keyword] !== undefined && (keyword === "default" || schema[keyword] !== false)),
    ...(values.length > 1 ? values.map((value: unknown) => `enum ${value}`) : []),
    ...(schema["x-extensible-enum"] ? ["x-extensible-enum"] : []),
    ...(schema.required ?? []).map((name: string) => `required ${name}`),
    ...["additionalProperties", "unevaluatedProperties"].filter((keyword) => schema[keyword] === false),
    ...(canBeNull ? ["nullable"] : []),
  ];
}

function all(keywords: string, kind: Kind): Record<string, Kind> {
  return Object.fromEntries(keywords.split(" ").map((keyword) => [keyword, kind]));
}
