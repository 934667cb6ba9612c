import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mediaType, servers } from "../../generated/contract.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { readHar } from "../../src/verify/recording.js";
import { redact } from "../../src/verify/redact.js";
import { corpus, schemas } from "../contract/corpus.js";
import { issuesAt } from "../support/contract.js";
import { call, recordingOf, url } from "./recording.js";
import type { Json } from "./servers.js";
import { type Call, get, put, recordedCalls, things } from "./things.js";

function redacted(har: unknown, known: readonly string[] = Object.values(servers)): string {
  const calls = [...readHar(verifiedContract, JSON.stringify(har), known)].flatMap((entry) => entry.call ?? []);
  return redact(verifiedContract, calls);
}

/** A recording that has a text in every place, in a form that the place would take. */
function recordingWith(secret: string, digits: string) {
  const number = Number(digits);
  const member = {
    guid: `MBR-${secret}-${digits}`,
    user_guid: secret,
    institution_guid: `INS-${digits}`,
    name: secret,
    metadata: JSON.stringify({ note: secret }),
    connection_status: secret,
    connection_status_id: number,
    connection_status_message: secret,
    is_being_aggregated: secret,
    aggregated_at: `2018-02-27T18:27:36.${digits.slice(0, 9)}Z`,
    successfully_aggregated_at: secret,
    most_recent_job_guid: `JOB-${digits}`,
    revision: number,
    use_cases: ["PFM", secret, number, [secret]],
    oauth_window_uri: `https://example.com/${encodeURIComponent(secret)}?state=${digits}`,
    [secret]: secret,
    unknown: { [secret]: [secret, number, number + 0.5, null, false, { [digits]: secret }] },
  };
  const credentials = [{ credential_guid: `CRD-${secret}`, guid: secret, value: secret, [secret]: digits }];
  const error = {
    error: { code: digits, message: secret, [secret]: number },
    code: secret,
    errors: [{ code: number }],
    title: secret,
  };
  const around = { comment: secret, _custom: { deep: [secret] }, cookies: [{ name: secret, value: digits }] };
  const entry = ({ request, response }: ReturnType<typeof call>) => ({
    ...around,
    serverIPAddress: digits,
    _initiator: { url: secret },
    request: {
      ...around,
      ...request,
      url: `${url}?token=${encodeURIComponent(secret)}#${encodeURIComponent(secret)}`,
      headers: [
        ...request.headers,
        { name: secret, value: secret },
        { name: "Cookie", value: digits },
        { name: "MX-Skip-Webhook", value: secret },
      ],
      queryString: [{ name: secret, value: secret }],
    },
    response: { ...around, statusText: secret, redirectURL: secret, ...response },
  });
  return {
    ...recordingOf(
      entry(call({ body: { member: { ...member, credentials } }, token: secret }, { body: { member } })),
      entry(call({ body: { member }, type: secret }, { status: 422, body: error, type: `application/${secret}+json` })),
      entry(call({ text: secret, type: `text/plain; ${secret}` }, { status: 503, text: secret, type: `${secret}/json` })),
      entry(call({ body: secret }, { status: 400, body: [secret, number] })),
    ),
    ...around,
  };
}

test("a redacted recording has nothing of any text or number that stood anywhere in the recording", () => {
  const plain = redacted(recordingWith("-", "0")).toLowerCase();
  const secrets = fc.oneof(
    fc.stringMatching(/^[A-Z]{6,12}(_[A-Z]{4,8})?$/), // Capital words, such as those of an enum.
    fc.stringMatching(/^[a-z0-9]{6,20}$/),
    fc.stringMatching(/^[A-Za-z0-9+/]{20,40}={0,2}$/),
    fc.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    fc.stringMatching(/^[a-z]{3,8}\/(vnd\.)?[a-z]{3,8}(\+json)?$/), // Media types.
    fc.stringMatching(/^[a-z]{3,8}@[a-z]{3,8}\.(com|example)$/),
    fc.stringMatching(/^(USR|MBR|INS|CRD|JOB)-[0-9A-F]{8}$/),
    fc.string({ minLength: 6, maxLength: 20 }).filter((text) => text.trim().length > 5 && /[^0z-]/.test(text)),
  );
  const digits = fc.stringMatching(/^[1-9][0-9]{7,11}$/);
  const places = JSON.stringify(recordingWith("Zq8Zq8", "18273645")).match(/Zq8Zq8|18273645/g)?.length;
  expect(places).toBeGreaterThan(100);
  fc.assert(
    fc.property(secrets, digits, (secret, number) => {
      const copy = redacted(recordingWith(secret, number)).toLowerCase();
      for (const one of [secret, number, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        if (!plain.includes(one.toLowerCase())) expect(copy).not.toContain(one.toLowerCase());
    }),
    { seed: 20_300_101, numRuns: 150 },
  );
});

describe("a redacted recording", () => {
  test("keeps the codes of errors, which MX documents, in responses only", () => {
    const error = { error: { code: 4220 }, code: "4001" };
    const [[sent, returned]] = bodiesOf(redacted(recordingOf(call({ body: error }, { status: 422, body: error })))) as [
      [Json, Json],
    ];
    expect(returned).toEqual(error);
    expect(sent).toEqual({ error: { code: 0 }, code: "redacted" });
  });

  test("has only headers that the contract knows, without their values, and media types in common use", () => {
    const har = JSON.parse(redacted(recordingWith("zq8", "18273645")));
    const headers = har.log.entries.map(({ request, response }: Json) => [request.headers, response.headers]);
    const type = (value: string) => ({ name: "content-type", value });
    const known = [
      { name: "md-session-token", value: "redacted" },
      { name: "mx-skip-webhook", value: "redacted" },
    ];
    expect(headers).toEqual([
      [[type(mediaType), ...known], [type(mediaType)]],
      [[type("another media type"), ...known], [type("another media type")]],
      [[type("text/plain"), ...known], [type("another media type")]],
      [[type(mediaType), ...known], [type(mediaType)]],
    ]);
  });

  test("does not name a server of somebody else's", () => {
    const har = recordingOf(call({}, {}, "https://staging.example/base/members"));
    expect(redacted(har, ["https://staging.example/base"])).toContain('"https://server.example/members"');
    expect(redacted(recordingOf(call({}, {}, url.toUpperCase().replace("/MEMBERS", ":443/members"))))).toContain(`"${url}"`);
  });

  test("has no token and no body where the call had none, and a word in place of a body that is not JSON", () => {
    const har = redacted(recordingOf(call({ token: "" }, { status: 503 }), call({ text: "Zq8=1" }, { text: "<p>" })));
    const [empty, other] = JSON.parse(har).log.entries;
    expect(empty.request.headers.map(({ name }: Json) => name)).toEqual(["content-type"]);
    expect(empty.request).not.toHaveProperty("postData");
    expect(empty.response.content.text).toBe("");
    expect(other.request.postData.text).toBe("redacted");
    expect(other.response.content.text).toBe("redacted");
  });

  test("has 20 levels of a body, in objects and lists", () => {
    const lists = (levels: number, inner: string) => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;
    const objects = (inner: string) => `${'{"member":'.repeat(21)}${inner}${"}".repeat(21)}`;
    const texts = [lists(20, "null"), lists(21, "null"), objects("7")];
    const bodies = bodiesOf(redacted(recordingOf(...texts.map((text) => call({}, { text })))));
    const expected = [lists(20, "null"), lists(21, '"redacted"'), objects('"redacted"')];
    expect(bodies.map(([, returned]) => JSON.stringify(returned))).toEqual(expected);
  });

  test("has everything that HAR 1.2 requires", () => {
    const [entry] = JSON.parse(redacted(recordingOf(call({}, { body: {} })))).log.entries;
    const common = { httpVersion: "HTTP/1.1", cookies: [], headers: expect.any(Array), headersSize: -1 };
    expect(entry).toEqual({
      startedDateTime: "2000-01-01T00:00:00Z",
      time: 0,
      request: { ...common, method: "POST", url, queryString: [], bodySize: 0 },
      response: {
        ...{ ...common, status: 200, statusText: "", redirectURL: "", bodySize: 2 },
        content: { size: 2, mimeType: mediaType, text: "{}" },
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    });
  });

  test("stays as it is when it is redacted once more", () => {
    const copy = redacted(recordingWith("Zq8", "18273645"));
    expect(redacted(JSON.parse(copy))).toBe(copy);
  });
});

test("a redacted body breaks the rules that it broke before, and no others", () => {
  const bodies = corpus();
  expect(bodies.length).toBeGreaterThan(90);
  for (const { part, name, body } of bodies) {
    const [[sent, returned]] = bodiesOf(redacted(recordingOf(call({ body }, { body })))) as [[Json, Json]];
    const found = (value: unknown) =>
      issuesAt(`/components/schemas/${schemas[part]}`, value)
        .map(({ pointer, rule }) => `${pointer} ${rule}`)
        .sort();
    expect(found(part === "requests" ? sent : returned), name).toEqual(found(body));
  }
});

describe("a redacted call of things", () => {
  const redactedCall = (call: Call): Json => {
    const calls = recordedCalls(call).flatMap((entry) => entry.call ?? []);
    return JSON.parse(redact(things, calls)).log.entries[0];
  };

  test("keeps which parameters of the contract there were", () => {
    const { request } = redactedCall({ ...get, path: "/things/Zq8?depth=7&other=Zq8", headers: { "X-Reason": "Zq8" } });
    expect(request.url).toBe("https://server.example/things/redacted?depth=redacted");
    expect(request.headers).toEqual([
      { name: "content-type", value: mediaType },
      { name: "x-reason", value: "redacted" },
    ]);
  });

  test("keeps which header had the token", () => {
    expect(redactedCall(put).request.headers).toContainEqual({ name: "x-key", value: "redacted" });
  });

  test.each([
    ["that a string matches its pattern, by the example", { name: "THG-777" }, { name: "THG-77" }],
    ["the shape of a string with a pattern", { name: "THG-8x", code: "Zq8" }, { name: "THG-0z", code: "zz0" }],
    [
      "small integers where there are some",
      { list: [7, 9_999, 10_000, 1.5], code: 4220 },
      { list: [7, 9_999, 0, 0.5], code: 4220 },
    ],
    ["of a number in place of a string: that it is one", { name: 7 }, { name: 0 }],
  ])("keeps %s", (_, returns, expected) => {
    expect(JSON.parse(redactedCall({ ...get, returns }).response.content.text)).toEqual(expected);
  });
});

/** The bodies of each call, parsed. */
function bodiesOf(har: string): Json[] {
  return JSON.parse(har).log.entries.map(({ request, response }: Json) =>
    [request.postData?.text, response.content.text].map(
      (text) => text && JSON.parse(text.startsWith("redacted") ? "null" : text),
    ),
  );
}
