import { linkSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { connectionStatusValues, mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { temporaryFolder } from "../support/folder.js";
import { run } from "./program.js";
import { call, recordingOf, url } from "./recording.js";

const { oauth, created } = examples.createMember;
const good = call({ body: oauth.request }, { body: oauth.response });
const { request, response } = good;
const member = (change: object) => ({ member: { ...created.response.member, ...change } });

function written(content: unknown): string {
  const file = join(temporaryFolder(), "recording.har");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("each call of a recording is checked, the request too unless it was rejected", async () => {
  const credentials = [{ guid: "CRD-Zq8", value: "Zq8" }];
  const otherKey = { member: { ...created.request.member, credentials } };
  const calls = [
    call({ body: created.request }, { body: created.response }),
    call({ body: otherKey }, { body: created.response }),
    call({ body: otherKey }, { status: 400, body: { error: { code: true } } }),
    call({ body: created.request, type: "application/json" }, { status: 201, body: {}, type: "application/json" }),
    call({ body: created.request, token: "" }, { status: 503, text: "{}", type: "Zq8/Zq8" }),
    call({ body: created.request }, { body: member({ connection_status: "ZQ8_PAUSED", guid: "SECRET" }) }),
    call({ body: created.request }, { body: member({ "\u001b[31mZq8\n::error::": 1, metadata: { Zq8: 1 } }) }),
  ];
  const { code, output, errors } = await run(["--har", written(recordingOf(...calls))], { GITHUB_ACTIONS: "true" });
  expect({ code, errors }).toEqual({ code: 1, errors: "" });
  expect(output).not.toMatch(/Zq8|[^\P{C}\n]/iu);
  expect(output.slice(0, output.indexOf("Coverage"))).toBe(`✓ log.entries[0]: createMember (200)
✗ log.entries[1]: createMember (200)
    request /member/credentials/0/credential_guid is required in CredentialRequest
    request /member/credentials/0 has a field that is not in CredentialRequest
✗ log.entries[2]: createMember (400)
    response /error/code must be integer or string
✗ log.entries[3]: createMember (201)
    request header Content-Type is application/json, not application/vnd.mx.nexus.v1+json
    response status is 201, but the contract has 200, 400, 401, 422, default
✗ log.entries[4]: createMember (503)
    response header Content-Type is another media type, not application/vnd.mx.nexus.v1+json
✗ log.entries[5]: createMember (200)
    response /member/guid must be MBR- followed by hex digits and dashes
    response /member/connection_status is none of the ${connectionStatusValues.length} known values
✗ log.entries[6]: createMember (200)
    response /member/metadata must be string or null

1 of 7 checks passed.
`);
});

/** The good call with other parts. */
const sending = (change: object) => ({ request: { ...request, ...change }, response });
const returning = (change: object) => ({ request, response: { ...response, ...change } });
const content = (change: object) => returning({ content: { ...response.content, ...change } });

describe("a recording", () => {
  const ofOthers = [call({}, {}, "https://nexus.example/members"), call({}, {}, `${url}/1`)];
  const elsewhere = call({ body: oauth.request }, { body: oauth.response }, "http://proxy.example/base/members");
  test.each<[what: string, content: unknown, args?: string[]]>([
    ["begins with a byte order mark", `\uFEFF${JSON.stringify(recordingOf(good))}`],
    ["has calls of others", recordingOf(good, ...ofOthers)],
    ["is encoded in base64", recordingOf(inBase64())],
    ["is of another server", recordingOf(elsewhere), ["--server", "http://proxy.example/base/"]],
    ["has a header that is null", recordingOf(returning({ headers: [null, ...response.headers] }))],
    ["has text that is marked as base64", recordingOf(content({ encoding: "base64" }))],
    ["spells the mark of base64 in capitals", recordingOf(inBase64("BASE64"))],
    ["is gzip in base64", recordingOf(compressed("base64"))],
    ["is gzip, stored byte by byte", recordingOf(compressed("latin1"))],
    ["was decompressed, which its headers do not say", recordingOf(returning({ headers: withEncoding(response.headers) }))],
  ])("that %s: exit code 0, and its call has passed", async (_, content, args = []) => {
    const { code, output } = await run(["--har", written(content), ...args]);
    expect(output).toContain("✓ log.entries[0]: createMember (200)\n\n1 of 1 checks passed.");
    expect(code).toBe(0);
  });

  test.each([
    ["is no JSON", '{"log": Zq8'],
    ["is null", "null"],
    ["has entries that are no list", { log: { entries: { 0: good } } }],
  ])("that %s: exit code 2, neither checked nor copied", async (_, content) => {
    const file = written(content);
    for (const args of [[], ["--redact", `${file}.copy`]]) {
      const result = await run(["--har", file, ...args]);
      const errors = "The recording is not a HAR: it is no JSON with a list log.entries.";
      expect(result).toEqual({ code: 2, output: "", errors });
    }
  });

  const noRequest = "it has no request with a method and a URL";
  const leftOut = "the recorder left the body out";
  test.each<[problem: string, ...entries: unknown[]]>([
    [noRequest, null, { response }, sending({ method: 7 })],
    ["the URL of its request is not absolute", sending({ url: "/members" })],
    ["its path has a slash at its end, which /members has not", call({}, {}, `${url}/`)],
    ["it has no response", { request }, { request, response: null }],
    [
      "its response has no HTTP status",
      ...[-1, 0, 99, 600, 2000, 200.5, "", "200", null, { Zq8: 200 }].map((status) => returning({ status })),
    ],
    ["its response: the recorder left the headers out", returning({ headers: null })],
    ["its request: the recorder left the headers out", sending({ headers: 7 })],
    [
      `its response: ${leftOut}`,
      returning({ content: undefined }),
      returning({ content: { mimeType: mediaType, size: 300 } }),
      content({ text: undefined, size: -1, _file: "a.json" }),
      content({ text: "", size: 300 }),
    ],
    [`its request: ${leftOut}`, sending({ postData: undefined, bodySize: 9 })],
    [
      "its request: the recorder wrote the body as parameters",
      sending({ postData: { mimeType: mediaType, params: [{ name: "Zq8" }] } }),
    ],
    ["its response: the recorder stored the compressed body as text, which destroys it", compressed("utf8")],
  ])("with odd entries: they are skipped, and the others are checked: %s", async (problem, ...entries) => {
    const { code, output } = await run(["--har", written(recordingOf(...entries, good))]);
    for (const index of entries.keys()) expect(output).toContain(`- log.entries[${index}]: ${problem}\n`);
    expect(output).toContain(`✓ log.entries[${entries.length}]: createMember (200)`);
    expect(output).toContain(`1 of ${entries.length + 1} checks passed, ${entries.length} skipped.`);
    expect(code).toBe(0);
  });

  test("without a success: exit code 2, since little is known of the server", async () => {
    const rejected = call({}, { status: 401 });
    const { code, output } = await run(["--har", written(recordingOf(rejected))]);
    expect(output).toMatch(/^No success of createMember was seen, so little is known of the server\.\n/);
    expect(code).toBe(2);
    expect(await run(["--har", written(recordingOf(good, rejected))])).toMatchObject({ code: 0 });
  });

  test("without a call of the contract: exit code 2, and the servers that it looked for", async () => {
    const errors =
      "The recording has no call of the contract to https://int-data.moneydesktop.com, https://data.moneydesktop.com. Name the server that was recorded with --server.";
    for (const args of [[], ["--redact", "none"]])
      expect(await run(["--har", written(recordingOf(...ofOthers)), ...args])).toMatchObject({ code: 2, errors });
  });

  test("with odd entries alone: exit code 2, and what cannot be used", async () => {
    const file = written(recordingOf({ request, response: null }));
    expect(await run(["--har", file, "--redact", `${file}.copy`])).toMatchObject({
      code: 2,
      errors: "No call of the recording can be copied. Check it without --redact: that says why.",
    });
    const { code, output } = await run(["--har", file]);
    expect(output).toMatch(/^No check has passed\.\n\n- log\.entries\[0\]: it has no response\n/);
    expect(code).toBe(2);
  });
});

test.each([
  ["a report with its name", (file: string) => ["--report", `json=${file}`]],
  ["a report with a hard link to it", (file: string) => ["--report", `json=${linked(linkSync, file)}`]],
  ["a report with a symbolic link to it", (file: string) => ["--report", `json=${linked(symlinkSync, file)}`]],
  ["a copy with its name", (file: string) => ["--redact", file]],
])("a recording is never overwritten by %s", async (_, args) => {
  const file = written(recordingOf(good));
  const before = readFileSync(file, "utf8");
  const { code, errors } = await run(["--har", file, ...args(file)]);
  expect(code).toBe(2);
  expect(errors).toMatch(
    /^--(report needs a file of its own|redact needs a file that can be written and does not exist yet), /,
  );
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("--min-coverage is a gate: what was covered is enough, and no less", async () => {
  const file = written(recordingOf(good));
  const { output } = await run(["--har", file]);
  const [, percent = expect.fail(output)] = /^Coverage: ([\d.]+) %/m.exec(output) ?? [];
  for (const enough of ["0.25", percent])
    expect(await run(["--har", file, "--min-coverage", enough])).toMatchObject({ code: 0, errors: "" });
  expect(await run(["--har", file, "--min-coverage", "99.9"])).toMatchObject({
    code: 1,
    errors: `The coverage of ${percent} % is below --min-coverage 99.9.`,
  });
});

test("a recording whose names look like commands is redacted, and its calls are the same", async () => {
  const headers = [{ name: "__proto__", value: "x" }, { name: "\r\n::error::Zq8", value: "\r\nZq8" }, ...response.headers];
  const file = written(recordingOf(returning({ headers, statusText: "Zq8", redirectURL: url })));
  const output = `${file}.copy: 1 calls, of which only the shape is left. Read it before you send it.`;
  expect(await run(["--har", file, "--redact", `${file}.copy`])).toEqual({ code: 0, output, errors: "" });
  expect((await run(["--har", `${file}.copy`])).code).toBe(0);
});

function inBase64(encoding = "base64") {
  const encoded = (text: string) => ({ encoding, text: Buffer.from(text).toString("base64") });
  const { text } = request.postData;
  return { ...sending({ postData: encoded(text) }), response: { ...response, content: encoded(response.content.text) } };
}

function withEncoding(headers: object[]) {
  return [...headers, { name: "Content-Encoding", value: "gzip" }];
}

/** The good call as a recorder writes it that keeps the compression of the response. */
function compressed(as: "base64" | "latin1" | "utf8") {
  const text = gzipSync(response.content.text).toString(as);
  const encoded = { ...response.content, text, ...(as === "base64" && { encoding: as }) };
  return returning({ headers: withEncoding(response.headers), content: encoded });
}

function linked(link: typeof linkSync, file: string): string {
  link(file, `${file}.link`);
  return `${file}.link`;
}
