/** The evidence ledger: `x-evidence` says what each leaf of the contract rests on and cites `openapi/sources.yaml`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Node } from "../../src/contract/document.js";
import { escapeKey } from "../../src/contract/json.js";

/** From strongest to weakest. */
export const bases = ["nexus", "sibling", "inferred"] as const;
export type Basis = (typeof bases)[number];

/** One claim: exactly one basis, with the keys of the sources that it rests on. */
export type Claim = { [basis in Basis]?: string[] } & { note?: string };

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

interface Source {
  title: string;
  api: string;
  url: string;
  also?: string[];
  seen: string;
  note?: string;
}

export type Sources = Record<string, Source>;

/** Reads `openapi/sources.yaml` of a repository. */
export function readSources(root: string): Sources {
  return parse(readFileSync(join(root, "openapi/sources.yaml"), "utf8"));
}

/** What a claim rests on, if it says so. */
export function basisOf(claim: Claim): Basis | undefined {
  return bases.find((basis) => claim[basis] !== undefined);
}

/** Whether a part is a statement of the description, rather than a keyword. */
export function isInWords(part: string): boolean {
  return part.startsWith("that ") || part.startsWith("the ");
}

/** Calls `found` for everything below a node that has `x-evidence`. */
export function findEvidence(node: Node, pointer: string, found: (pointer: string, owner: Node) => void) {
  if (typeof node !== "object" || node === null) return;
  if (node["x-evidence"]) found(pointer, node);
  for (const [key, value] of Object.entries(node)) findEvidence(value, `${pointer}/${escapeKey(key)}`, found);
}
