import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import bundle from "../../generated/openapi.json" with { type: "json" };
import { describeEvidence, insertOpenPoints, openPoints, withEvidence } from "../../scripts/evidence/describe.js";
import { checkEvidence, summarize } from "../../scripts/evidence/ledger.js";
import { type Evidence, readSources, type Sources } from "../../scripts/evidence/types.js";
import { copyOfContract } from "../support/copy.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = readSources(root);
// biome-ignore lint/suspicious/noExplicitAny: the contract is walked by key
const contract: any = bundle;

describe("the ledger of the contract", () => {
  const ledger = checkEvidence(root);

  test("is complete", () => {
    expect(ledger.issues).toEqual([]);
    expect(ledger.leaves).toBeGreaterThan(0);
    expect(ledger.cited).toBe(ledger.leaves);
    expect(summarize(ledger)).toContain("(100 %)");
  });

  test("says the same of the bundle as of the files that it is made of", () => {
    expect(checkEvidence(root, "generated/openapi.json")).toEqual(ledger);
  });

  test("has sources of Nexus and of other APIs, each with title, API, URL and date", () => {
    const apis = new Set(Object.values(sources).map(({ api }) => api));
    expect([...apis]).toEqual(expect.arrayContaining(["nexus", "platform", "atrium", "third-party"]));
    for (const [key, source] of Object.entries(sources)) {
      expect(source, key).toMatchObject({ title: expect.any(String), url: expect.stringMatching(/^https:\/\//) });
      expect(String(source.seen), key).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    }
  });
});

describe("the check finds", () => {
  const components = "openapi/components";
  const schemas = `${components}/schemas`;
  // biome-ignore lint/suspicious/noExplicitAny: YAML of the contract, edited by key
  type Change = (content: any) => unknown;
  const mistakes: [what: string, file: string, change: Change, issue: string][] = [
    [
      "a property without evidence",
      `${schemas}/Member.yaml`,
      ({ properties }) => delete properties.institution_code["x-evidence"],
      "#/properties/institution_code: no x-evidence with nexus, sibling, inferred",
    ],
    [
      "a default without evidence",
      `${schemas}/SkipAggregation.yaml`,
      (schema) => delete schema["x-evidence"].parts.default,
      '#: x-evidence.parts has nothing for "default"',
    ],
    [
      "an enum value without evidence",
      `${schemas}/UseCase.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { parts: { "enum PFM": { nexus: ["use-cases"] } } }),
      '#: x-evidence.parts has nothing for "enum MONEY_MOVEMENT"',
    ],
    [
      "a status without evidence",
      `${components}/responses/Unauthorized.yaml`,
      (response) => delete response["x-evidence"].parts.status,
      '#: x-evidence.parts has nothing for "status"',
    ],
    [
      "an example without evidence",
      `${components}/examples/StandardResponse.yaml`,
      (example) => delete example["x-evidence"],
      "#: no x-evidence with nexus, sibling, inferred",
    ],
    [
      "a server without evidence",
      "openapi/openapi.yaml",
      ({ servers }) => delete servers[0]["x-evidence"],
      "#/servers/0: no x-evidence with nexus, sibling, inferred",
    ],
    [
      "a source that does not exist",
      `${schemas}/MemberName.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { nexus: ["create-a-member"] }),
      '#: the source "create-a-member" is not in openapi/sources.yaml',
    ],
    [
      "no source at all",
      `${schemas}/StandardMember.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { nexus: [] }),
      "#: nexus cites no source",
    ],
    [
      "a source of another API that is given as Nexus's",
      `${components}/parameters/MX-Skip-Webhook.yaml`,
      (parameter) => Object.assign(parameter["x-evidence"], { nexus: ["member-webhooks"] }),
      '#: nexus cites "member-webhooks", which belongs to webhooks',
    ],
    [
      "two bases for one claim",
      `${schemas}/UseCases.yaml`,
      (schema) => Object.assign(schema["x-evidence"], { inferred: ["create-member"] }),
      "#: x-evidence has two bases, nexus and inferred: put the weaker one under parts",
    ],
    [
      "evidence for a part that is not there",
      `${schemas}/SkipWebhook.yaml`,
      (schema) => delete schema.default,
      '#: x-evidence.parts has "default", which the leaf does not have',
    ],
    [
      "evidence where nothing reads it",
      `${schemas}/PendingOAuthMember.yaml`,
      ({ allOf }) => Object.assign(allOf[1], { "x-evidence": { nexus: ["create-member"] } }),
      "#/allOf/1: x-evidence stands on something that is no leaf; move it to the leaf",
    ],
    [
      "an open point without a way to settle it",
      `${schemas}/InstitutionGuid.yaml`,
      (schema) => delete schema["x-evidence"].open[0].settle,
      "#: settle of an open point is no string",
    ],
    [
      "a source that nobody cites",
      "openapi/sources.yaml",
      (all) =>
        Object.assign(all, { forgotten: { title: "Forgotten", api: "platform", url: "https://a.example/", seen: "2026-11" } }),
      "#/forgotten: nothing cites this source",
    ],
  ];

  test.each(mistakes)("%s", (_, file, change, issue) => {
    const copy = copyOfContract();
    const content = parse(copy.read(file));
    change(content);
    copy.write(file, stringify(content));
    expect(checkEvidence(copy.folder).issues).toContain(`${file}${issue}`);
  });

  test("as a program, names the leaf and its file, prints the count, and fails", () => {
    const copy = copyOfContract();
    const run = () => {
      const args = ["--import", "tsx", join(root, "scripts/evidence.ts")];
      return spawnSync(process.execPath, args, { cwd: copy.folder, encoding: "utf8" });
    };
    expect(run()).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringMatching(/^Evidence: (\d+) of \1 leaves .* \(100 %\): /),
    });
    copy.edit(`${components}/examples/OAuthRequest.yaml`, "x-evidence:", "x-no-evidence:");
    expect(run()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${components}/examples/OAuthRequest.yaml#: no x-evidence`),
      stdout: expect.stringContaining("(99 %)"),
    });
  });

  test("two open points of one rank", () => {
    const copy = copyOfContract();
    copy.edit(`${components}/schemas/CredentialGuid.yaml`, "rank: 10", "rank: 20");
    expect(checkEvidence(copy.folder).issues.join("\n")).toMatch(/an open point has the rank 20 of another one, at openapi/);
  });
});

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
    const guide = readFileSync(join(root, "openapi/guides", file), "utf8");
    const section = heading ? guide.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`)) : guide;
    if (!section) throw new Error(`${file} has no heading "${heading}"`);
    return Object.keys(sources).filter((key) => section.includes(`](${sources[key]?.url})`));
  }

  // biome-ignore lint/suspicious/noExplicitAny: the contract is walked by key
  function resolve(pointer: string): any {
    const keys = pointer.split("/").slice(1);
    return keys.reduce((node, key) => {
      const child = node?.[key.replaceAll("~1", "/").replaceAll("~0", "~")];
      if (child === undefined) throw new Error(`${pointer} does not exist`);
      return child.$ref ? resolve(child.$ref.slice(1)) : child;
    }, contract);
  }
});

describe("the guides", () => {
  test("cite MX's documentation by addresses that are in the list of sources", () => {
    const addresses = Object.values(sources).flatMap(({ url, also = [] }) => [url, ...also]);
    const text: string = contract.tags.map(({ description }: { description: string }) => description).join("\n");
    const links = [...text.matchAll(/\]\((https:\/\/(?:[\w.]*mx\.com|github\.com\/(?:mxenabled|Backbase))[^)]*)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    expect(links.map(([, link]) => link).filter((link) => !addresses.includes(link ?? ""))).toEqual([]);
  });

  test("list the open points, most dangerous first", () => {
    const points = openPoints(contract);
    const table = insertOpenPoints(contract).tags.find(({ name }: { name: string }) => name === "evidence").description;
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
    ["documented by Nexus", { nexus: ["create"] }, "**Documented by MX** ([Create member](https://mx.example/create))."],
    [
      "documented by another API",
      { sibling: ["platform"] },
      "**Documented by another MX API** ([Platform API](https://mx.example/platform)).",
    ],
    ["inferred", { inferred: ["create"] }, "**Inferred** ([Create member](https://mx.example/create))."],
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
      "**Documented by MX** ([Create member](https://mx.example/create)). Documented by another MX API: that it can be null ([Platform API](https://mx.example/platform)), that it grows ([Platform API](https://mx.example/platform)). Inferred: the default ([Create member](https://mx.example/create)). Seen once. A guess.",
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
        schemas: { Name: { description: "A name.\n\n**Inferred** ([Create member](https://mx.example/create))." } },
      },
    });
  });
});
