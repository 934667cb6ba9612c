import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import bundle from "../../generated/openapi.json" with { type: "json" };
import { guidesOf } from "../../scripts/docs/guides.js";
import { describeEvidence, openPoints, withEvidence } from "../../scripts/evidence/describe.js";
import { checkEvidence } from "../../scripts/evidence/ledger.js";
import { type Evidence, readSources, type Sources } from "../../scripts/evidence/model.js";
import { keysOf, setAt } from "../../src/contract/json.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = readSources(root);
// biome-ignore lint/suspicious/noExplicitAny: the contract is walked by key
const contract: any = bundle;

interface EvidenceMistake {
  what: string;
  at: string;
  value?: unknown;
  of: string;
  issue: string;
}

describe("the check of the evidence finds", () => {
  const mistakes: EvidenceMistake[] = parse(readFileSync(new URL("evidence-mistakes.yaml", import.meta.url), "utf8"));
  const copy = structuredClone(contract);
  for (const { at, value } of mistakes) setAt(copy, at, value);
  const forgotten = { title: "Forgotten", api: "platform", url: "https://a.example/", seen: "2026-11" };
  const found = checkEvidence(copy, { ...sources, forgotten }, []);

  test.each(mistakes)("$what", ({ of, issue }) => {
    expect(found.mistakes).toContainEqual({ path: keysOf(of), message: issue });
  });

  test("a source that nobody cites", () => {
    expect(found.uncited).toContain("forgotten");
    expect(checkEvidence(copy, { forgotten }, ["[Forgotten](https://a.example/)"]).uncited).toEqual([]);
  });

  test("no source without title, URL and date", () => {
    for (const [key, source] of Object.entries(sources)) {
      expect(source, key).toMatchObject({ title: expect.any(String), url: expect.stringMatching(/^https:\/\//) });
      expect(String(source.seen), key).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    }
  });

  test("no mistake in the contract, whose claims all cite a source", () => {
    const { mistakes, claims, cited } = checkEvidence(contract, sources, []);
    expect(mistakes).toEqual([]);
    expect(cited).toBe(claims);
  });
});

describe("the guides", () => {
  test("cite MX's documentation by URLs that are in the list of sources", () => {
    const urls = Object.values(sources).flatMap(({ url, also = [] }) => [url, ...also]);
    const text = guidesOf(contract, root)
      .map(({ markdown }) => markdown)
      .join("\n");
    const links = [...text.matchAll(/\]\((https:\/\/(?:[\w.]*mx\.com|github\.com\/(?:mxenabled|Backbase))[^)]*)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    expect(links.map(([, link]) => link).filter((link) => !urls.includes(link ?? ""))).toEqual([]);
  });

  test("list the open points, most dangerous first", () => {
    const points = openPoints(contract);
    const table = guidesOf(contract, root).find(({ name }) => name === "evidence")?.markdown ?? "";
    const places = points.map(({ question }) => table.indexOf(`| ${question} |`));
    expect(points.length).toBeGreaterThan(0);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(points.map(({ rank }) => rank)).toEqual(points.map(({ rank }) => rank).sort((one, other) => one - other));
    expect(points[0]?.contract).toContain("credential_guid");
  });
});

describe("evidence as the docs show it", () => {
  const some: Sources = {
    create: { title: "Create member", api: "nexus", url: "https://mx.example/create", seen: "2026-11" },
    platform: { title: "Platform API", api: "platform", url: "https://mx.example/platform", seen: "2026-11" },
  };

  test.each<[string, Evidence, string]>([
    ["inferred", { inferred: ["create"] }, '**Inferred** [1](https://mx.example/create "Create member").'],
    [
      "the open points, then the basis",
      { nexus: ["create"], open: [{ rank: 1, question: "Whether it is so", contract: "Yes", settle: "Try." }] },
      '**[Open point](evidence.md#check-before-production)**: Whether it is so. MX [1](https://mx.example/create "Create member").',
    ],
    [
      "weaker parts, then notes",
      {
        nexus: ["create"],
        note: "Seen once.",
        parts: {
          "enum PFM": { nexus: ["create"] },
          default: { inferred: ["create"], note: "A guess." },
          nullable: { sibling: ["platform"] },
          "that it grows": { sibling: ["platform"] },
        },
      },
      '**MX** [1](https://mx.example/create "Create member"). Another MX API: that it can be null [2](https://mx.example/platform "Platform API"), that it grows [2](https://mx.example/platform "Platform API"). Inferred: the default [1](https://mx.example/create "Create member"). Seen once. A guess.',
    ],
  ])("%s", (_, evidence, text) => {
    expect(describeEvidence(evidence, some)).toBe(text);
  });

  test("follows each description, and replaces the extension", () => {
    const document = {
      servers: [{ url: "https://mx.example", description: "Plain text.", "x-evidence": { nexus: ["create"] } }],
      components: { schemas: { Name: { description: "A name.\n", "x-evidence": { inferred: ["create"] } } } },
    };
    expect(withEvidence(document, some)).toEqual({
      servers: [{ url: "https://mx.example", description: "Plain text." }],
      components: {
        schemas: { Name: { description: 'A name.\n\n**Inferred** [1](https://mx.example/create "Create member").' } },
      },
    });
  });
});
