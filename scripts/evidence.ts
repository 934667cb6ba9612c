/**
 * The evidence ledger: `x-evidence` says what each leaf of the contract rests on and cites `openapi/sources.yaml`.
 *
 * As a program (`tsx scripts/evidence.ts`, part of `npm run lint`) it fails for a leaf without evidence, for evidence that is
 * malformed or stands where nothing reads it, and for a source that does not exist or that nobody cites. It prints the count.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** From strongest to weakest. */
const bases = ["nexus", "sibling", "inferred"] as const;
type Basis = (typeof bases)[number];

/** One claim: exactly one basis, with the keys of the sources that it rests on. */
type Claim = { [basis in Basis]?: string[] } & { note?: string };

/**
 * What stands under `x-evidence`. `parts` are the claims about the leaf that could be wrong on their own: a keyword (`default`), an item
 * of a list (`enum PENDING`, or `enum` for all), or a statement of the description in words (`that it can change`).
 */
export type Evidence = Claim & { parts?: Record<string, Claim>; open?: OpenPoint[] };

/** A question that only Nexus can answer. The lower the rank, the more dangerous. */
export interface OpenPoint {
  rank: number;
  question: string;
  contract: string;
  settle: string;
}

export interface Source {
  title: string;
  api: string;
  url: string;
  also?: string[];
  seen: string;
  note?: string;
}

export type Sources = Record<string, Source>;

// biome-ignore lint/suspicious/noExplicitAny: OpenAPI descriptions are walked by key
type Json = any;

/** A thing that the contract says, with the parts of it that need evidence of their own. */
interface Leaf {
  place: string;
  evidence: Evidence | undefined;
  /** Keys of `x-evidence.parts`; an item of a list, such as `enum PENDING`, may be covered by the key of the list. */
  parts: string[];
}

export interface Ledger {
  issues: string[];
  leaves: number;
  cited: number;
  perBasis: Record<Basis, number>;
}

/** Keywords that a server can contradict although the description of the leaf is right. */
const assertions =
  `default pattern format multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems
  maxItems uniqueItems minProperties maxProperties dependentRequired`.split(/\s+/);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const openPointsPlace = /<!-- open points -->[\s\S]*<!-- end of open points -->/;

/** Reads `openapi/sources.yaml` of a repository. */
export function readSources(root: string): Sources {
  return parse(readFileSync(join(root, "openapi/sources.yaml"), "utf8"));
}

/** Checks the evidence of the contract in a repository against its sources and its guides. */
export function checkEvidence(root: string, entry = "openapi/openapi.yaml"): Ledger {
  const sources = readSources(root);
  const { leaves, ignored } = collectLeaves(root, entry);
  const issues = ignored.map((place) => `${place}: x-evidence stands on something that is no leaf; move it to the leaf`);
  const ledger: Ledger = { issues, leaves: 0, cited: 0, perBasis: { nexus: 0, sibling: 0, inferred: 0 } };
  const cited = new Set<string>();
  const ranks = new Map<number, string>();

  for (const { place, evidence, parts: keywords } of leaves) {
    const parts = [...keywords, ...Object.keys(evidence?.parts ?? {}).filter(isInWords)];
    const claims = [["", evidence] as const, ...parts.map((part) => [part, claimOf(evidence, part)] as const)];
    for (const [part, claim] of claims) {
      ledger.leaves++;
      const basis = claim && basisOf(claim);
      if (!basis) {
        issues.push(
          `${place}: ${part ? `x-evidence.parts has nothing for "${part}"` : `no x-evidence with ${bases.join(", ")}`}`,
        );
        continue;
      }
      const wrong = issuesOfClaim(claim, basis, sources);
      issues.push(...wrong.map((issue) => `${place}${part && ` (${part})`}: ${issue}`));
      if (wrong.length > 0) continue;
      ledger.cited++;
      ledger.perBasis[basis]++;
      for (const key of claim[basis] ?? []) cited.add(key);
    }
    const unused = Object.keys(evidence?.parts ?? {}).filter((key) => !parts.some((part) => covers(key, part)));
    issues.push(...unused.map((key) => `${place}: x-evidence.parts has "${key}", which the leaf does not have`));
    for (const point of evidence?.open ?? []) {
      const types = { rank: "number", question: "string", contract: "string", settle: "string" };
      for (const [key, type] of Object.entries(types))
        if (typeof (point as Json)[key] !== type) issues.push(`${place}: ${key} of an open point is no ${type}`);
      const other = ranks.get(point.rank);
      if (other) issues.push(`${place}: an open point has the rank ${point.rank} of another one, at ${other}`);
      ranks.set(point.rank, place);
    }
  }

  const guides = join(root, "openapi/guides");
  const text = existsSync(guides) ? readdirSync(guides).map((file) => readFileSync(join(guides, file), "utf8")) : [];
  for (const [key, { url }] of Object.entries(sources)) {
    const inGuide = text.some((guide) => guide.includes(`](${url})`));
    if (!cited.has(key) && !inGuide) issues.push(`openapi/sources.yaml#/${key}: nothing cites this source`);
  }
  return ledger;
}

/** The claim of a part: its own, or that of the whole list. */
function claimOf(evidence: Evidence | undefined, part: string): Claim | undefined {
  const key = Object.keys(evidence?.parts ?? {}).find((one) => one === part) ?? part.split(" ")[0] ?? part;
  return evidence?.parts?.[key];
}

function covers(key: string, part: string): boolean {
  return key === part || (isListItem(part) && key === part.split(" ")[0]);
}

function isListItem(part: string): boolean {
  return part.startsWith("enum ") || part.startsWith("required ");
}

function isInWords(part: string): boolean {
  return part.startsWith("that ") || part.startsWith("the ");
}

function basisOf(claim: Claim): Basis | undefined {
  return bases.find((basis) => claim[basis] !== undefined);
}

function issuesOfClaim(claim: Claim, basis: Basis, sources: Sources): string[] {
  const known: string[] = [...bases, "note", "parts", "open"];
  const issues = Object.keys(claim)
    .filter((key) => !known.includes(key))
    .map((key) => `x-evidence has an unknown key "${key}"`);
  const others = bases.filter((other) => other !== basis && claim[other] !== undefined);
  issues.push(...others.map((other) => `x-evidence has two bases, ${basis} and ${other}: put the weaker one under parts`));
  const keys = claim[basis];
  if (!Array.isArray(keys) || keys.length === 0) return [...issues, `${basis} cites no source`];
  for (const key of keys) {
    const api = sources[key]?.api;
    if (!api) issues.push(`the source "${key}" is not in openapi/sources.yaml`);
    else if (basis === "nexus" && api !== "nexus") issues.push(`${basis} cites "${key}", which belongs to ${api}`);
    else if (basis === "sibling" && ["nexus", "third-party"].includes(api))
      issues.push(`${basis} cites "${key}", which belongs to ${api}`);
  }
  return issues;
}

/** Walks the contract from its entry, through references to files and fragments. Each leaf comes once. */
function collectLeaves(root: string, entry: string): { leaves: Leaf[]; ignored: string[] } {
  const documents = new Map<string, Json>();
  const leaves = new Map<Json, Leaf>();

  const read = (file: string) => {
    if (!documents.has(file)) documents.set(file, parse(readFileSync(file, "utf8")));
    return documents.get(file);
  };
  const child = (at: Place, ...keys: (string | number)[]): Place => ({
    file: at.file,
    pointer: keys.reduce<string>((pointer, key) => `${pointer}/${escapePointer(key)}`, at.pointer),
    node: keys.reduce((node, key) => node?.[key], at.node),
  });
  const children = (at: Place, key: string): [string, Place][] =>
    Object.keys(at.node?.[key] ?? {}).map((name) => [name, child(at, key, name)]);

  function follow(at: Place): Place {
    const reference = at.node?.$ref;
    if (typeof reference !== "string") return at;
    const [path = "", fragment = ""] = reference.split("#");
    const file = path ? resolve(dirname(at.file), path) : at.file;
    const keys = fragment.split("/").slice(1).map(unescapePointer);
    return follow(child({ file, pointer: "", node: read(file) }, ...keys));
  }

  /** Notes a leaf, once; returns it if it is new. */
  function note(at: Place, parts: string[] = []): Leaf | undefined {
    if (leaves.has(at.node)) return undefined;
    const place = `${relative(root, at.file).replaceAll("\\", "/")}#${at.pointer}`;
    const leaf: Leaf = { place, evidence: at.node["x-evidence"], parts };
    leaves.set(at.node, leaf);
    return leaf;
  }

  /** A schema that is a leaf itself, because it has a name: a component or a property. */
  function walkNamedSchema(at: Place) {
    const target = follow(at);
    const leaf = note(target);
    if (leaf) walkSchema(target, leaf);
  }

  /** The keywords of a schema belong to the nearest leaf around it. */
  function walkSchema(at: Place, leaf: Leaf) {
    const schema = at.node;
    if (typeof schema !== "object" || schema === null) return;
    if (schema.$ref) return walkNamedSchema(at);
    leaf.parts.push(...partsOf(schema).filter((part) => !leaf.parts.includes(part)));
    for (const [, property] of children(at, "properties")) walkNamedSchema(property);
    for (const keyword of ["patternProperties", "dependentSchemas", "$defs"])
      for (const [, one] of children(at, keyword)) walkSchema(one, leaf);
    for (const keyword of ["allOf", "oneOf", "anyOf", "prefixItems"])
      for (const [, one] of children(at, keyword)) walkSchema(one, leaf);
    for (const keyword of ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"])
      walkSchema(child(at, keyword), leaf);
  }

  function walkContent(at: Place, leaf: Leaf) {
    for (const [, media] of children(at, "content")) {
      leaf.parts.push("media type");
      walkSchema(child(media, "schema"), leaf);
      for (const [, example] of children(media, "examples")) note(follow(example));
    }
  }

  function walkParameter(at: Place) {
    const target = follow(at);
    const leaf = note(target, target.node.required ? ["required"] : []);
    if (leaf) walkSchema(child(target, "schema"), leaf);
  }

  function walkOperation(at: Place) {
    note(at);
    for (const [, parameter] of children(at, "parameters")) walkParameter(parameter);
    if (at.node.requestBody) {
      const body = follow(child(at, "requestBody"));
      const leaf = note(body, body.node.required ? ["required"] : []);
      if (leaf) walkContent(body, leaf);
    }
    for (const [, reference] of children(at, "responses")) {
      const response = follow(reference);
      const leaf = note(response, ["status"]);
      if (leaf) walkContent(response, leaf);
      for (const [, header] of children(response, "headers")) walkParameter(header);
    }
  }

  const file = resolve(root, entry);
  const document: Place = { file, pointer: "", node: read(file) };
  for (const [, server] of children(document, "servers")) note(server);
  for (const [, scheme] of children(child(document, "components"), "securitySchemes")) note(follow(scheme));
  for (const [, reference] of children(document, "paths")) {
    const path = follow(reference);
    for (const [, parameter] of children(path, "parameters")) walkParameter(parameter);
    for (const [method, operation] of Object.keys(path.node).map((key) => [key, child(path, key)] as const))
      if (methods.includes(method)) walkOperation(operation);
  }

  const ignored: string[] = [];
  for (const [name, node] of documents) {
    findEvidence(node, "", (pointer, owner) => {
      if (!leaves.has(owner)) ignored.push(`${relative(root, name).replaceAll("\\", "/")}#${pointer}`);
    });
  }
  return { leaves: [...leaves.values()], ignored };
}

interface Place {
  file: string;
  pointer: string;
  node: Json;
}

/** The parts of one schema. A single fixed value is what the leaf itself says, so it is no part. */
function partsOf(schema: Json): string[] {
  const values = (schema.enum ?? []).filter((value: unknown) => value !== null);
  const canBeNull = [schema.type].flat().includes("null") || schema.enum?.includes(null);
  return [
    ...assertions.filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== false),
    ...(schema.default === false ? ["default"] : []),
    ...(values.length > 1 ? values.map((value: unknown) => `enum ${value}`) : []),
    ...(schema["x-extensible-enum"] ? ["x-extensible-enum"] : []),
    ...(schema.required ?? []).map((name: string) => `required ${name}`),
    ...["additionalProperties", "unevaluatedProperties"].filter((keyword) => schema[keyword] === false),
    ...(canBeNull ? ["nullable"] : []),
  ];
}

/** Calls `found` for everything below a node that has `x-evidence`. */
function findEvidence(node: Json, pointer: string, found: (pointer: string, owner: Json) => void) {
  if (typeof node !== "object" || node === null) return;
  if (node["x-evidence"]) found(pointer, node);
  for (const [key, value] of Object.entries(node)) findEvidence(value, `${pointer}/${escapePointer(key)}`, found);
}

function escapePointer(key: string | number): string {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapePointer(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}

const basisText: Record<Basis, string> = {
  nexus: "Documented by MX",
  sibling: "Documented by another MX API",
  inferred: "Inferred",
};

/** Evidence as a reader of the docs wants it, in Markdown: the conclusion first, the notes last. */
export function describeEvidence(evidence: Evidence, sources: Sources): string {
  const basis = basisOf(evidence);
  if (!basis) throw new Error("x-evidence has no basis");
  const weaker = bases
    .filter((other) => other !== basis)
    .flatMap((other) => {
      const parts = Object.entries(evidence.parts ?? {}).filter(([, claim]) => basisOf(claim) === other);
      const texts = parts.map(([part, claim]) => `${describePart(part)} (${links(claim[other], sources)})`);
      return texts.length > 0 ? [`${basisText[other]}: ${texts.join(", ")}.`] : [];
    });
  const notes = [evidence, ...Object.values(evidence.parts ?? {})].flatMap(({ note }) => note?.trim() ?? []);
  return [`**${basisText[basis]}** (${links(evidence[basis], sources)}).`, ...weaker, ...new Set(notes)].join(" ");
}

function links(keys: string[] = [], sources: Sources): string {
  return keys.map((key) => `[${sources[key]?.title ?? key}](${sources[key]?.url ?? ""})`).join(", ");
}

function describePart(part: string): string {
  const texts: Record<string, string> = {
    enum: "the values",
    required: "what is required",
    additionalProperties: "that other fields are rejected",
    unevaluatedProperties: "that other fields are rejected",
    nullable: "that it can be null",
    "x-extensible-enum": "that the list can grow",
    minItems: "the minimum number of items",
    maxItems: "the maximum number of items",
    minLength: "the minimum length",
    maxLength: "the maximum length",
  };
  if (part.startsWith("enum ")) return `\`${part.slice("enum ".length)}\``;
  if (part.startsWith("required ")) return `that \`${part.slice("required ".length)}\` is required`;
  if (isInWords(part)) return part;
  return texts[part] ?? `the ${part}`;
}

/**
 * A copy of a bundle whose descriptions end with the evidence, but those of servers, which Redocly shows as plain text. Its
 * `showExtensions` would show the evidence of properties only.
 */
export function withEvidence(node: Json, sources: Sources): Json {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => withEvidence(item, sources));
  const { "x-evidence": evidence, ...rest } = node;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withEvidence(value, sources)]));
  const isServer = rest.url !== undefined;
  if (!evidence || isServer) return copy;
  const description = [rest.description?.trim(), describeEvidence(evidence, sources)].filter(Boolean).join("\n\n");
  return { ...copy, description };
}

/** Every open point of a bundle, most dangerous first. */
export function openPoints(document: Json): OpenPoint[] {
  const points: OpenPoint[] = [];
  findEvidence(document, "", (_, { "x-evidence": evidence }) => points.push(...(evidence.open ?? [])));
  return points.sort((one, other) => one.rank - other.rank);
}

/** A copy of a bundle in which the table of open points stands where a guide has a place for it, between two comments. */
export function insertOpenPoints(document: Json): Json {
  const cell = (text: string) => text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  const rows = openPoints(document).map(
    ({ question, contract, settle }) => `| ${cell(question)} | ${cell(contract)} | ${cell(settle)} |`,
  );
  const table = ["| Open point | In this contract | How to settle it |", "|---|---|---|", ...rows].join("\n");
  const tags = document.tags.map((tag: Json) => ({
    ...tag,
    description: tag.description?.replace(openPointsPlace, () => table),
  }));
  return { ...document, tags };
}

/** The result in one line. */
export function summarize({ leaves, cited, perBasis }: Ledger): string {
  const percent = Math.floor((cited / leaves) * 100);
  const { nexus, sibling, inferred } = perBasis;
  return `Evidence: ${cited} of ${leaves} leaves cite their source (${percent} %): ${nexus} documented by Nexus, ${sibling} by another MX API, ${inferred} inferred`;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) {
  const ledger = checkEvidence(process.cwd(), process.argv[2]);
  for (const issue of ledger.issues) console.error(issue);
  console.log(summarize(ledger));
  if (ledger.issues.length > 0) process.exitCode = 1;
}
