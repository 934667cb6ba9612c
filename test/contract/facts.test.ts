import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Evidence, readSources } from "../../scripts/evidence/types.js";
import { keysOf } from "../../src/contract/json.js";
import { contract } from "../support/contract.js";
import { section } from "../support/markdown.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = readSources(root);

describe("every fact of MX's Nexus documentation about this call", () => {
  interface Fact {
    fact: string;
    sources: string[];
    cited?: string[];
    leftOut?: string;
  }
  const facts: Fact[] = parse(readFileSync(new URL("facts.yaml", import.meta.url), "utf8"));

  test("has a name of its own", () => {
    const names = facts.map(({ fact }) => fact);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });

  test.each(facts)("$fact", ({ sources: keys, cited, leftOut }) => {
    expect(keys.map((key) => sources[key]?.api)).toEqual(keys.map(() => "nexus"));
    if (leftOut) return expect(cited).toBeUndefined();
    const citations = (cited ?? []).map((place) => ({ place, keys: citedAt(place) }));
    expect(citations.length).toBeGreaterThan(0);
    for (const { place, keys: found } of citations)
      expect(keys, `${place} cites ${found.join(", ") || "nothing"}`).toEqual(
        expect.arrayContaining([expect.toBeOneOf(found)]),
      );
    expect(citations.flatMap(({ keys: found }) => found)).toEqual(expect.arrayContaining(keys));
  });

  test("rests on every source of Nexus that there is", () => {
    const used = new Set(facts.flatMap((fact) => fact.sources));
    const known = Object.keys(sources).filter((key) => sources[key]?.api === "nexus");
    expect(known.filter((key) => !used.has(key))).toEqual([]);
  });

  /** The keys of the sources that a place cites. A place that does not exist fails the test. */
  function citedAt(place: string): string[] {
    if (place.startsWith("/")) {
      const evidence: Evidence | undefined = resolve(place)["x-evidence"];
      if (!evidence) throw new Error(`${place} has no x-evidence`);
      return [evidence, ...Object.values(evidence.parts ?? {})].flatMap((claim) => [
        ...(claim.nexus ?? []),
        ...(claim.sibling ?? []),
        ...(claim.inferred ?? []),
      ]);
    }
    const [file = "", heading] = place.split("#");
    const text = section(`openapi/guides/${file}`, heading);
    return Object.keys(sources).filter((key) => text.includes(`](${sources[key]?.url})`));
  }

  // biome-ignore lint/suspicious/noExplicitAny: the contract is walked by key
  function resolve(pointer: string): any {
    return keysOf(pointer).reduce((node, key) => {
      const child = node?.[key];
      if (child === undefined) throw new Error(`${pointer} does not exist`);
      return child.$ref ? resolve(child.$ref.slice(1)) : child;
    }, contract.root);
  }
});
