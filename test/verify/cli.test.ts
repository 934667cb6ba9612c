import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mediaType, servers } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import manifest from "../../package.json" with { type: "json" };
import { startMock } from "../../src/mock/index.js";
import { reply, startServer } from "../support/server.js";

// In this process, for coverage and mutants to be seen; prove.mjs runs what is built.
const before = process.argv;
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const folder = mkdtempSync(join(tmpdir(), "nexus-members-test-"));

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  for (const signal of signals) process.removeAllListeners(signal);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.argv = before;
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program to its end. */
async function run(args: string[], env: Record<string, string> = {}) {
  for (const name of ["NEXUS_SESSION_TOKEN", "NEXUS_CREDENTIALS"]) vi.stubEnv(name, env[name]);
  const out = vi.spyOn(console, "log").mockReturnValue();
  const err = vi.spyOn(console, "error").mockReturnValue();
  process.argv = ["node", "nexus-members-verify", ...args];
  await import("../../src/verify/cli.js");
  const [stdout, stderr] = [out, err].map((spy) => spy.mock.calls.map(([line]) => `${line}\n`).join("")) as [string, string];
  expect(stdout + stderr).not.toContain("Zq8");
  return { code: process.exitCode ?? 0, stdout, stderr };
}

const given = { NEXUS_SESSION_TOKEN: "token-Zq8", NEXUS_CREDENTIALS: '[{"credential_guid": "CRD-1", "value": "Zq8"}]' };
const institutions = ["--institution", "INS-1", "--oauth-institution", "INS-2"];
const har = join(folder, "empty.har");
writeFileSync(har, '{"log": {"entries": []}}');
writeFileSync(join(folder, "broken.har"), '{"log": Zq8');

describe("sends nothing, and says why", () => {
  const table: [what: string, args: string[], env: Record<string, string>, message: string][] = [
    ["no arguments", [], {}, "Usage: nexus-members-verify --server <url>"],
    ["an unknown option", ["--serve", "x"], {}, "Unknown option '--serve'. Try --help."],
    ["an option without its value", ["--server"], {}, "Option '--server <value>' argument missing. Try --help."],
    ["no address", ["--server", "staging"], {}, "--server takes integration, production, or an https address"],
    ["a user in the address", ["--server", "https://me:Zq8@example.com"], {}, "--server takes integration"],
    ["http on another machine", ["--server", "http://192.0.2.1"], {}, "with --allow-insecure-http"],
    ["production by name", ["--server", "production", ...institutions], given, "data.moneydesktop.com is the production host"],
    ["production by address", ["--server", "https://DATA.moneydesktop.com.:443/", ...institutions], given, "Add --production"],
    [
      "the defaults of the mock elsewhere",
      ["--server", "integration"],
      {},
      "Give NEXUS_SESSION_TOKEN, --institution, NEXUS_CREDENTIALS, --oauth-",
    ],
    [
      "the same by http",
      ["--server", "http://192.0.2.1", "--allow-insecure-http", ...institutions],
      {},
      "Give NEXUS_SESSION_TOKEN, NEXUS_CREDENTIALS too",
    ],
    ["a name that only begins like this machine", ["--server", "https://localhost.example"], {}, "Give NEXUS_SESSION_TOKEN"],
    ["a name that only ends like this machine", ["--server", "https://my.localhost"], {}, "Give NEXUS_SESSION_TOKEN"],
    [
      "a token with a line break before it",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_SESSION_TOKEN: "\nZq8" },
      "NEXUS_SESSION_TOKEN has to be visible ASCII",
    ],
    [
      "credentials that are a text",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: '"Zq8"' },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    [
      "no credential",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: "[]" },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    [
      "a token that is no header",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_SESSION_TOKEN: "Zq8\n" },
      "NEXUS_SESSION_TOKEN has to be visible ASCII",
    ],
    [
      "credentials that are no JSON",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: "Zq8" },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    [
      "credentials that are no list",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: '{"a":"Zq8"}' },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    [
      "a recording that is not there",
      ["--har", join(folder, "none.har")],
      {},
      `--har takes a file that can be read, not ${join(folder, "none.har")}`,
    ],
    ["a copy of nothing", ["--redact", join(folder, "copy.har")], {}, "--har takes a file that can be read, not nothing"],
    ["a recording that is none", ["--har", join(folder, "broken.har")], {}, "The recording is not a HAR"],
    [
      "a recording without a call",
      ["--har", har],
      {},
      "has no answered POST to https://int-data.moneydesktop.com/members, https://data",
    ],
    [
      "the same of another server",
      ["--har", har, "--server", "http://proxy.example/base/"],
      {},
      ", http://proxy.example/base/members. Say with --server",
    ],
  ];

  test.each(table)("%s", async (_, args, env, message) => {
    const { code, stdout, stderr } = await run(args, env);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

test("the version to install is the one that is tested here", () => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const version = manifest.devDependencies["@redocly/cli"];
  expect(manifest.peerDependencies["@redocly/cli"]).toBe(`^${version}`);
  for (const file of ["README.md", "openapi/guides/verification.md", "src/verify/verify.ts"])
    expect(read(file).match(/(?<=@redocly\/cli@)\d[\d.]*\d/g), file).toEqual([version]);
});

test("--help prints the usage", async () => {
  const { code, stdout, stderr } = await run(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: nexus-members-verify --server <url> .*Exit code: 0 .*\n$/s);
});

test("says before it starts that it creates members, and where; a redirect gets neither the token nor the credentials", async () => {
  const { url, received } = await startServer((_, response) => void response.writeHead(302, { Location: "/elsewhere" }).end());
  const report = join(folder, "report.json");
  const { code, stdout } = await run(["--server", `${url}/`, ...institutions, "--report", report], given);
  expect(code).toBe(1);
  expect(stdout).toContain(`This creates members on ${new URL(url).host}`);
  expect(stdout).toContain("✗ answer without a redirect (302)\n    status is 302, a redirect");
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ server: `${url}/`, kept: false, checks: [{ status: 302 }] });
  expect(received).toHaveLength(1);
  expect(JSON.stringify(received)).not.toContain("Zq8");
});

test("verifies the mock, where everything has a default", async () => {
  const mock = await startMock();
  const { code, stdout, stderr } = await run(["--server", mock.url]).finally(() => mock.close());
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/✓ create-standard-member \(200\)\n(✓ [-a-z]+ \(\d{3}\)\n){4}\n5 of 5 keep the contract\.\n$/);
});

test("a login from an earlier run is no violation, and is told", async () => {
  const { url } = await startServer(({ headers, body }, response) => {
    if (headers["md-session-token"] || body === "{}") reply(response, 422, "");
    else response.destroy();
  });
  const { code, stdout } = await run(["--server", url]);
  expect(code).toBe(1);
  expect(stdout).toContain("✓ create-standard-member (422): exists already (or ");
  expect(stdout).toContain("✓ create-oauth-member (422): exists already (or ");
  expect(stdout).toContain(
    "✗ refuse-missing-token\n    status is missing: no whole answer came (cut off, timed out, or redirected)\n",
  );
});

test("a session token that is refused is no breach of the contract", async () => {
  const { url } = await startServer((_, response) => reply(response, 401, ""));
  const stderr = `${url} refuses the session token (401). It lives 30 minutes: get a new one.\n`;
  expect(await run(["--server", url])).toMatchObject({ code: 2, stderr });
});

test("tells a server that is not there, and leaves no older report", async () => {
  const report = join(folder, "older.json");
  writeFileSync(report, '{"kept":true}');
  expect(await run(["--server", "http://127.0.0.1:9", "--report", report])).toMatchObject({
    code: 2,
    stderr: "No answer from http://127.0.0.1:9.\n",
  });
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ kept: null, checks: [] });
});

test.each(signals)("%s ends it", async (signal) => {
  vi.resetModules();
  const { url } = await startServer(() => void process.emit(signal));
  expect(await run(["--server", url])).toMatchObject({ code: 2, stderr: "Interrupted.\n" });
});

describe("a recording", () => {
  const message = (body: object, contentType: string = mediaType) => ({
    headers: [{ name: "Content-Type", value: contentType }],
    content: { text: JSON.stringify(body) },
    postData: { text: JSON.stringify(body) },
  });
  const call = (request: object, response: object, status = 200, type?: string) => ({
    request: { method: "POST", url: `${servers.integration}/members`, ...message(request, type) },
    response: { status, ...message(response, type) },
  });
  const { created, oauth } = examples;
  const [guid, value] = ["CRD-Zq8", "Zq8"];
  const otherKey = { member: { ...created.request.member, credentials: [{ guid, value }] } };
  const calls = [
    call(created.request, created.response),
    call(otherKey, created.response),
    call(otherKey, { error: { code: true } }, 400),
    call(oauth.request, created.response),
    call(created.request, oauth.response, 201, "application/json"),
    { ...call(created.request, {}), response: { status: 200, headers: [] } },
    { ...call(created.request, {}), response: { status: 503, headers: [], content: { text: "{}" } } },
    { ...call({}, created.response), request: { ...call({}, {}).request, postData: { text: "Zq8" } } },
    call(created.request, { member: { ...created.response.member, connection_status: "PAUSED" } }),
    call(created.request, { member: { ...created.response.member, connection_status: "Zq8 PAUSED", guid: "SECRET" } }),
    call(oauth.request, { error: {}, member: { is_oauth: false } }, 400, "text/json; charset=utf-8"),
  ];
  const recording = join(folder, "recording.har");
  writeFileSync(recording, JSON.stringify({ log: { entries: calls } }));

  test("is judged call by call", async () => {
    const report = join(folder, "judged.json");
    const { code, stdout } = await run(["--har", recording, "--report", report]);
    expect(code).toBe(1);
    expect(stdout).toBe(`✓ call 1 of POST /members (200)
✗ call 2 of POST /members (200)
    request /member/credentials/0/credential_guid is required
    request /member/credentials/0 has a field that is not of the contract
✗ call 3 of POST /members (400)
    /error/code must be integer or string
✗ call 4 of POST /members (200)
    /member/is_oauth must be true, as in the request
✗ call 5 of POST /members (201)
    status is 201; a success is 200
    request Content-Type is application/json, not ${mediaType}
    Content-Type is application/json, not ${mediaType}
    /member/is_oauth must be false, as in the request
✗ call 6 of POST /members (200)
    body is missing
✗ call 7 of POST /members (503)
    Content-Type is missing, not ${mediaType}
✗ call 8 of POST /members (200)
    request body is not JSON
✗ call 9 of POST /members (200)
    /member/connection_status is none of the 23 values that the contract knows: PAUSED
✗ call 10 of POST /members (200)
    /member/guid must be MBR- followed by hex digits and dashes
    /member/connection_status is none of the 23 values that the contract knows
✗ call 11 of POST /members (400)
    Content-Type is other, not ${mediaType}

1 of 11 keep the contract.
`);
    const { checks, ...rest } = JSON.parse(readFileSync(report, "utf8"));
    expect(rest).toEqual({ contract: manifest.version, har: recording, kept: false });
    const sides = checks.map((check: { violations: { in: string }[] }) =>
      check.violations.map((violation) => violation.in[2]).join(""),
    );
    expect(sides).toEqual(["", "qq", "s", "s", "sqss", "s", "s", "q", "s", "ss", "s"]);
    expect(checks[2]).toEqual({
      name: "call 3 of POST /members",
      status: 400,
      violations: [{ in: "response", at: "/error/code", message: "must be integer or string" }],
    });
  });

  test("may begin with a byte order mark, and have entries without headers", async () => {
    const file = join(folder, "bom.har");
    const entry = { ...calls[0], response: { status: 503 } };
    writeFileSync(file, `\uFEFF${JSON.stringify({ log: { entries: [calls[0], entry] } })}`);
    expect(await run(["--har", file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("2 of 2 keep the contract"),
    });
  });

  test("is never written over, and a copy needs no report", async () => {
    const before = readFileSync(recording, "utf8");
    expect(await run(["--har", recording, "--redact", recording])).toMatchObject({
      code: 2,
      stderr: `--redact takes a file that can be written and does not exist yet, not "${recording}"\n`,
    });
    vi.restoreAllMocks();
    vi.resetModules();
    const both = ["--har", recording, "--redact", join(folder, "new.har"), "--report", join(folder, "new.json")];
    expect(await run(both)).toMatchObject({ code: 2, stderr: "--redact judges nothing: leave out --report\n" });
    expect(readFileSync(recording, "utf8")).toBe(before);
  });

  test("whose report cannot be written is not judged", async () => {
    const report = join(folder, "no-such-folder", "report.json");
    const stderr = `--report takes a file that can be written, not "${report}"\n`;
    expect(await run(["--har", recording, "--report", report])).toMatchObject({ code: 2, stdout: "", stderr });
  });

  test("is copied without its secrets, and the copy is judged the same", async () => {
    const copy = join(folder, "redacted.har");
    const { code, stdout } = await run(["--har", recording, "--redact", copy]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(`${copy}: 11 calls of POST /members`) });
    expect(readFileSync(copy, "utf8")).not.toContain("Zq8");
    vi.restoreAllMocks();
    vi.resetModules();
    const original = (await run(["--har", recording])).stdout;
    vi.restoreAllMocks();
    vi.resetModules();
    expect((await run(["--har", copy])).stdout).toBe(original);
  });
});
