import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { longestJournal } from "../../src/mock/journal.js";
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
    const credentials = created.request.member.credentials.map(({ credential_guid }) => ({ credential_guid }));
    expect(mock.requests).toEqual([
      {
        method: "POST",
        path: "/members",
        session: 1,
        params: { header: { "mx-skip-webhook": true, ...required } },
        body: oauth.request,
        issues: [],
        response: { status: 503, scenario: "default", body: { error: { message: expect.any(String) } } },
        delay: 1,
      },
      {
        method: "POST",
        path: "/members",
        session: 2,
        params,
        body: {
          member: { ...created.request.member, credentials },
        },
        issues: [],
        response: { status: 200, scenario: "created", body: second.body },
      },
      {
        method: "POST",
        path: "/members",
        session: 1,
        params,
        issues: [{ in: "body", pointer: "", path: [], rule: "json", message: "is not JSON" }],
        response: { status: 400, scenario: "invalid", body: examples.createMember.invalid.response },
      },
      {
        method: "POST",
        path: "/other",
        params: {},
        issues: [],
        response: { status: 404, scenario: "none", body: { error: { message: expect.stringContaining("/other") } } },
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
    const response = await send({ headers: withToken(`${secret}-token`), path: `/members?${secret}`, body });
    expect(mock.requests).toHaveLength(1);
    expect(log).toHaveLength(1);
    for (const shown of [mock.requests, log, response]) expect(JSON.stringify(shown)).not.toContain(secret);
  });

  test("keeps the latest requests", async () => {
    const { mock, send } = await start();
    for (let i = 0; i < longestJournal; i++) await mock.fetch(`https://mock.example/${i}`);
    for (let i = longestJournal; i < longestJournal + 5; i++) await send({ path: `/${i}` });
    expect(mock.requests).toHaveLength(longestJournal);
    expect(mock.requests.at(0)?.path).toBe("/5");
    expect(mock.requests.at(-1)?.path).toBe(`/${longestJournal + 4}`);
  });

  test("can be switched off", async () => {
    const { mock, send } = await start({ journal: false });
    await send({ body: oauth.request });
    expect(mock.requests).toEqual([]);
  });
});
