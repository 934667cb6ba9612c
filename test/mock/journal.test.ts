import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { largestJournal, longestJournal } from "../../src/mock/journal.js";
import { requiredHeaders } from "../support/contract.js";
import { transports, validHeaders } from "./transports.js";

const { created, oauth } = examples.createMember;
const required = Object.fromEntries(Object.entries(requiredHeaders).map(([name, value]) => [name.toLowerCase(), value]));
const params = Object.keys(required).length > 0 ? { header: required } : {};
const withToken = (token: string) => ({ ...validHeaders, [sessionTokenHeader]: token });

describe.each(Object.entries(transports))("%s", (_, start) => {
  test("has what arrived, in order, and the responses to it", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503, delay: 1 });
    await send({ headers: { ...withToken("one"), "MX-Skip-Webhook": "true" }, body: oauth.request });
    const second = await send({ headers: withToken("two"), body: created.request });
    await send({ headers: withToken("one"), path: "/members?trace=1", text: "{" });
    await send({ path: "/other", headers: {} });
    await send({ method: "OPTIONS" });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const headers = expect.objectContaining({ "content-type": validHeaders["Content-Type"] });
    const credentials = created.request.member.credentials.map(({ credential_guid }) => ({ credential_guid }));
    expect(mock.requests).toEqual([
      {
        time,
        method: "POST",
        path: "/members",
        query: {},
        headers,
        session: 1,
        params: { header: { "mx-skip-webhook": true, ...required } },
        body: oauth.request,
        issues: [],
        response: { status: 503, scenario: "default", body: { error: { message: expect.any(String) } } },
        delay: 1,
      },
      {
        time,
        method: "POST",
        path: "/members",
        query: {},
        headers,
        session: 2,
        params,
        body: {
          member: { ...created.request.member, credentials },
        },
        issues: [],
        response: { status: 200, scenario: "created", body: second.body },
      },
      {
        time,
        method: "POST",
        path: "/members",
        query: { trace: "1" },
        headers,
        session: 1,
        params,
        issues: [{ in: "body", pointer: "", path: [], rule: "json", message: "is not JSON" }],
        response: { status: 400, scenario: "invalid", body: examples.createMember.invalid.response },
      },
    ]);
  });

  test("shows the body of a request whose header is wrong", async () => {
    const { mock, send } = await start();
    await send({ headers: { ...validHeaders, "MX-Skip-Webhook": "perhaps" }, body: oauth.request });
    expect(mock.requests).toMatchObject([{ issues: [{ in: "header MX-Skip-Webhook" }], body: oauth.request }]);
  });

  test("says what is wrong with a request even if its response was asked for", async () => {
    const { mock, send } = await start();
    await send({ headers: { ...validHeaders, Prefer: "example=oauth" }, body: { member: { is_oauth: true } } });
    expect(mock.requests).toMatchObject([
      { issues: [{ in: "body", pointer: "/member/institution_guid", rule: "required" }], response: { status: 200 } },
    ]);
  });

  // Wherever a secret may stand in a request that is not as it should be.
  const secret = "Zq8-secret";
  const { requests: rejected } = parse(readFileSync(new URL("../contract/rejected.yaml", import.meta.url), "utf8"));
  test.each<[string, unknown]>([
    ["a credential", { member: { ...created.request.member, credentials: [{ credential_guid: "CRD-1", value: secret }] } }],
    ["an unknown field", { member: { ...oauth.request.member, misspelt: secret } }],
    ["an unknown field of a credential", { member: { ...created.request.member, credentials: [{ [secret]: 1 }] } }],
    [
      "the GUID of a credential",
      { member: { ...created.request.member, credentials: [{ credential_guid: secret, value: "x" }] } },
    ],
    ["a credential that is a string", { member: { ...created.request.member, credentials: [secret] } }],
    [
      "a credential in place of its list",
      { member: { ...created.request.member, credentials: { credential_guid: "CRD-1", value: secret } } },
    ],
    ["a credential without its list", { member: { ...created.request.member, credentials: secret } }],
    ["an object in place of a GUID", { member: { ...created.request.member, institution_guid: { [secret]: secret } } }],
    ["no envelope", { credentials: [{ credential_guid: "CRD-1", value: secret }] }],
    ["a body that is a string", secret],
    ...rejected.map(({ name, body }: { name: string; body: unknown }) => [
      name,
      JSON.parse(JSON.stringify(body).replaceAll(/"example-(login|password)[^"]*"/g, JSON.stringify(secret))),
    ]),
  ])("has no token and no credential: %s", async (_, body) => {
    const log: string[] = [];
    const { mock, send } = await start({ log: (line) => log.push(line) });
    const response = await send({
      headers: { ...withToken(`${secret}-token`), Cookie: secret, "X-Api-Key": secret, "X-Trace": `${secret}-token` },
      path: `/members?session=${secret}&trace=${secret}-token`,
      body,
    });
    expect(mock.requests).toHaveLength(1);
    expect(log).toHaveLength(1);
    for (const shown of [mock.requests, log, response]) expect(JSON.stringify(shown)).not.toContain(secret);
  });

  test("keeps the latest requests of the contract, whatever else arrives", async () => {
    const { mock, send } = await start();
    const sendOne = (name: number) => send({ body: { member: { ...oauth.request.member, external_guid: `link-${name}` } } });
    for (let i = 0; i < longestJournal + 5; i++) await sendOne(i);
    for (const path of ["/", "/other", "/_mock/health"]) await send({ method: "GET", path });
    await send({ method: "PUT" });
    const names = mock.requests.map(({ body }) => body?.member?.external_guid);
    expect(names).toHaveLength(longestJournal);
    expect([names.at(0), names.at(-1)]).toEqual(["link-5", `link-${longestJournal + 4}`]);
  });

  test("keeps no more bodies than fit", async () => {
    const { mock, send } = await start();
    const length = 900_000;
    const count = Math.ceil(largestJournal / length) + 3;
    for (let i = 0; i < count; i++) await send({ body: { member: { ...oauth.request.member, metadata: "x".repeat(length) } } });
    expect(mock.requests.length).toBeGreaterThan(0);
    expect(mock.requests.length * length * 2).toBeLessThanOrEqual(largestJournal);
  });

  test("shows a raw response body if it is JSON", async () => {
    const { mock, send } = await start();
    for (const body of ["[1]", "<h1>"]) {
      mock.next({ body });
      await send({ body: oauth.request });
    }
    expect(mock.requests.map(({ response }) => response)).toEqual([
      { status: 200, scenario: "none", body: [1] },
      { status: 200, scenario: "none" },
    ]);
  });

  test("shows the first hundred issues of a request", async () => {
    const { mock, send } = await start();
    await send({ body: { member: { ...created.request.member, credentials: Array(5_000).fill({}) } } });
    expect(mock.requests[0]?.issues).toHaveLength(100);
  });

  test("numbers the sessions, and names their users if the mock knows how", async () => {
    const { mock, send } = await start({ user: (token: string) => token.slice(0, 4) });
    for (const token of ["anna-1", "bert-1", "anna-2", "anna-1"])
      await send({ headers: withToken(token), body: oauth.request });
    expect(mock.requests.map(({ session, user }) => ({ session, user }))).toEqual([
      { session: 1, user: "anna" },
      { session: 2, user: "bert" },
      { session: 3, user: "anna" },
      { session: 1, user: "anna" },
    ]);
  });

  test("reading it does not look at the requests again", async () => {
    const { mock, send } = await start();
    await send({ body: oauth.request });
    expect(mock.requests[0]).toBe(mock.requests[0]);
  });

  test("can be switched off", async () => {
    const { mock, send } = await start({ journal: false });
    await send({ body: oauth.request });
    expect(mock.requests).toEqual([]);
  });
});
