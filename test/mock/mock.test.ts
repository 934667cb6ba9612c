import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { Module } from "node:module";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { examples } from "../../generated/examples.js";
import { createNexusClient, unwrap } from "../../src/index.js";
import { type Mock, startMock } from "../../src/mock/index.js";
import { contract, mediaType, report, requestExamples, responseSchema, violations } from "../support/contract.js";

let mock: Mock;
const log: string[] = [];

beforeAll(async () => {
  mock = await startMock({ log: (line) => log.push(line) });
});
afterAll(() => mock?.close());

const valid = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
const institution_guid = "INS-abc";
const credentials = [{ credential_guid: "CRD-abc", value: "my-login" }];

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
}

/** What the mock answers; every JSON body is checked against the contract on the way. */
async function send({ method = "POST", path = "/members", headers = valid, body, text }: Sent) {
  const withBody = method === "POST" ? { body: new TextEncoder().encode(text ?? JSON.stringify(body)) } : {};
  const response = await fetch(`${mock.url}${path}`, { method, headers, ...withBody });
  const raw = await response.text();
  const answer = raw ? JSON.parse(raw) : undefined;
  if (response.status !== 204) {
    const schema = responseSchema(
      Object.keys(contract.paths["/members"].post.responses).includes(`${response.status}`) ? `${response.status}` : "default",
    );
    expect(report(violations(schema, answer))).toEqual([]);
    expect(response.headers.get("Content-Type")).toBe(mediaType);
  }
  return { status: response.status, scenario: response.headers.get("X-Nexus-Members-Mock"), headers: response.headers, answer };
}

describe("the table of answers", () => {
  const own = { member: { institution_guid, credentials } };
  const ownOAuth = { member: { institution_guid, is_oauth: true } };
  const failing = (name: "stale-credentials" | "duplicate-member" | "external-guid-taken" | "unknown-institution") =>
    examples[name].request.member;
  const { "MD-SESSION-TOKEN": _token, ...noToken } = valid;
  const { "Content-Type": _type, ...noType } = valid;

  type Row = [what: string, sent: Sent, status: number, scenario: string];
  const table: Row[] = [
    [
      "Prefer: code and example",
      { headers: { ...valid, Prefer: "code=401, example=expired-session" }, body: own },
      401,
      "expired-session",
    ],
    ["Prefer: example", { headers: { ...valid, Prefer: "example=oauth" }, body: own }, 200, "oauth"],
    ["Prefer: code", { headers: { ...valid, Prefer: "code=422" }, body: own }, 422, "duplicate-member"],
    [
      "Prefer: quoted, in capitals, with semicolons",
      { headers: { ...valid, Prefer: 'Code=422; Example="unknown-institution"' }, body: own },
      422,
      "unknown-institution",
    ],
    ["Prefer: with spaces", { headers: { ...valid, Prefer: "code = 422" }, body: own }, 422, "duplicate-member"],
    ["Prefer: another error status", { headers: { ...valid, Prefer: "code=503" }, body: own }, 503, "default"],
    [
      "Prefer before a missing token and a broken body",
      { headers: { ...noToken, Prefer: "example=created" }, text: "{" },
      200,
      "created",
    ],
    ["Prefer: an unknown example", { headers: { ...valid, Prefer: "example=nobody" }, body: own }, 400, "none"],
    ["Prefer: a code that is too long", { headers: { ...valid, Prefer: "code=5030" }, body: own }, 400, "none"],
    ["Prefer: a code that ends alike", { headers: { ...valid, Prefer: "code=1503" }, body: own }, 400, "none"],
    ["Prefer: an unknown code", { headers: { ...valid, Prefer: "code=302" }, body: own }, 400, "none"],
    [
      "Prefer: an example of another code",
      { headers: { ...valid, Prefer: "code=422, example=oauth" }, body: own },
      400,
      "none",
    ],
    ["Prefer: default is no code", { headers: { ...valid, Prefer: "code=default" }, body: own }, 400, "none"],
    ["Prefer: something that ends alike", { headers: { ...valid, Prefer: "x-code=500" }, body: own }, 200, "created"],
    ["Prefer: something else", { headers: { ...valid, Prefer: "return=minimal" }, body: own }, 200, "created"],

    ["no token", { headers: noToken, body: own }, 401, "missing-session"],
    ["an empty token", { headers: { ...valid, "MD-SESSION-TOKEN": "" }, body: own }, 401, "missing-session"],
    ["no token and a broken body", { headers: noToken, text: "{" }, 401, "missing-session"],

    ["malformed JSON", { text: '{"member":' }, 400, "invalid"],
    ["an empty body", { text: "" }, 400, "invalid"],
    ["a body over the limit", { text: JSON.stringify({ member: { metadata: "x".repeat(1_000_000) } }) }, 413, "none"],
    ["a body at the limit", { text: JSON.stringify(own).padStart(1_000_000) }, 200, "created"],
    ["a header that breaks the contract", { headers: { ...valid, "MX-Skip-Webhook": "maybe" }, body: own }, 400, "invalid"],

    [
      "an institution that fails",
      { body: { member: { ...own.member, institution_guid: failing("unknown-institution").institution_guid } } },
      422,
      "unknown-institution",
    ],
    [
      "the same with OAuth",
      { body: { member: { ...ownOAuth.member, institution_guid: failing("unknown-institution").institution_guid } } },
      422,
      "unknown-institution",
    ],
    [
      "an external_guid that fails",
      { body: { member: { ...ownOAuth.member, external_guid: failing("external-guid-taken").external_guid } } },
      422,
      "external-guid-taken",
    ],
    [
      "a login that fails, in second place",
      {
        body: {
          member: {
            institution_guid,
            credentials: [
              ...credentials,
              { credential_guid: "CRD-def", value: failing("duplicate-member").credentials[0]?.value },
            ],
          },
        },
      },
      422,
      "duplicate-member",
    ],
    [
      "a credential GUID that fails",
      {
        body: {
          member: {
            institution_guid,
            credentials: [{ credential_guid: failing("stale-credentials").credentials[0]?.credential_guid, value: "x" }],
          },
        },
      },
      400,
      "stale-credentials",
    ],
    [
      "what other values a failing scenario has",
      {
        body: {
          member: {
            institution_guid: failing("duplicate-member").institution_guid,
            credentials: [failing("duplicate-member").credentials[1]],
          },
        },
      },
      200,
      "created",
    ],

    ["any other OAuth request", { body: ownOAuth }, 200, "oauth"],
    ["any other standard request", { body: own }, 200, "created"],
    [
      "the same with skip_aggregation",
      { body: { member: { ...own.member, skip_aggregation: true } } },
      200,
      "skip-aggregation",
    ],
    ["the same with skip_aggregation false", { body: { member: { ...own.member, skip_aggregation: false } } }, 200, "created"],
    [
      "the content type of all JSON",
      { headers: { ...valid, "Content-Type": "application/json; charset=utf-8" }, body: own },
      200,
      "created",
    ],
    [
      "Accept: the contract's type among others",
      { headers: { ...valid, Accept: `text/html, ${mediaType};q=0.5` }, body: own },
      200,
      "created",
    ],

    [
      "Accept: the star of older clients",
      { headers: { ...valid, Accept: "text/html, *; q=.2, */*; q=.2" }, body: own },
      200,
      "created",
    ],
    ...["*", "*;q=0.5", "* ; q=0.5", `${mediaType} ; q=0.5`].map(
      (Accept): Row => [`Accept: ${Accept}`, { headers: { ...valid, Accept }, body: own }, 200, "created"],
    ),
    ...["+", `@${mediaType}`, `${mediaType} x`].map(
      (Accept): Row => [`Accept that cannot be read: ${Accept}`, { headers: { ...valid, Accept }, body: own }, 406, "none"],
    ),
    [
      "a content type with a quoted parameter",
      { headers: { ...valid, "Content-Type": 'application/json; charset="utf-8"' }, body: own },
      200,
      "created",
    ],
    ["no content type", { headers: noType, body: own }, 415, "none"],
    ["no content type and no body", { headers: noType, text: "" }, 400, "invalid"],
    ["a content type that cannot be read", { headers: { ...valid, "Content-Type": "|" }, body: own }, 415, "none"],
    ["another path", { path: "/member", body: own }, 404, "none"],
    ["a path below", { path: "/members/1", body: own }, 404, "none"],
    ["a path with an address in it", { path: "/membershttp://mock", body: own }, 404, "none"],
    ["a query", { path: "/members?trace=1", body: own }, 200, "created"],
    ["another method", { method: "GET" }, 405, "none"],
    ["yet another method", { method: "DELETE" }, 405, "none"],
    ["Accept that cannot be met", { headers: { ...valid, Accept: "application/json" }, body: own }, 406, "none"],
    ["a content type that is not JSON", { headers: { ...valid, "Content-Type": "text/plain" }, body: own }, 415, "none"],
    ["a form", { headers: { ...valid, "Content-Type": "application/x-www-form-urlencoded" }, text: "member=1" }, 415, "none"],
  ];

  test.each(table)("%s", async (_, sent, status, scenario) => {
    expect(await send(sent)).toMatchObject({ status, scenario });
  });

  test.each(requestExamples.map(({ name, value }) => [name as keyof typeof examples, value] as const))(
    "the request of %s",
    async (name, request) => {
      const { status, response } = examples[name];
      expect(await send({ body: request })).toMatchObject({ status, scenario: name, answer: response });
      const reordered = { member: Object.fromEntries(Object.entries(request.member).reverse()) };
      expect(await send({ body: reordered })).toMatchObject({ status, scenario: name, answer: response });
    },
  );

  test.each(Object.entries(examples))("Prefer of %s", async (name, { status, response }) => {
    const headers = { ...valid, Prefer: `example=${name}` };
    expect(await send({ headers, body: {} })).toMatchObject({ status, scenario: name, answer: response });
  });

  const refused = parse(readFileSync(new URL("../contract/refused.yaml", import.meta.url), "utf8"));
  test.each<[string, unknown, keyof typeof examples]>(
    refused.requests.map(({ name, body, answer }: Record<string, unknown>) => [name, body, answer]),
  )("a body that breaks the schema: %s", async (_, body, scenario) => {
    const { status, answer, headers, ...rest } = await send({ body });
    expect({ status, answer, ...rest }).toEqual({ status: 400, scenario, answer: examples[scenario].response });
    const broken = JSON.parse(headers.get("X-Nexus-Members-Mock-Violations") ?? "[]");
    expect(broken.length).toBeGreaterThan(0);
    expect(log.at(-1)).toBe(`POST 400 ${scenario} ${JSON.stringify(broken)}`);
    for (const violation of broken)
      expect(violation).toEqual({ at: expect.stringMatching(/^(\/[a-z_0-9]+)*$/), rule: expect.stringMatching(/^[a-zA-Z]+$/) });
  });

  test.each<[string, Sent, string]>([
    ["an empty body", { text: "" }, '[{"at":"","rule":"required"}]'],
    ["malformed JSON", { text: "{" }, '[{"at":"","rule":"json"}]'],
    [
      "a header",
      { headers: { ...valid, "MX-Skip-Webhook": "1" }, body: own },
      '[{"at":"header/mx-skip-webhook","rule":"type"}]',
    ],
  ])("what is wrong with %s", async (_, sent, violations) => {
    expect((await send(sent)).headers.get("X-Nexus-Members-Mock-Violations")).toBe(violations);
  });

  test.each<[number, string, Sent, string | null]>([
    [404, "The route /member hasn't been found in the specification file", { path: "/member", body: own }, null],
    [405, 'The route /members has been matched, but it does not have "PUT" method defined', { method: "PUT" }, "POST, OPTIONS"],
    [406, `Accept has to allow ${mediaType}`, { headers: { ...valid, Accept: "text/html" }, body: own }, null],
    [413, "The mock reads bodies of up to 1000000 bytes", { text: "x".repeat(1_000_001) }, null],
    [415, `Content-Type must be ${mediaType}`, { headers: { ...valid, "Content-Type": "text/html" }, body: own }, null],
  ])("%i says what is wrong", async (status, message, sent, allow) => {
    const { headers, ...rest } = await send(sent);
    expect(rest).toEqual({ status, scenario: "none", answer: { error: { message } } });
    expect(headers.get("Allow")).toBe(allow);
    expect(headers.has("X-Nexus-Members-Mock-Violations")).toBe(false);
  });

  test("an unknown Prefer lists the known ones", async () => {
    const { answer } = await send({ headers: { ...valid, Prefer: "example=nobody" } });
    for (const name of Object.keys(examples)) expect(answer.error.message).toContain(`example=${name}; `);
  });
});

describe("a member made for a request of the caller's own", () => {
  const everything = { external_guid: "own-1", metadata: "text", name: "My bank", use_cases: ["MONEY_MOVEMENT"] };

  test.each([
    ["created", { institution_guid, credentials }],
    ["oauth", { institution_guid, is_oauth: true }],
    ["skip-aggregation", { institution_guid, credentials, skip_aggregation: true }],
  ] as const)("%s: repeats what was said, and is null where nothing was", async (name, member) => {
    const { member: silent } = (await send({ body: { member } })).answer;
    expect(silent).toMatchObject({ institution_guid, external_guid: null, metadata: null, is_oauth: name === "oauth" });
    expect(silent.name).toBe(examples[name].response.member.name);
    expect(silent).not.toHaveProperty("use_cases");
    const { member: full } = (await send({ body: { member: { ...member, ...everything } } })).answer;
    expect(full).toMatchObject({ institution_guid, ...everything });
    expect(full).not.toHaveProperty("credentials");
    expect(full.guid).not.toBe(silent.guid);
  });

  test("has a GUID of its own, the same for the same request, and the OAuth URI repeats it", async () => {
    const body = { member: { institution_guid, is_oauth: true, external_guid: "own-2" } };
    const first = (await send({ body })).answer.member;
    expect((await send({ body })).answer.member).toEqual(first);
    expect(first.guid).not.toBe(examples.oauth.response.member.guid);
    expect(first.guid).toMatch(/^MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(first.oauth_window_uri).toBe(
      examples.oauth.response.member.oauth_window_uri.replace(examples.oauth.response.member.guid, first.guid),
    );
  });
});

describe("with the typed client", () => {
  test("both kinds of member, and each failing scenario", async () => {
    const nexus = createNexusClient({ baseUrl: mock.url, sessionToken: "example-session" });
    expect(unwrap(await nexus.createMember({ institution_guid, credentials })).connection_status).toBe("CREATED");
    expect(unwrap(await nexus.createMember({ institution_guid, is_oauth: true })).oauth_window_uri).toContain("MBR-");
    for (const name of ["stale-credentials", "duplicate-member", "external-guid-taken", "unknown-institution"] as const) {
      const { request, status, response } = examples[name];
      expect(await nexus.createMember(request.member)).toMatchObject({ ok: false, status, error: { body: response } });
    }
  });
});

test("a page in a browser may call it", async () => {
  const preflight = await send({
    method: "OPTIONS",
    headers: {
      Origin: "http://localhost:3000",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type,md-session-token",
    },
  });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST, OPTIONS",
    "access-control-allow-headers": "content-type,md-session-token",
  });
  expect((await send({ method: "OPTIONS" })).headers.get("Access-Control-Allow-Headers")).toBe("*");
  const { headers } = await send({ body: {} });
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(headers.get("Access-Control-Expose-Headers")).toBe("*");
});

test("the log holds neither tokens nor values", async () => {
  log.length = 0;
  const secrets = ["token-Zq8", "login-Zq8", "external-Zq8", "path-Zq8", "field-Zq8", "query-Zq8"];
  const headers = { ...valid, "MD-SESSION-TOKEN": "token-Zq8" };
  const member = {
    institution_guid,
    credentials: [{ credential_guid: "CRD-abc", value: "login-Zq8" }],
    external_guid: "external-Zq8",
  };
  await send({ headers, body: { member } });
  await send({ headers, body: { member: { ...member, "field-Zq8": 1 } } });
  await send({ headers, text: `${JSON.stringify({ member })}login-Zq8` });
  await send({ headers, path: "/path-Zq8?query-Zq8", body: { member } });
  expect(log).toHaveLength(4);
  for (const secret of secrets) expect(log.join("\n")).not.toContain(secret);
});

test("many violations still fit into a header, each once", async () => {
  const { headers } = await send({ body: { member: { institution_guid, credentials: Array(500).fill({}) } } });
  const broken: object[] = JSON.parse(headers.get("X-Nexus-Members-Mock-Violations") ?? "[]");
  expect(broken).toHaveLength(20);
  expect(new Set(broken.map((one) => JSON.stringify(one))).size).toBe(20);
});

test("takes the whole address that a proxy sends", async () => {
  const { hostname: host, port } = new URL(mock.url);
  const request = httpRequest({ host, port, method: "POST", path: `${mock.url}/members?x=1`, headers: valid });
  request.end(JSON.stringify(examples.oauth.request));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  response.resume();
});

test("listens where it is told to", async () => {
  const one = await startMock({ host: "::1" });
  expect(one.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await fetch(one.url)).status).toBe(404);
  await one.close();
});

test("two mocks do not disturb each other", async () => {
  const other = await startMock();
  expect(other.url).not.toBe(mock.url);
  await other.close();
  expect((await send({ body: examples.standard.request })).status).toBe(200);
});

test("a client that stops half way through its body holds nobody up, and close() does not wait for it", async () => {
  const one = await startMock();
  const socket = connect(Number(new URL(one.url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write("POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1000\r\n\r\n{");
  const response = await fetch(`${one.url}/members`, {
    method: "POST",
    headers: valid,
    body: JSON.stringify(examples.oauth.request),
  });
  expect(response.status).toBe(200);
  await response.text();
  const closed = once(socket, "close");
  await one.close();
  await closed;
});

test("a busy port rejects", async () => {
  const { port } = new URL(mock.url);
  await expect(startMock({ port: Number(port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

describe("where the engine or the contract is broken", () => {
  const modules = Module as never as { _load(name: string, ...more: unknown[]): unknown };
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  /** The mock, with another module in place of one that it requires. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the module is
  async function startWith(file: string, replace: (loaded: any) => unknown) {
    const load = modules._load;
    vi.spyOn(modules, "_load").mockImplementation((name, ...more) => {
      const loaded = load.call(modules, name, ...more);
      return name.endsWith(file) ? replace(loaded) : loaded;
    });
    vi.resetModules();
    return (await import("../../src/mock/index.js")).startMock();
  }

  const advice = "The mock needs its engine. Install it: npm install --save-dev @stoplight/prism-http@5.12.0";
  test.each([
    ["is not installed", "MODULE_NOT_FOUND", "Cannot find module '@stoplight/prism-http'", advice],
    [
      "lacks a module of its own",
      "MODULE_NOT_FOUND",
      "Cannot find module 'lodash', required by @stoplight/prism-http",
      undefined,
    ],
    ["cannot be read", "EACCES", "permission denied, open '@stoplight/prism-http'", undefined],
  ])("an engine that %s", async (_, code, reason, message = reason) => {
    const cause = Object.assign(new Error(reason), { code });
    const start = startWith("prism-http", () => {
      throw cause;
    });
    await expect(start).rejects.toMatchObject(message === advice ? { message, cause } : { message, code });
  });

  test("an engine without an answer does not start", async () => {
    const start = startWith("mocker/index.js", () => ({
      default: () => () => ({ _tag: "Left", left: { detail: "nothing" } }),
    }));
    await expect(start).rejects.toThrow('An answer of the mock breaks the contract: ["nothing"]');
  });

  test.each<[string, (components: typeof contract.components) => void]>([
    ["of Prefer", ({ examples }) => Object.assign(examples.ExpiredSessionResponse.value.error, { message: 1 })],
    ["of a request", ({ schemas }) => Object.assign(schemas.Member.properties.external_guid, { not: { const: "start-up" } })],
  ])("an answer %s that breaks the contract does not start", async (_, breakIt) => {
    const start = startWith("/openapi.json", (loaded) => {
      const broken = structuredClone(loaded);
      breakIt(broken.components);
      return broken;
    });
    await expect(start).rejects.toThrow(/^An answer of the mock breaks the contract: \[{"path":\["body",/);
  });

  test("a request that the engine fails on is cut off rather than left waiting", async () => {
    const one = await startWith("mocker/index.js", ({ default: mocker }) => ({
      default: (input: { input: { data: { headers: object } } }) =>
        "x-fail" in input.input.data.headers ? expect.fail("as told") : mocker(input),
    }));
    const init = { method: "POST", headers: { ...valid, "X-Fail": "1" }, body: "{}", signal: AbortSignal.timeout(2_000) };
    await expect(fetch(`${one.url}/members`, init)).rejects.toThrow("fetch failed");
    await one.close();
  });
});
