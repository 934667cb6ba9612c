/** Checks the evidence of every leaf, and counts it. */
import type { Node } from "../../src/contract/document.js";
import type { Mistake } from "../lint/source.js";
import { collectLeaves, type Leaf } from "./leaves.js";
import { type Basis, bases, basisOf, type Claim, isInWords, type OpenPoint, type Sources } from "./model.js";

/** What the check found: mistakes, sources that nothing cites, and how many claims, those of leaves and of their parts, cite a source. */
export interface Ledger {
  mistakes: Mistake[];
  uncited: string[];
  claims: number;
  cited: number;
  perBasis: Record<Basis, number>;
}

/** Checks the evidence of a bundle against the sources. `guides` are the texts that cite sources too. */
export function checkEvidence(bundle: Node, sources: Sources, guides: string[]): Ledger {
  const { leaves, ignored } = collectLeaves(bundle);
  const mistakes: Mistake[] = ignored.map((path) => ({
    path,
    message: "x-evidence stands on something that is no leaf; move it to the leaf",
  }));
  const ledger = { claims: 0, cited: 0, perBasis: { nexus: 0, sibling: 0, inferred: 0 } };
  const used = new Set<string>();

  for (const leaf of leaves) {
    const say = (message: string) => mistakes.push({ path: leaf.path, message });
    for (const { part, claim } of claimsOf(leaf)) {
      ledger.claims++;
      const issues = issuesOfClaim(part ?? "", claim, sources);
      for (const issue of issues) say(issue);
      const basis = claim && basisOf(claim);
      if (issues.length > 0 || !basis) continue;
      ledger.cited++;
      ledger.perBasis[basis]++;
      for (const key of claim[basis] ?? []) used.add(key);
    }
    for (const key of unusedParts(leaf)) say(`x-evidence.parts has "${key}", which the leaf does not have`);
  }
  mistakes.push(...openPointMistakes(leaves));
  const isCited = (key: string) => used.has(key) || guides.some((guide) => guide.includes(`](${sources[key]?.url})`));
  return { ...ledger, mistakes, uncited: Object.keys(sources).filter((key) => !isCited(key)) };
}

/** The claim of a leaf itself, without a part, and those of all its parts. */
function claimsOf({ evidence, parts }: Leaf): { part?: string; claim: Claim | undefined }[] {
  const stated = Object.keys(evidence?.parts ?? {}).filter(isInWords);
  const claims = [...parts, ...stated].map((part) => ({
    part,
    claim: evidence?.parts?.[part] ?? evidence?.parts?.[listOf(part)],
  }));
  return [{ claim: evidence }, ...claims];
}

/** `enum` for `enum PENDING`: a claim about a list covers the items that have none of their own. */
function listOf(part: string): string {
  return /^(enum|required) /.exec(part)?.[1] ?? part;
}

function unusedParts({ evidence, parts }: Leaf): string[] {
  return Object.keys(evidence?.parts ?? {}).filter(
    (key) => !isInWords(key) && !parts.some((part) => part === key || listOf(part) === key),
  );
}

function openPointMistakes(leaves: Leaf[]): Mistake[] {
  const types = { rank: "number", question: "string", contract: "string", settle: "string" };
  const ranks = new Map<number, Leaf>();
  return leaves.flatMap((leaf) =>
    (leaf.evidence?.open ?? []).flatMap((point) => {
      const wrong = Object.entries(types).filter(([key, type]) => typeof point[key as keyof OpenPoint] !== type);
      const other = ranks.get(point.rank);
      ranks.set(point.rank, leaf);
      const messages = [
        ...wrong.map(([key, type]) => `${key} of an open point must be a ${type}`),
        ...(other ? [`an open point has the rank ${point.rank} of another one, of ${other.path.at(-1)}`] : []),
      ];
      return messages.map((message) => ({ path: leaf.path, message }));
    }),
  );
}

function issuesOfClaim(part: string, claim: Claim | undefined, sources: Sources): string[] {
  const basis = claim && basisOf(claim);
  if (!basis)
    return [
      part
        ? `x-evidence.parts has nothing for "${part}"`
        : `no x-evidence with ${bases.join(", ")}: cite a source of openapi/sources.yaml, whose head says how`,
    ];
  const known: string[] = [...bases, "note", "parts", "open"];
  const unknown = Object.keys(claim).filter((key) => !known.includes(key));
  const others = bases.filter((other) => other !== basis && claim[other] !== undefined);
  const keys = Array.isArray(claim[basis]) ? claim[basis] : [];
  const issues = [
    ...unknown.map((key) => `x-evidence has an unknown key "${key}"`),
    ...others.map((other) => `x-evidence has two bases, ${basis} and ${other}: put the weaker one under parts`),
    ...(keys.length === 0 ? [`${basis} cites no source`] : []),
    ...keys.flatMap((key) => {
      const api = sources[key]?.api;
      if (!api) return [`the source "${key}" is not in openapi/sources.yaml`];
      return canSupport(api, basis) ? [] : [`${basis} cites "${key}", which belongs to ${api}`];
    }),
  ];
  return issues.map((issue) => (part ? `(${part}) ${issue}` : issue));
}

/** A conclusion can rest on anything. */
function canSupport(api: string, basis: Basis): boolean {
  if (basis === "nexus") return api === "nexus";
  return basis === "inferred" || !["nexus", "third-party"].includes(api);
}

/** The result in one line. */
export function summarize({ claims, cited, perBasis }: Ledger): string {
  const percent = Math.floor((cited / claims) * 100);
  const { nexus, sibling, inferred } = perBasis;
  return `Evidence: ${cited} of ${claims} claims cite their source (${percent} %): ${nexus} documented by Nexus, ${sibling} by another MX API, ${inferred} inferred`;
}
