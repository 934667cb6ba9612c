import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { startMock } from "../../src/mock/server.js";
import { main } from "../../src/verify/cli.js";
import { checkExchange, verify } from "../../src/verify/index.js";
import { reply, startServer } from "../support/server.js";

const { oauth } = examples.createMember;

/** Runs the program in this process. */
async function run(args: string[], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const io = { out: (line: string) => lines.push(line), error: (line: string) => errors.push(line), env };
  const code = await main(args, io);
  return { code, output: lines.join("\n"), errors: errors.join("\n") };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-verify-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function mockUrl(): Promise<string> {
  const mock = await startMock();
  onTestFinished(() => mock.close());
  return mock.url;
}

describe("the mock", () => {
  test("conforms, and the coverage is printed", async () => {
    const { code, output, errors } = await run(["--server", await mockUrl()]);
    expect(errors).toBe("");
    expect(output).toMatch(/coverage/i);
    expect(code).toBe(0);
  });

  test("fails a coverage gate that is too high", async () => {
    const { code } = await run(["--server", await mockUrl(), "--min-coverage", "100"]);
    expect(code).toBe(1);
  });

  test("conforms as a function, with checks that passed", async () => {
    const report = await verify({ baseUrl: await mockUrl() });
    expect(report.checks.length).toBeGreaterThan(3);
    expect(report.checks.flatMap(({ issues }) => issues)).toEqual([]);
  });

  test("gives every report in its format, several at once", async () => {
    const folder = temporaryFolder();
    const files = Object.fromEntries(["junit", "sarif", "json"].map((format) => [format, join(folder, format)]));
    const reports = Object.entries(files).flatMap(([format, file]) => ["--report", `${format}=${file}`]);
    const { code, errors } = await run(["--server", await mockUrl(), ...reports]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(readFileSync(files.junit as string, "utf8")).toMatch(/^<\?xml [\s\S]*<testsuites?[\s\S]*<testcase /);
    expect(JSON.parse(readFileSync(files.sarif as string, "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(JSON.parse(readFileSync(files.json as string, "utf8"))).toHaveProperty("checks");
  });
});

describe("a server that does not conform", () => {
  test("accepts everything, even without a token", async () => {
    const { url } = await startServer(() => oauth.response);
    const { code, output } = await run(["--server", url]);
    expect(code).toBe(1);
    expect(output).toMatch(/401|status/);
  });

  test("returns a field of another type: the issue has its pointer", async () => {
    const member = { ...oauth.response.member, is_being_aggregated: "no" };
    const { url } = await startServer(() => ({ member }));
    const { code, output } = await run(["--server", url]);
    expect(code).toBe(1);
    expect(output).toContain("/member/is_being_aggregated");
  });

  test("sends control characters, which never reach the terminal", async () => {
    const member = { ...oauth.response.member, name: 7, connection_status: "\u001b[31m::error::\r\n" };
    const { url } = await startServer(() => ({ member }));
    const { code, output } = await run(["--server", url], { GITHUB_ACTIONS: "true" });
    expect(code).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  test("redirects, which is not followed", async () => {
    const { url, received } = await startServer((_, response) => reply(response, 307, "", { Location: "/elsewhere" }));
    const { code } = await run(["--server", url]);
    expect(code).not.toBe(0);
    expect(received.filter(({ path }) => path === "/elsewhere")).toEqual([]);
  });

  test("never ends its response", async () => {
    const { url } = await startServer((_, response) => void response.writeHead(200, { "Content-Type": mediaType }).write("{"));
    const { code } = await run(["--server", url, "--timeout", "100"]);
    expect(code).not.toBe(0);
  });
});

test.each([
  [["--server", "ftp://nexus.example"]],
  [["--report", "junit=report.xml"]],
  [["--server", "https://nexus.example", "--min-coverage", "all"]],
  [["--unknown"]],
])("%j cannot run: exit code 2, and one line that says why", async (args) => {
  const { code, errors } = await run(args);
  expect(code).toBe(2);
  expect(errors).toMatch(/\S/);
});

describe("a recording", () => {
  const recording = (response: object, status: unknown = 200) => ({
    log: {
      version: "1.2",
      entries: [
        {
          request: {
            method: "POST",
            url: "https://int-data.moneydesktop.com/members",
            headers: [
              { name: "Content-Type", value: mediaType },
              { name: "MD-SESSION-TOKEN", value: "Zq8-token" },
            ],
            postData: { mimeType: mediaType, text: JSON.stringify(oauth.request) },
          },
          response: {
            status,
            headers: [{ name: "Content-Type", value: mediaType }],
            content: { mimeType: mediaType, text: JSON.stringify(response) },
          },
        },
      ],
    },
  });

  function written(content: object): string {
    const file = join(temporaryFolder(), "recording.har");
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  test("of a good exchange conforms", async () => {
    expect(await run(["--har", written(recording(oauth.response))])).toMatchObject({ code: 0, errors: "" });
  });

  test("of a bad exchange does not", async () => {
    const { code, output } = await run(["--har", written(recording({ member: { ...oauth.response.member, guid: 7 } }))]);
    expect(code).toBe(1);
    expect(output).toContain("/member/guid");
  });

  test("with a status that is no number is not accepted", async () => {
    const { code } = await run(["--har", written(recording(oauth.response, "200 OK"))]);
    expect(code).not.toBe(0);
  });

  test("is never overwritten by a report", async () => {
    const file = written(recording(oauth.response));
    const before = readFileSync(file, "utf8");
    expect((await run(["--har", file, "--report", `json=${file}`])).code).toBe(2);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("is redacted without a token, a value or a field name that is not of the contract", async () => {
    const member = { ...oauth.response.member, name: "Zq8-name", ZQ8_FIELD: "Zq8-value", connection_status: "ZQ8" };
    const file = written(recording({ member }));
    const copy = `${file}.redacted`;
    expect((await run(["--har", file, "--redact", copy])).code).toBe(0);
    expect(readFileSync(copy, "utf8")).not.toMatch(/zq8/i);
  });
});

test("checkExchange gives the issues of one exchange, with the side they are on", async () => {
  const headers = new Headers({ "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" });
  const request = { method: "POST", url: "https://nexus.example/members", headers, body: JSON.stringify(oauth.request) };
  const good = { status: 200, headers: new Headers({ "Content-Type": mediaType }), body: JSON.stringify(oauth.response) };
  expect(await checkExchange({ request, response: good })).toEqual([]);
  const bad = { ...good, body: JSON.stringify({ member: { ...oauth.response.member, guid: 7 } }) };
  expect(await checkExchange({ request, response: bad })).toMatchObject([{ in: "response", pointer: "/member/guid" }]);
});
