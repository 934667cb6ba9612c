import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { largestJournal, longestJournal } from "../../src/mock/journal.js";
import { requiredHeaders } from "../support/contract.js";
import { creating, creatingOAuth, memberOf, preferring, sentBy, withHeaders } from "./requests.js";
import { transports, validHeaders } from "./transports.js";

const required = Object.fromEntries(Object.entries(requiredHeaders).map(([name, value]) => [name.toLowerCase(), value]));
const [oauth, created] = [memberOf("oauth"), memberOf("created")];

/** What nobody may see, in every place of a request that is not as it should be. */
const secret = "Zq8-secret";
const credential = { credential_guid: "CRD-1", value: secret };
const { requests: rejected } = parse(readFileSync(new URL("../contract/rejected.yaml", import.meta.url), "utf8"));
const bodiesWithSecrets: Record<string, unknown> = {
  "a credential": { member: { ...created, credentials: [credential] } },
  "an unknown field": { member: { ...oauth, misspelt: secret } },
  "an unknown field of a credential": { member: { ...created, credentials: [{ [secret]: 1 }] } },
  "the GUID of a credential": { member: { ...created, credentials: [{ credential_guid: secret, value: "x" }] } },
  "a credential that is a string": { member: { ...created, credentials: [secret] } },
  "a credential in place of its list": { member: { ...created, credentials: credential } },
  "a credential without its list": { member: { ...created, credentials: secret } },
  "an object in place of a GUID": { member: { ...created, institution_guid: { [secret]: secret } } },
  "no envelope": { credentials: [credential] },
  "a body that is a string": secret,
};
for (const { name, body } of rejected) {
  const json = JSON.stringify(body).replaceAll(/"example-(login|password)[^"]*"/g, JSON.stringify(secret));
  bodiesWithSecrets[name] = JSON.parse(json);
}

describe.each(Object.entries(transports))("%s", (_, start) => {
  test("has what arrived, in order, and the responses to it", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503, delay: 1 });
    await send(withHeaders({ [sessionTokenHeader]: "one", "MX-Skip-Webhook": "true" }, { member: oauth }));
    const second = await send(sentBy("two", created));
    await send({ ...sentBy("one"), path: "/members?trace=1", text: "{" });
    await send({ path: "/other", headers: {} });
    await send({ method: "OPTIONS" });
    const usual = {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      method: "POST",
      path: "/members",
      query: {},
      headers: expect.objectContaining({ "content-type": validHeaders["Content-Type"] }),
      params: Object.keys(required).length > 0 ? { header: required } : {},
      issues: [],
    };
    const credentials = created.credentials.map(({ credential_guid }) => ({ credential_guid }));
    expect(mock.requests).toEqual([
      {
        ...usual,
        session: 1,
        params: { header: { "mx-skip-webhook": true, ...required } },
        body: { member: oauth },
        response: { status: 503, scenario: "default", body: { error: { message: expect.any(String) } } },
        delay: 1,
      },
      {
        ...usual,
        session: 2,
        body: { member: { ...created, credentials } },
        response: { status: 200, scenario: "created", body: second.body },
      },
      {
        ...usual,
        session: 1,
        query: { trace: "1" },
        issues: [{ in: "body", pointer: "", path: [], rule: "json", message: "is not JSON" }],
        response: { status: 400, scenario: "invalid", body: examples.createMember.invalid.response },
      },
    ]);
    expect(mock.requests[0]).toBe(mock.requests[0]); // Reading it does not look at the requests again.
  });

  test("has the body of a request whose header is wrong, and what is wrong with one whose response was asked for", async () => {
    const { mock, send } = await start();
    await send(withHeaders({ "MX-Skip-Webhook": "perhaps" }, { member: oauth }));
    await send(preferring("example=oauth", { member: { is_oauth: true } }));
    expect(mock.requests).toMatchObject([
      { issues: [{ in: "header MX-Skip-Webhook" }], body: { member: oauth } },
      { issues: [{ pointer: "/member/institution_guid", rule: "required" }], response: { status: 200 } },
    ]);
  });

  test("has no token and no credential, wherever they stand, nor has the log or the response", async () => {
    const log: string[] = [];
    const { mock, send } = await start({ log: (line) => log.push(line) });
    const token = `${secret}-token`;
    const headers = { [sessionTokenHeader]: token, Cookie: secret, "X-Api-Key": secret, "X-Trace": token };
    for (const [name, body] of Object.entries(bodiesWithSecrets)) {
      const response = await send({ ...withHeaders(headers, body), path: `/members?session=${secret}&trace=${token}` });
      expect(JSON.stringify([mock.requests.at(-1), log.at(-1), response]), name).not.toContain(secret);
    }
    expect(mock.requests).toHaveLength(Object.keys(bodiesWithSecrets).length);
    expect(log).toHaveLength(mock.requests.length);
  });

  test("has requests of the contract alone, whatever else arrives", async () => {
    const { mock, send } = await start();
    for (const path of ["/", "/other", "/_mock/health"]) await send({ method: "GET", path });
    await send({ method: "PUT" });
    expect(mock.requests).toEqual([]);
  });

  test("shows a raw response body if it is JSON", async () => {
    const { mock, send } = await start();
    for (const body of ["[1]", "<h1>"]) {
      mock.next({ body });
      await send(creatingOAuth());
    }
    expect(mock.requests.map(({ response }) => response)).toEqual([
      { status: 200, scenario: "none", body: [1] },
      { status: 200, scenario: "none" },
    ]);
  });

  test("numbers the sessions, and names their users if the mock knows how", async () => {
    const { mock, send } = await start({ user: (token: string) => token.slice(0, 4) });
    for (const token of ["anna-1", "bert-1", "anna-2", "anna-1"]) await send(sentBy(token));
    expect(mock.requests.map(({ session, user }) => `${session} ${user}`)).toEqual(["1 anna", "2 bert", "3 anna", "1 anna"]);
  });

  test("may be changed without changing later responses", async () => {
    const { mock, send } = await start();
    for (const sent of [creatingOAuth(), creating({ credentials: [] })]) {
      const before = await send(sent);
      for (const { response } of mock.requests) Object.assign(Object.values(response?.body ?? {})[0], { changed: true });
      expect((await send(sent)).body).toEqual(before.body);
    }
  });

  test("can be switched off", async () => {
    const { mock, send } = await start({ journal: false });
    await send(creatingOAuth());
    expect(mock.requests).toEqual([]);
  });
});

describe("keeps no more than fits", () => {
  const start = transports["in process"];

  test("the latest requests", async () => {
    const { mock, send } = await start();
    for (let i = 0; i < longestJournal + 5; i++) await send({ path: `/members?n=${i}`, text: "{" });
    const numbers = mock.requests.map(({ query }) => query.n);
    expect(numbers).toHaveLength(longestJournal);
    expect([numbers.at(0), numbers.at(-1)]).toEqual(["5", `${longestJournal + 4}`]);
  });

  test("their bodies and those of the responses", async () => {
    const { mock, send } = await start();
    mock.next({ body: JSON.stringify("y".repeat(400_000)), times: "unlimited" });
    for (let i = 0; i < 15; i++) await send(creatingOAuth({ metadata: "x".repeat(500_000) }));
    expect(mock.requests).toHaveLength(Math.floor(largestJournal / 900_000));
  });

  test("nothing of a body that is too large: it displaces no other", async () => {
    const { mock, send } = await start();
    await send(creatingOAuth());
    await send(creatingOAuth({ metadata: "x".repeat(largestJournal) }));
    expect(mock.requests.map(({ response }) => response?.status)).toEqual([200, 413]);
  });

  test("the first hundred issues of a request", async () => {
    const { mock, send } = await start();
    await send(creating({ credentials: Array(500).fill({}) }));
    expect(mock.requests[0]?.issues).toHaveLength(100);
  });
});
