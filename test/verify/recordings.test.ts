import { linkSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connectionStatusValues, servers } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { readHar } from "../../src/verify/recording.js";
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
  expect(output.slice(0, output.indexOf("Coverage"))).toBe(`✓ call 1: createMember (200)
✗ call 2: createMember (200)
    request /member/credentials/0/credential_guid is required in CredentialRequest
    request /member/credentials/0 has a field that is not in CredentialRequest
✗ call 3: createMember (400)
    response /error/code must be integer or string
✗ call 4: createMember (200)
    response /member/institution_guid must be as in the request
    response /member/is_oauth must be as in the request
    response /member/external_guid must be as in the request
✗ call 5: createMember (201)
    request header Content-Type is application/json, not application/vnd.mx.nexus.v1+json
    response status is 201, but the contract has 200, 400, 401, 422, default
✗ call 6: createMember (200)
    response body is missing
✗ call 7: createMember (503)
    response header Content-Type is another media type, not application/vnd.mx.nexus.v1+json
✗ call 8: createMember (200)
    request body is not JSON
✗ call 9: createMember (200)
    response /member/guid must be MBR- followed by hex digits and dashes
    response /member/connection_status is none of the ${connectionStatusValues.length} known values
✗ call 10: createMember (200)
    response /member/metadata must be string or null

1 of 10 checks passed.
`);
});

describe("a recording", () => {
  test.each([
    ["conforms", recordingOf(good), []],
    ["begins with a byte order mark", `\uFEFF${JSON.stringify(recordingOf(good))}`, []],
    ["has entries without headers", recordingOf(good, { ...good, response: { status: 503 } }), []],
    [
      "has calls of others, calls without a response, and what is no URL",
      recordingOf(
        good,
        call({}, {}, "https://nexus.example/members"),
        call({}, { status: 0 }),
        call({}, {}, "members"),
        call({}, {}, `${url}/1`),
      ),
      [],
    ],
    ["is encoded in base64", recordingOf(inBase64(good)), []],
    [
      "is of another server",
      recordingOf(call({ body: oauth.request }, { body: oauth.response }, "http://proxy.example/base/members")),
      ["--server", "http://proxy.example/base/"],
    ],
  ])("that %s: exit code 0, and one call passed", async (_, content, args) => {
    const { code, output } = await run(["--har", written(content), ...args]);
    expect(output).toContain("✓ call 1: createMember (200)");
    expect(code).toBe(0);
  });

  test.each([
    ["is no JSON", '{"log": Zq8'],
    ["is another JSON", { entries: [] }],
    ["has an entry without a request", recordingOf({ response: { status: 200 } })],
    ["has an entry without a response", recordingOf({ request: good.request })],
    ["has headers that are no list", recordingOf({ ...good, response: { status: 200, headers: 7 } })],
    ["has a header that is null", recordingOf({ ...good, response: { status: 200, headers: [null] } })],
    [
      "has a status that is a string",
      recordingOf(call({ body: oauth.request }, { status: "\u001b[31m200 Zq8", body: oauth.response })),
    ],
    [
      "has a status that is an object",
      recordingOf(call({ body: oauth.request }, { status: { Zq8: 200 }, body: oauth.response })),
    ],
    ["has a status below 100", recordingOf(call({ body: oauth.request }, { status: 99 }))],
    ["has a status above 599", recordingOf(call({ body: oauth.request }, { status: 600 }))],
    ["has a status of four digits", recordingOf(call({ body: oauth.request }, { status: 2000, body: oauth.response }))],
    ["has a status with a fraction", recordingOf(call({ body: oauth.request }, { status: 200.5, body: oauth.response }))],
  ])("that %s: exit code 2, neither checked nor copied", async (_, content) => {
    const file = written(content);
    for (const args of [
      ["--har", file],
      ["--har", file, "--redact", `${file}.copy`],
    ]) {
      const { code, output, errors } = await run(args);
      expect({ code, output }).toEqual({ code: 2, output: "" });
      expect(errors).toBe(
        "The recording is not a HAR: JSON with log.entries, each with a request and a response with a status.",
      );
    }
  });

  test("without a call of the contract: exit code 2, and the servers that it looked for", async () => {
    const file = written(recordingOf(call({}, {}, "https://nexus.example/members")));
    expect(await run(["--har", file])).toMatchObject({
      code: 2,
      errors: `${file} has no call of the contract to https://int-data.moneydesktop.com, https://data.moneydesktop.com. Name the server that was recorded with --server.`,
    });
  });
});

test("a recorded call has what the recording says of it, and nothing else", () => {
  const entry = (status: number) => ({ request: { method: "post", url }, response: { status } });
  for (const status of [100, 599]) {
    const [recorded] = readHar(verifiedContract, JSON.stringify(recordingOf(entry(status))), [servers.integration]);
    expect(recorded).toMatchObject({
      server: servers.integration,
      request: { method: "post", url, headers: { "content-type": "" }, body: "" },
      response: { status, headers: { "content-type": "" }, body: "" },
    });
    expect(Object.keys(recorded?.request.headers ?? {})).toEqual(["content-type"]);
  }
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

function inBase64({ request, response }: ReturnType<typeof call>) {
  const encoded = (text: string) => ({ encoding: "base64", text: Buffer.from(text).toString("base64") });
  return {
    request: { ...request, postData: encoded(request.postData.text) },
    response: { ...response, content: encoded(response.content.text) },
  };
}
