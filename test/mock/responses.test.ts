/** Which request leads to which response. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { valueAt } from "../../src/contract/json.js";
import { maxRequestSize } from "../../src/mock.js";
import {
  accepting,
  creating,
  creatingOAuth,
  credentials,
  noToken,
  noType,
  own,
  ownOAuth,
  preferring,
  withType,
} from "./sent.js";
import { operation, responseIssues, type Sent, transports, validHeaders as valid } from "./transports.js";

const scenarios = examples.createMember;
type Name = keyof typeof scenarios;

/** The request of a failing scenario. */
const failing = <Failing extends "stale-credentials" | "duplicate-member" | "external-guid-taken" | "unknown-institution">(
  name: Failing,
) => scenarios[name].request.member;

/** The response of a scenario, with the GUIDs of another response where it is a success. */
function withGuidsOf(body: unknown, { status, response }: (typeof operation.scenarios)[number]): unknown {
  const unique = status < 400 ? Object.keys(operation.unique) : [];
  const text = unique.reduce(
    (text, at) => text.replaceAll(String(valueAt(response, at)), String(valueAt(body, at))),
    JSON.stringify(response),
  );
  return JSON.parse(text);
}

type Row = [what: string, sent: Sent, status: number, scenario: string];
const table: Row[] = [
  [
    "Prefer in quotes, capitals, with semicolons",
    preferring('Code=422; Example="unknown-institution"'),
    422,
    "unknown-institution",
  ],
  ["Prefer: with spaces", preferring("code = 422"), 422, "duplicate-member"],
  [
    "Prefer before a missing token and a broken body",
    { headers: { ...noToken, Prefer: "example=created" }, text: "{" },
    200,
    "created",
  ],
  ["Prefer: the first code counts", preferring("code=401, code=422"), 401, "missing-session"],
  ["Prefer: a code in the quoted value of another preference", preferring('foo="bar, code=503", baz'), 200, "created"],
  ["Prefer: a code in the quoted value of a parameter", preferring('foo; a="\\"; code=503", wait=1'), 200, "created"],
  ["Prefer: empty list items", preferring(",, code=422 ,"), 422, "duplicate-member"],
  ["Prefer: a quote that does not end", preferring('code="422'), 400, "none"],
  ["Prefer: no comma between two preferences", preferring("code=422 example=oauth"), 400, "none"],
  ["Prefer: an unknown example", preferring("example=nobody"), 400, "none"],
  ["Prefer: an example without a name", preferring("example="), 400, "none"],
  ["Prefer: a code that is too long", preferring("code=5030"), 400, "none"],
  ["Prefer: a code that ends in an error status", preferring("code=1503"), 400, "none"],
  ["Prefer: a code of no response", preferring("code=302"), 400, "none"],
  ["Prefer: an example of another code", preferring("code=422, example=oauth"), 400, "none"],
  ["Prefer: an example and an error status without examples", preferring("code=503, example=oauth"), 400, "none"],
  ["Prefer: default is no code", preferring("code=default"), 400, "none"],
  ["Prefer: an empty code", preferring("code="), 400, "none"],
  ["Prefer: a delay that is no number", preferring("delay=soon"), 400, "none"],
  ["Prefer: a delay that begins with a number", preferring("delay=5x"), 400, "none"],
  ["Prefer: a delay that ends in a number", preferring("delay=x5"), 400, "none"],
  ["Prefer: a delay that begins with 0", preferring("delay=00"), 400, "none"],
  ["Prefer: a code that begins with 0", preferring("code=0422"), 400, "none"],
  ["Prefer: a delay that is too long", preferring("delay=600001"), 400, "none"],
  ["Prefer: an unknown cut", preferring("cut=off"), 400, "none"],
  ["Prefer: processed is true or false", preferring("code=503, processed=maybe"), 400, "none"],
  ["Prefer: a name that ends in `code`", preferring("x-code=500"), 200, "created"],
  ["Prefer: something that is not for the mock", preferring("return=minimal"), 200, "created"],

  ["no token", { headers: noToken, body: own }, 401, "missing-session"],
  ["a token that reads missing", { headers: { ...valid, [sessionTokenHeader]: "missing" }, body: own }, 200, "created"],
  ["an empty token", { headers: { ...valid, [sessionTokenHeader]: "" }, body: own }, 401, "missing-session"],
  ["no token and a broken body", { headers: noToken, text: "{" }, 401, "missing-session"],
  [
    "an expired session",
    { headers: { ...valid, [sessionTokenHeader]: "example-expired-session" }, body: own },
    401,
    "expired-session",
  ],

  ["a body in Latin-1", { text: '{"member":{"name":"\u00e9"}}', latin1: true }, 400, "invalid"],
  ["malformed JSON", { text: '{"member":' }, 400, "invalid"],
  ["an empty body", { text: "" }, 400, "invalid"],
  ["a body over the limit", { text: JSON.stringify({ member: { metadata: "x".repeat(maxRequestSize) } }) }, 413, "none"],
  ["a body far over the limit", { text: "x".repeat(4 * maxRequestSize) }, 413, "none"],
  ["a body at the limit", { text: JSON.stringify(own).padStart(maxRequestSize) }, 200, "created"],
  [
    "a header that does not match the contract",
    { headers: { ...valid, "MX-Skip-Webhook": "maybe" }, body: own },
    400,
    "invalid",
  ],
  ["a header that matches the contract", { headers: { ...valid, "MX-Skip-Webhook": "true" }, body: own }, 200, "created"],

  [
    "an unknown institution",
    creating({ institution_guid: failing("unknown-institution").institution_guid }),
    422,
    "unknown-institution",
  ],
  [
    "an unknown institution, for OAuth",
    creatingOAuth({ institution_guid: failing("unknown-institution").institution_guid }),
    422,
    "unknown-institution",
  ],
  [
    "a taken external_guid",
    creatingOAuth({ external_guid: failing("external-guid-taken").external_guid }),
    422,
    "external-guid-taken",
  ],
  [
    "a login in use, in second place",
    creating({
      credentials: [...credentials, { ...credentials[0], value: failing("duplicate-member").credentials[0]?.value }],
    }),
    422,
    "duplicate-member",
  ],
  [
    "the GUID of an outdated credential",
    creating({ credentials: [{ ...failing("stale-credentials").credentials[0], value: "x" }] }),
    400,
    "stale-credentials",
  ],
  [
    "those values of a failing scenario that it is not recognized by",
    creating({
      ...failing("duplicate-member"),
      external_guid: "own",
      credentials: [failing("duplicate-member").credentials[1]],
    }),
    200,
    "created",
  ],

  ["any other OAuth request", { body: ownOAuth }, 200, "oauth"],
  ["any other standard request", { body: own }, 200, "created"],
  ["skip_aggregation: true", creating({ skip_aggregation: true }), 200, "skip-aggregation"],
  ["skip_aggregation: false", creating({ skip_aggregation: false }), 200, "created"],

  ["no content type and no body", { headers: noType, text: "" }, 400, "invalid"],
  ["a content type that is not JSON", withType("text/plain"), 415, "none"],
  ["a content type that ends in a semicolon", withType("application/json;"), 200, "created"],
  ["a content type in Latin-1", withType("application/json; charset=iso-8859-1"), 415, "none"],
  ["a body in gzip", { headers: { ...valid, "Content-Encoding": "gzip" }, body: own }, 415, "none"],
  ["a form", { headers: { ...valid, "Content-Type": "application/x-www-form-urlencoded" }, text: "member=1" }, 415, "none"],

  ["Accept: the contract's type among others", accepting(`text/html, ${mediaType};q=0.5`), 200, "created"],
  ["Accept: another media type", accepting("application/json"), 406, "none"],

  ["another path", { path: "/member", body: own }, 404, "none"],
  ["a path with a step to itself", { path: "/./members", body: own }, 200, "created"],
  ["a path with a step back", { path: "/a/../members", body: own }, 200, "created"],
  ["a path with a letter that is escaped", { path: "/%6Dembers", body: own }, 404, "none"],
  ["a path behind two slashes", { path: "//members", body: own }, 404, "none"],
  ["a path far below", { path: "/members/1/2/3", body: own }, 404, "none"],
  ["a path with a URL in it", { path: "/membershttp://mock", body: own }, 404, "none"],
  ["a path that cannot be decoded", { path: "/%zz", body: own }, 404, "none"],
  ["a query", { path: "/members?trace=1", body: own }, 200, "created"],
  ...["GET", "PUT", "PATCH", "DELETE", "HEAD"].map((method): Row => [method, { method }, 405, "none"]),
];

describe.each(Object.entries(transports))("%s", (_, start) => {
  test.each(table)("%s", async (_, sent, status, scenario) => {
    const { send } = await start();
    const response = await send(sent);
    expect(response).toMatchObject({ status, scenario });
    if (sent.method === "HEAD") expect(response.text).toBe("");
    else expect(responseIssues(response)).toEqual([]);
  });

  const withRequest = operation.scenarios.filter(({ request }) => request !== undefined);
  test.each(withRequest)("the request of $name leads to its response, but for the GUIDs", async (scenario) => {
    const { send } = await start();
    const response = await send({ body: scenario.request });
    expect(response).toMatchObject({ status: scenario.status, scenario: scenario.name });
    expect(response.body).toEqual(withGuidsOf(response.body, scenario));
    for (const at of scenario.status < 400 ? Object.keys(operation.unique) : []) {
      if (typeof valueAt(scenario.response, at) === "string")
        expect(valueAt(response.body, at)).not.toBe(valueAt(scenario.response, at));
    }
    const { member } = scenario.request as { member: object };
    const reordered = await send({ body: { member: Object.fromEntries(Object.entries(member).reverse()) } });
    expect(reordered).toMatchObject({ status: scenario.status, scenario: scenario.name });
  });

  test.each(operation.scenarios)(
    "Prefer: example=$name leads to the response of the contract, but for the GUIDs of a success",
    async (scenario) => {
      const { send } = await start();
      const { status, body } = await send(preferring(`example=${scenario.name}`, scenario.request ?? {}));
      expect({ status, body }).toEqual({ status: scenario.status, body: withGuidsOf(body, scenario) });
    },
  );

  const { requests } = parse(readFileSync(new URL("../contract/rejected.yaml", import.meta.url), "utf8"));
  test.each<{ name: string; body: unknown; response: Name }>(requests)(
    "rejects $name",
    async ({ body, response: scenario }) => {
      const log: string[] = [];
      const { send } = await start({ log: (line) => log.push(line) });
      const response = await send({ body });
      expect(response).toMatchObject({ status: 400, scenario, body: scenarios[scenario].response });
      expect(response.issues.length).toBeGreaterThan(0);
      for (const issue of response.issues) {
        const shape = {
          in: "body",
          pointer: expect.stringMatching(/^(\/[a-z_0-9]+)*$/),
          rule: expect.stringMatching(/^[a-zA-Z]+$/),
        };
        expect(issue).toEqual(shape);
      }
      expect(log).toEqual([`POST 400 ${scenario} ${JSON.stringify(response.issues)}`]);
    },
  );
});

test("over HTTP, a request without a content type gets 415", async () => {
  // In process, `fetch` sets one for a body of text; here there is none.
  const { send } = await transports["over HTTP"]();
  expect(await send({ headers: noType, body: own })).toMatchObject({ status: 415, scenario: "none" });
});
