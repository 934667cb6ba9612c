import { describe, expect, test } from "vitest";
import { mediaType, servers } from "../../generated/contract.js";
import { type Exchange, readHar, writeHar } from "../../src/verify/har.js";
import { redact } from "../../src/verify/redact.js";
import { contract, violations } from "../support/contract.js";
import { cases, schemas } from "../support/corpus.mjs";

const redacted = (har: unknown) => writeHar(readHar(JSON.stringify(har), Object.values(servers)).map(redact));
const bodiesOf = (har: string) =>
  JSON.parse(har).log.entries.map(({ request, response }: Record<string, { postData?: { text: string }; content: object }>) => [
    request?.postData?.text,
    response?.content && (response.content as { text: string }).text,
  ]);

// Stands in every place that a recording has, in a form that the place would take.
const secret = "Zq8";
const header = { name: "Content-Type", value: `${mediaType}; note=${secret}` };
const around = { comment: secret, _custom: { deep: [secret] }, cookies: [{ name: secret, value: secret }] };
const member = {
  guid: "MBR-Zq8-7c6f361B",
  user_guid: `USR-${secret}`,
  institution_guid: "INS-18273645",
  institution_code: secret,
  external_guid: secret,
  name: secret,
  metadata: `{"note":"${secret}"}`,
  connection_status: secret,
  connection_status_id: 918273645,
  connection_status_message: secret,
  is_being_aggregated: true,
  aggregated_at: "2018-02-27T18:27:36.45Z",
  successfully_aggregated_at: `2018-02-27 ${secret}`,
  most_recent_job_guid: "job-18273645",
  is_oauth: true,
  revision: 918273645,
  use_cases: ["PFM", secret, 918273645],
  oauth_window_uri: `https://${secret}.example/${secret}?state=${secret}`,
  [secret]: secret,
  [`field_${secret}`]: { [secret]: [secret, 918273645, 1.8273645, null, false] },
  client_redirect_url: `https://${secret}`,
};
const entry = (url: string, request: object, response: object) => ({
  ...around,
  startedDateTime: "2018-02-27T18:27:36.45Z",
  serverIPAddress: "18.27.36.45",
  connection: secret,
  _initiator: { url: secret },
  _webSocketMessages: [{ data: secret }],
  request: {
    ...around,
    method: "POST",
    url,
    headers: [
      header,
      { name: "md-session-token", value: secret },
      { name: "Cookie", value: secret },
      { name: secret, value: secret },
    ],
    queryString: [{ name: secret, value: secret }],
    ...request,
  },
  response: { ...around, status: 200, statusText: secret, redirectURL: secret, headers: [header], ...response },
});
const base64 = (text: string) => ({ encoding: "base64", text: Buffer.from(text).toString("base64") });
const url = `${servers.integration}/members`;
const request = { member: { ...member, credentials: [{ credential_guid: `CRD-${secret}`, guid: secret, value: secret }] } };
const json = JSON.stringify({ member });
const error = JSON.stringify({
  error: { code: 4220, message: secret, [secret]: secret },
  code: "18273645",
  errors: [{ code: "4001" }],
});
const har = {
  log: {
    ...around,
    creator: { name: secret },
    browser: { name: secret },
    pages: [{ title: secret }],
    entries: [
      entry(
        `${url}?token=${secret}#${secret}`,
        { postData: { params: [{ name: secret }], text: JSON.stringify(request) } },
        { content: { text: json } },
      ),
      entry(url, { postData: base64(JSON.stringify(request)) }, { content: base64(json) }),
      entry(
        url,
        { postData: { text: secret } },
        { status: 400, headers: [{ name: "content-type", value: `text/${secret}` }], content: { text: `<p>${secret}` } },
      ),
      entry(
        url,
        { headers: [], postData: { text: `{"${secret}` } },
        { status: 422, content: { mimeType: mediaType, text: error } },
      ),
      entry(url, {}, { status: 401, headers: [], content: {} }),
      entry(`https://${secret}.example/members`, {}, {}),
      entry(`${url}/${secret}`, {}, {}),
      entry(url, { method: "GET" }, {}),
      entry(url, {}, { status: 0 }),
      entry(secret, {}, {}),
    ],
  },
};

describe("a redacted recording", () => {
  test("has nothing of what stood anywhere in the recording", () => {
    expect(JSON.stringify(har).match(/Zq8/g)?.length).toBeGreaterThan(100);
    const copy = redacted(har);
    expect(copy).not.toMatch(/Zq8|8273|2018|27T/i);
    for (const [, coded = ""] of copy.matchAll(/"([A-Za-z0-9+/=]{8,})"/g))
      expect(Buffer.from(coded, "base64").toString()).not.toMatch(/Zq8|8273/);
  });

  test("has the calls of POST /members that were answered, and no others", () => {
    const { entries } = JSON.parse(redacted(har)).log;
    expect(entries.map(({ request, response }: (typeof entries)[0]) => [request.url, response.status])).toEqual([
      [url, 200],
      [url, 200],
      [url, 400],
      [url, 422],
      [url, 401],
    ]);
    expect(entries.map(({ request }: (typeof entries)[0]) => request.headers.length)).toEqual([2, 2, 2, 0, 2]);
  });

  test("is a HAR", () => {
    const { log } = JSON.parse(
      redacted({ log: { entries: [entry(url, { headers: [], postData: { text: "{}" } }, { content: { text: "{}" } })] } }),
    );
    const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1 };
    const headers = [{ name: "Content-Type", value: mediaType }];
    const content = { size: 2, mimeType: mediaType, text: "{}" };
    expect(log).toEqual({
      version: "1.2",
      creator: { name: "nexus-members-contract", version: "" },
      entries: [
        {
          startedDateTime: "2000-01-01T00:00:00Z",
          time: 0,
          request: { ...common, method: "POST", url, headers: [], queryString: [], postData: { mimeType: "", text: "{}" } },
          response: { ...common, status: 200, statusText: "", headers, content, redirectURL: "" },
          cache: {},
          timings: { send: 0, wait: 0, receive: 0 },
        },
      ],
    });
  });

  test.each([
    ["APPLICATION/JSON ; charset=utf-8", "application/json"],
    ["application/vnd.mx.nexus.v12+json", "application/vnd.mx.nexus.v12+json"],
    ["x-application/json", "other"],
    ["application/json-seq", "other"],
  ])("the content type %s becomes %s", (value, expected) => {
    const copy = redacted({ log: { entries: [entry(url, {}, { headers: [{ name: "content-type", value }] })] } });
    expect(JSON.parse(copy).log.entries[0].response.headers).toEqual([{ name: "Content-Type", value: expected }]);
  });

  test("has the shape of every body", () => {
    const shape = {
      guid: "MBR-zz0-00000000",
      user_guid: "USR-zz0",
      institution_guid: "INS-00000000",
      institution_code: "redacted",
      external_guid: "redacted",
      name: "redacted",
      metadata: "redacted",
      connection_status: "redacted",
      connection_status_id: 0,
      connection_status_message: "redacted",
      is_being_aggregated: true,
      aggregated_at: "2000-01-01T00:00:00.00Z",
      successfully_aggregated_at: "redacted",
      most_recent_job_guid: "zz0-00000000",
      is_oauth: true,
      revision: 0,
      use_cases: ["PFM", "redacted", 0],
      oauth_window_uri: "https://redacted.example/",
      unknown_18: "redacted",
      unknown_19: { unknown_0: ["redacted", 0, 0.5, null, false] },
      client_redirect_url: "redacted",
    };
    const bodies = bodiesOf(redacted(har));
    expect(bodies[1]).toEqual(bodies[0]);
    const [sent, answered] = bodies[0].map((body: string) => JSON.parse(body));
    expect(answered).toEqual({ member: shape });
    expect(sent).toEqual({
      member: { ...shape, credentials: [{ credential_guid: "CRD-zz0", guid: "zz0", value: "redacted" }] },
    });
    expect(bodies[2]).toEqual(["redacted", "redacted"]);
    expect(bodies[3]).toEqual([
      "redacted",
      '{"error":{"code":4220,"message":"redacted","unknown_2":"redacted"},"code":"redacted","errors":[{"code":"4001"}]}',
    ]);
    expect(bodies[4]).toEqual([undefined, ""]);
  });

  test("keeps a text or number only in a field that it is allowed in", () => {
    const inContract = Object.values<{ properties?: object }>(contract.components.schemas).flatMap((schema) =>
      Object.keys(schema.properties ?? {}),
    );
    const others =
      "referral_source client_redirect_url ui_message_webview_url_scheme errors status type title detail details field";
    const names = new Set([
      ...inContract,
      ..."code message fields description error_code request_id".split(" "),
      ...others.split(" "),
    ]);
    expect(names.size).toBeGreaterThan(45);
    const redactedValue = (name: string, value: unknown, side: "request" | "response" = "response") => {
      const body = JSON.stringify({ [name]: value });
      const message = { contentType: mediaType, body };
      const exchange = { server: servers.integration, hasToken: true, request: message, response: { status: 200, ...message } };
      const [entry] = Object.entries(JSON.parse(redact(exchange)[side].body));
      expect(entry?.[0]).toBe(name);
      return entry?.[1];
    };
    const kept = (value: unknown, side?: "request") =>
      [...names].filter((name) => redactedValue(name, value, side) === value).sort();
    expect(kept("7391")).toEqual(["code"]);
    expect(kept("73915")).toEqual([]);
    expect(kept(7391)).toEqual(["code", "connection_status_id"]);
    expect(kept(10_000)).toEqual([]);
    expect(kept("PLEASE_HIDE")).toEqual(["connection_status", "use_cases"]);
    // A PIN, a one-time code or a password may stand in any field of a request.
    for (const typedIn of ["7391", 7391, "PLEASE_HIDE", "ABC-0000"]) expect(kept(typedIn, "request")).toEqual([]);
    expect(kept("CONNECTED", "request")).toEqual(["connection_status", "use_cases"]);
    expect(kept("1PLEASE")).toEqual([]);
    expect(kept("https://redacted.example/")).toEqual(["oauth_window_uri"]);
    const guids = ["credential_guid", "guid", "institution_guid", "most_recent_job_guid", "user_guid"];
    expect(kept("MBR-0000")).toEqual(guids);
    const times = ["aggregated_at", "successfully_aggregated_at"];
    expect(kept("2000-01-01T00:00:00Z")).toEqual(times);
    expect(kept("2000-01-01")).toEqual(times);
    for (const other of ["x2000-01-01", "2000-01-01x", "2000-13-01", "2000-01-01T00:00:00"]) expect(kept(other)).toEqual([]);
    expect(redactedValue("aggregated_at", "2018-02-27T18:27:36.45+05:30")).toBe("2000-01-01T00:00:00.00+00:00");
    for (const value of ["", true, false, null]) expect(kept(value)).toHaveLength(names.size);
  });

  test("does not name a server of somebody else's", () => {
    const url = "https://staging.example/members";
    const own = JSON.stringify({ log: { entries: [entry(url, {}, {})] } });
    expect(writeHar(readHar(own, ["https://staging.example"]).map(redact))).toContain('"https://server.example/members"');
  });

  test("stays as it is when it is redacted once more", () => {
    const copy = redacted(har);
    expect(redacted(JSON.parse(copy))).toBe(copy);
  });
});

describe("a redacted body breaks the same rules as before", () => {
  test("on all of them", () => {
    expect(cases().length).toBeGreaterThan(90);
  });

  test.each(cases())("$part: $name", ({ part, body }) => {
    const message = { contentType: mediaType, body: JSON.stringify(body) };
    const exchange: Exchange = {
      server: servers.integration,
      hasToken: true,
      request: message,
      response: { status: 200, ...message },
    };
    const found = (text: string) =>
      violations(`/components/schemas/${schemas[part]}`, JSON.parse(text)).map(({ at, rule }) => `${at} ${rule}`);
    const side = part === "requests" ? "request" : "response";
    expect(found(redact(exchange)[side].body)).toEqual(found(message.body));
  });
});
