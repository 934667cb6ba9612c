/** The evidence as readers of the docs see it: after each description, and as a table of open points. */
import type { Node } from "../../src/contract/document.js";
import { markdownTable } from "../markdown.js";
import { type Basis, bases, basisOf, type Evidence, findEvidence, isInWords, type OpenPoint, type Sources } from "./model.js";

const basisText: Record<Basis, string> = {
  nexus: "MX",
  sibling: "Another MX API",
  inferred: "Inferred",
};

/** Where the guides list the open points. */
const openPointsLink = "[Open point](evidence.md#check-before-production)";

/**
 * Evidence as a reader of the docs wants it, in Markdown: the open points first, then the basis, what is weaker, the notes last. Sources
 * are numbered links, so that the text stays longer than its evidence; the title of a link is that of the source.
 */
export function describeEvidence(evidence: Evidence, sources: Sources): string {
  const basis = basisOf(evidence);
  const cited: string[] = [];
  const links = (keys: string[] = []) => keys.map((key) => numberedLink(key, cited, sources)).join(" ");
  if (!basis) throw new Error("x-evidence has no basis");
  const questions = (evidence.open ?? []).map(({ question }) => question.trim()).join("; ");
  const mark = questions ? `**${openPointsLink}**: ${questions}. ${basisText[basis]}` : `**${basisText[basis]}**`;
  const marked = `${mark} ${links(evidence[basis])}.`;
  const weaker = bases
    .filter((other) => other !== basis)
    .flatMap((other) => {
      const parts = Object.entries(evidence.parts ?? {}).filter(([, claim]) => basisOf(claim) === other);
      const texts = parts.map(([part, claim]) => `${describePart(part)} ${links(claim[other])}`);
      return texts.length > 0 ? [`${basisText[other]}: ${texts.join(", ")}.`] : [];
    });
  const notes = [evidence, ...Object.values(evidence.parts ?? {})].flatMap(({ note }) => note?.trim() ?? []);
  return [marked, ...weaker, ...new Set(notes)].join(" ");
}

/** The number of a source in a text, which adds it to those that the text cites. */
function numberedLink(key: string, cited: string[], sources: Sources): string {
  if (!cited.includes(key)) cited.push(key);
  return `[${cited.indexOf(key) + 1}](${sources[key]?.url ?? ""} "${sources[key]?.title ?? key}")`;
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
export function withEvidence(node: Node, sources: Sources): Node {
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
export function openPoints(document: Node): OpenPoint[] {
  const points: OpenPoint[] = [];
  findEvidence(document, "", (_, { "x-evidence": evidence }) => points.push(...(evidence.open ?? [])));
  return points.sort((one, other) => one.rank - other.rank);
}

/** Every open point of a bundle as a Markdown table, most dangerous first. */
export function openPointsTable(document: Node): string {
  const rows = openPoints(document).map(({ question, contract, settle }) => [question, contract, settle]);
  return markdownTable(["Open point", "In this contract", "How to settle it"], rows);
}
