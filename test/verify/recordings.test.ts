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
    call({ body: oauth.request }, { body: created.response }),
    call({ body: created.request, type: "application/json" }, { status: 201, body: {}, type: "application/json" }),
    call({ body: created.request }, {}),
    call({ body: created.request, token: "" }, { status: 503, text: "{}", type: "Zq8/Zq8" }),
    call({ text: "Zq8" }, { body: created.response }),
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
✗ log.entries[3]: createMember (200)
    response /member/institution_guid must be as in the request
    response /member/is_oauth must be as in the request
    response /member/external_guid must be as in the request
✗ log.entries[4]: createMember (201)
    request header Content-Type is application/json, not application/vnd.mx.nexus.v1+json
    response status is 201, but the contract has 200, 400, 401, 422, default
✗ log.entries[5]: createMember (200)
    response body is missing
✗ log.entries[6]: createMember (503)
    response header Content-Type is another media type, not application/vnd.mx.nexus.v1+json
✗ log.entries[7]: createMember (200)
    request body is not JSON
✗ log.entries[8]: createMember (200)
    response /member/guid must be MBR- followed by hex digits and dashes
    response /member/connection_status is none of the ${connectionStatusValues.length} known values
✗ log.entries[9]: createMember (200)
    response /member/metadata must be string or null

1 of 10 checks passed.
`);
});

describe("a recording", () => {
  test.each([
    ["conforms", recordingOf(good), []],
    ["begins with a byte order mark", `\uFEFF${JSON.stringify(recordingOf(good))}`, []],
    ["has calls of others", recordingOf(good, call({}, {}, "https://nexus.example/members"), call({}, {}, `${url}/1`)), []],
    ["is encoded in base64", recordingOf(inBase64(good)), []],
    [
      "is of another server",
      recordingOf(call({ body: oauth.request }, { body: oauth.response }, "http://proxy.example/base/members")),
      ["--server", "http://proxy.example/base/"],
    ],
  ])("that %s: exit code 0, and one call passed", async (_, content, args) => {
    const { code, output } = await run(["--har", written(content), ...args]);
    expect(output).toContain("✓ log.entries[0]: createMember (200)");
    expect(code).toBe(0);
  });

  test.each([
    ["is no JSON", '{"log": Zq8'],
    ["is another JSON", { entries: [] }],
    ["is null", "null"],
    ["has entries that are no list", { log: { entries: { 0: good } } }],
  ])("that %s: exit code 2, neither checked nor copied", async (_, content) => {
    const file = written(content);
    for (const args of [
      ["--har", file],
      ["--har", file, "--redact", `${file}.copy`],
    ]) {
      const { code, output, errors } = await run(args);
      expect({ code, output }).toEqual({ code: 2, output: "" });
      expect(errors).toBe("The recording is not a HAR: it is no JSON with a list log.entries.");
    }
  });

  const { request, response } = good;
  const left = { mimeType: mediaType, size: 300 };
  test.each<[what: string, entry: unknown, problem: string]>([
    ["is null", null, "it has no request with a method and a URL"],
    ["has no request", { response }, "it has no request with a method and a URL"],
    [
      "has a method that is a number",
      { request: { ...request, method: 7 }, response },
      "it has no request with a method and a URL",
    ],
    [
      "has a URL without its server",
      { request: { ...request, url: "/members" }, response },
      "the URL of its request is not absolute",
    ],
    ["has a path with a slash at its end", call({}, {}, `${url}/`), "its path has a slash at its end, which /members has not"],
    ["has no response", { request }, "it has no response"],
    ["has a response that is null", { request, response: null }, "it has no response"],
    ...[-1, 0, 99, 600, 2000, 200.5, "", "200", null, { Zq8: 200 }].map((status): [string, unknown, string] => [
      `has the status ${JSON.stringify(status)}`,
      { request, response: { ...response, status } },
      "its response has no HTTP status",
    ]),
    [
      "has headers that are null",
      { request, response: { ...response, headers: null } },
      "its response: the recorder left the headers out",
    ],
    [
      "has headers that are no list",
      { request: { ...request, headers: 7 }, response },
      "its request: the recorder left the headers out",
    ],
    [
      "has no content",
      { request, response: { ...response, content: undefined } },
      "its response: the recorder left the body out",
    ],
    [
      "has a size without a text",
      { request, response: { ...response, content: left } },
      "its response: the recorder left the body out",
    ],
    [
      "has a text in a file",
      { request, response: { ...response, content: { ...left, size: -1, _file: "a.json" } } },
      "its response: the recorder left the body out",
    ],
    [
      "has an empty text of some size",
      { request, response: { ...response, content: { ...left, text: "" } } },
      "its response: the recorder left the body out",
    ],
    [
      "has no request body, but a size",
      { request: { ...request, postData: undefined, bodySize: 9 }, response },
      "its request: the recorder left the body out",
    ],
    [
      "has parameters for a request body",
      { request: { ...request, postData: { mimeType: mediaType, params: [{ name: "Zq8" }] } }, response },
      "its request: the recorder wrote the body as parameters",
    ],
    [
      "has a compressed body as text",
      compressed("utf8"),
      "its response: the recorder stored the compressed body as text, which destroys it",
    ],
  ])("with an entry that %s: it is skipped, and the others are checked", async (_, entry, problem) => {
    const { code, output } = await run(["--har", written(recordingOf(entry, good))]);
    expect(output).toContain(`- log.entries[0]: ${problem}\n`);
    expect(output).toContain("✓ log.entries[1]: createMember (200)");
    expect(output).toContain("1 of 2 checks passed, 1 skipped.");
    expect(code).toBe(0);
  });

  test.each<[what: string, entry: unknown]>([
    ["has a header that is null", { ...good, response: { ...response, headers: [null, ...response.headers] } }],
    [
      "has text that is marked as base64",
      { ...good, response: { ...response, content: { ...response.content, encoding: "base64" } } },
    ],
    ["spells the mark of base64 in capitals", inBase64(good, "BASE64")],
    ["is gzip in base64", compressed("base64")],
    ["is gzip, stored byte by byte", compressed("latin1")],
    [
      "was decompressed, which its headers do not say",
      { ...good, response: { ...response, headers: withEncoding(response.headers) } },
    ],
  ])("with an entry that %s: it is checked as what it was", async (_, entry) => {
    const { code, output } = await run(["--har", written(recordingOf(entry))]);
    expect(output).toContain("✓ log.entries[0]: createMember (200)");
    expect(code).toBe(0);
  });

  test("without a success: exit code 2, since little is known of the server", async () => {
    const { code, output } = await run(["--har", written(recordingOf(call({}, { status: 401 })))]);
    expect(output).toMatch(/^No success of createMember was seen, so little is known of the server\.\n/);
    expect(code).toBe(2);
  });

  test("of which no entry can be used: exit code 2, and why not", async () => {
    const file = written(recordingOf({ request, response: null }));
    const { code, errors } = await run(["--har", file]);
    expect(errors).toMatch(/Entries that cannot be used: 1, the first of them log\.entries\[0\]: it has no response\.$/);
    expect(code).toBe(2);
  });

  test("without a call of the contract: exit code 2, and the servers that it looked for", async () => {
    const file = written(recordingOf(call({}, {}, "https://nexus.example/members")));
    expect(await run(["--har", file])).toMatchObject({
      code: 2,
      errors: `${file} has no call of the contract to https://int-data.moneydesktop.com, https://data.moneydesktop.com. Name the server that was recorded with --server.`,
    });
  });
});

describe("a recording is never overwritten", () => {
  test.each([
    ["a report with its name", (file: string) => ["--report", `json=${file}`]],
    [
      "a report with a hard link to it",
      (file: string) => {
        linkSync(file, `${file}.link`);
        return ["--report", `json=${file}.link`];
      },
    ],
    [
      "a report with a symbolic link to it",
      (file: string) => {
        symlinkSync(file, `${file}.link`);
        return ["--report", `json=${file}.link`];
      },
    ],
    ["a copy with its name", (file: string) => ["--redact", file]],
  ])("by %s", async (_, args) => {
    const file = written(recordingOf(good));
    const before = readFileSync(file, "utf8");
    const { code, errors } = await run(["--har", file, ...args(file)]);
    expect(code).toBe(2);
    expect(errors).toMatch(
      /^--(report must not name the recording or the requests|redact needs a file that can be written and does not exist yet)/,
    );
    expect(readFileSync(file, "utf8")).toBe(before);
  });
});

test("--min-coverage is a gate for recordings too", async () => {
  const file = written(recordingOf(good));
  expect((await run(["--har", file, "--min-coverage", "10"])).code).toBe(0);
  const { code, errors } = await run(["--har", file, "--min-coverage", "80"]);
  expect(code).toBe(1);
  expect(errors).toMatch(/^The coverage of [\d.]+ % is below --min-coverage 80\.$/);
});

test("a recording whose names look like commands is redacted, and its calls are the same", async () => {
  const headers = [{ name: "__proto__", value: "x" }, { name: "\r\n::error::Zq8", value: "\r\nZq8" }, ...good.response.headers];
  const file = written(recordingOf({ ...good, response: { ...good.response, headers, statusText: "Zq8", redirectURL: url } }));
  const { code, output } = await run(["--har", file, "--redact", `${file}.copy`]);
  expect({ code, output }).toEqual({
    code: 0,
    output: `${file}.copy: 1 calls, of which only the shape is left. Read it before you send it.`,
  });
  expect((await run(["--har", `${file}.copy`])).code).toBe(0);
});

function inBase64({ request, response }: ReturnType<typeof call>, encoding = "base64") {
  const encoded = (text: string) => ({ encoding, text: Buffer.from(text).toString("base64") });
  return {
    request: { ...request, postData: encoded(request.postData.text) },
    response: { ...response, content: encoded(response.content.text) },
  };
}

function withEncoding(headers: object[]) {
  return [...headers, { name: "Content-Encoding", value: "gzip" }];
}

/** The good call as a recorder writes it that keeps the compression of the response. */
function compressed(as: "base64" | "latin1" | "utf8") {
  const { content, headers } = good.response;
  const encoded = { ...content, text: gzipSync(content.text).toString(as), ...(as === "base64" && { encoding: as }) };
  return { ...good, response: { ...good.response, headers: withEncoding(headers), content: encoded } };
}
