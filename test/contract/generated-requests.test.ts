import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../src/mock/index.js";
import { mediaType } from "../support/contract.js";
import { unanimous, verdicts } from "../support/engines.js";
import { members, mutated, optional, seed, valid } from "../support/requests.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Body = { member: Record<string, Json> };

const not = (...types: string[]) =>
  fc
    .constantFrom<Json>(null, true, false, 0, 1.5, "text", "", [], ["text"], {})
    .filter((value) => !types.includes(kind(value)));
const kind = (value: Json) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];
const badGuids = (prefix: string) =>
  fc.constantFrom(
    `${prefix}-`,
    "0a",
    `${prefix}-g`,
    `${prefix.toLowerCase()}-0a`,
    ` ${prefix}-0a`,
    `${prefix}-0a\n`,
    "MBR-0a",
    "",
  );

/** Each rule of a request, as a value for one place of a valid body, or undefined to leave that place out, that breaks it. */
const breaks: [
  name: string,
  kind: "standard" | "oauth" | "both",
  path: (string | number)[],
  value: fc.Arbitrary<Json | undefined>,
][] = [
  ["no member", "both", ["member"], fc.constant(undefined)],
  ["a member that is no object", "both", ["member"], not("object")],
  ["a field beside the member", "both", ["members"], fc.constant({})],
  ["a field that is not known", "both", ["member", "referral_source"], fc.constant("APP")],
  ["no institution", "both", ["member", "institution_guid"], fc.constant(undefined)],
  ["an institution of another type", "both", ["member", "institution_guid"], not("string")],
  ["an institution that is no GUID", "both", ["member", "institution_guid"], badGuids("INS")],
  ["no credentials", "standard", ["member", "credentials"], fc.constant(undefined)],
  ["credentials of another type", "standard", ["member", "credentials"], not("array")],
  ["not one credential", "standard", ["member", "credentials"], fc.constant([])],
  ["a credential of another type", "standard", ["member", "credentials", 0], not("object")],
  ["a credential without its GUID", "standard", ["member", "credentials", 0, "credential_guid"], fc.constant(undefined)],
  ["a credential GUID of another type", "standard", ["member", "credentials", 0, "credential_guid"], not("string")],
  ["a credential GUID that is none", "standard", ["member", "credentials", 0, "credential_guid"], badGuids("CRD")],
  ["a credential without its value", "standard", ["member", "credentials", 0, "value"], fc.constant(undefined)],
  ["a credential value of another type", "standard", ["member", "credentials", 0, "value"], not("string")],
  ["a field of a credential that is not known", "standard", ["member", "credentials", 0, "guid"], fc.constant("CRD-1")],
  ["is_oauth of another type", "both", ["member", "is_oauth"], not("boolean")],
  ["is_oauth true beside credentials", "standard", ["member", "is_oauth"], fc.constant(true)],
  ["is_oauth false without credentials", "oauth", ["member", "is_oauth"], fc.constant(false)],
  ["neither is_oauth nor credentials", "oauth", ["member", "is_oauth"], fc.constant(undefined)],
  ["credentials of an OAuth member", "oauth", ["member", "credentials"], fc.constantFrom<Json[]>([], credentials)],
  ["skip_aggregation of another type", "both", ["member", "skip_aggregation"], not("boolean")],
  ["skip_webhook of another type", "both", ["member", "skip_webhook"], not("boolean")],
  ["external_guid of another type", "both", ["member", "external_guid"], not("string")],
  ["metadata of another type", "both", ["member", "metadata"], not("string")],
  ["name of another type", "both", ["member", "name"], not("string")],
  ["use_cases of another type", "both", ["member", "use_cases"], not("array")],
  ["not one use case", "both", ["member", "use_cases"], fc.constant([])],
  ["a use case of another type", "both", ["member", "use_cases"], not("string").map((value) => ["PFM", value])],
  ["a use case that is not known", "both", ["member", "use_cases"], fc.constantFrom<Json[]>(["IAV"], ["PFM", "pfm"])],
];

const broken = fc
  .constantFrom(...breaks)
  .chain(([name, kind, path, value]) =>
    fc.tuple(
      fc.constant(name),
      kind === "both" ? fc.oneof(members.standard, members.oauth) : members[kind],
      fc.constant(path),
      value,
    ),
  )
  .map(([name, member, path, value]) => {
    const body = structuredClone({ member }) as Body;
    // biome-ignore lint/suspicious/noExplicitAny: any JSON
    const node = path.slice(0, -1).reduce((at: any, key) => at[key], body);
    const key = path.at(-1) as string | number;
    if (value === undefined) delete node[key];
    else node[key] = value;
    return [name, body] as const;
  });

const schema = "MemberCreateRequestBody";

describe(`random requests, seed ${seed}`, () => {
  test("1,000 valid ones are accepted by every engine, and have every pair of optional fields, given or not", () => {
    const pairs = new Set<string>();
    const seen = new Set<string>();
    for (const kind of ["standard", "oauth"] as const) {
      const fields = Object.keys(optional[kind]);
      const property = fc.property(members[kind], (member) => {
        expect(verdicts(schema, { member }), explain({ member })).toEqual(unanimous(true));
        for (const a of fields) for (const b of fields) seen.add(`${kind} ${a in member} ${a} ${b in member} ${b}`);
      });
      fc.assert(property, { seed, numRuns: 500 });
      for (const a of fields) {
        for (const b of fields.filter((field) => field !== a)) {
          for (const given of ["true,true", "true,false", "false,true", "false,false"]) {
            const [one, other] = given.split(",");
            pairs.add(`${kind} ${one} ${a} ${other} ${b}`);
          }
        }
      }
    }
    expect(pairs.size).toBe(4 * (7 * 6 + 6 * 5));
    expect([...pairs].filter((pair) => !seen.has(pair))).toEqual([]);
  });

  test("1,000 with one broken rule are refused by every engine, and every rule is broken", () => {
    const seen = new Set<string>();
    const property = fc.property(broken, ([name, body]) => {
      expect(verdicts(schema, body), `${name}: ${explain(body)}`).toEqual(unanimous(false));
      seen.add(name);
    });
    fc.assert(property, { seed, numRuns: 1_000 });
    expect(breaks.map(([name]) => name).filter((name) => !seen.has(name))).toEqual([]);
  });

  test("1,000 changed once or twice, anywhere, are judged alike by all engines, some accepted, most refused", () => {
    const count = { accepted: 0, refused: 0 };
    const changed = fc.oneof(mutated(), mutated(mutated()), mutated(broken.map(([, body]) => body)));
    const property = fc.property(changed, (body) => {
      const found = verdicts(schema, body);
      expect(found, explain(body)).toEqual(unanimous(found.ajv));
      count[found.ajv ? "accepted" : "refused"]++;
    });
    fc.assert(property, { seed, numRuns: 1_000 });
    expect(count.accepted).toBeGreaterThan(50);
    expect(count.refused).toBeGreaterThan(500);
  });
});

describe("over HTTP", () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock();
  });
  afterAll(() => mock?.close());

  async function statusOf(body: unknown) {
    const headers = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
    return (await fetch(`${mock.url}/members`, { method: "POST", headers, body: JSON.stringify(body) })).status;
  }

  test("the mock takes 150 valid requests", async () => {
    const bodies = fc.sample(valid, { seed, numRuns: 150 });
    for (const body of bodies) expect(await statusOf(body), explain(body)).toBeOneOf([200, 422, ...staleIsRefused(body)]);
    expect(bodies).toHaveLength(150);
  });

  test("the mock refuses 150 broken ones", async () => {
    const bodies = fc.sample(broken, { seed, numRuns: 150 });
    for (const [name, body] of bodies) expect(await statusOf(body), `${name}: ${explain(body)}`).toBe(400);
    expect(bodies).toHaveLength(150);
  });
});

const explain = (body: unknown) => `seed ${seed}, ${JSON.stringify(body)}`;

/** The scenario `stale-credentials` is a valid request that is refused with 400. */
const staleIsRefused = (body: unknown) => (JSON.stringify(body).includes("CRD-00000000-0000") ? [400] : []);
