/** The program, in this process. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { temporaryFolder } from "../support/folder.js";
import { run } from "./program.js";
import { skip, stubMock } from "./servers.js";

const skipArgs = skip.flatMap((part) => ["--skip", part]);

test("--help prints the usage", async () => {
  const { code, output, errors } = await run(["--help"]);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toMatch(
    /^Usage:\n {2}nexus-members-verify --server <url> .*Exit code: 0 the server conforms, 1 .*, 2 [^\n]+$/s,
  );
});

test("a run in GitHub Actions against a server that conforms: exit code 0, annotations, a summary, and every report", async () => {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  const folder = temporaryFolder();
  const file = (name: string) => join(folder, name);
  const formats = ["text", "json", "junit", "github", "markdown"];
  writeFileSync(file("summary.md"), "earlier\n");
  for (const format of formats) writeFileSync(file(format), "older");
  const reports = formats.flatMap((format) => ["--report", `${format}=${file(format)}`]);
  // An empty token is none, so that the default is sent.
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file("summary.md"), NEXUS_SESSION_TOKEN: "" };
  const { code, output, errors } = await run(["--server", mock.url, ...skipArgs, "--skip", "expired", ...reports], env);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });

  const [first] = output.split("\n");
  expect(first).toMatch(`Verifies ${mock.url} against version `);
  expect(first).toContain("Requests that succeed create data there.");
  expect(output).toContain("✓ createMember: standard (200)");
  expect(output).not.toMatch(/expired|, \/member/);
  expect(output).toMatch(/^::notice /m);
  const summary = /^earlier\n### nexus-members-verify: conforms\n\n {4}http:.*\n {4}(\d+) of \1 checks passed\./;
  expect(readFileSync(file("summary.md"), "utf8")).toMatch(summary);
  const beginnings = formats.map((format) => readFileSync(file(format), "utf8").slice(0, 5));
  expect(beginnings).toEqual(["✓ cre", '{\n  "', "<?xml", "::not", "### n"]);
});

test("a server that is not there: exit code 2, the reason, a report of it, and elsewhere no annotation", async () => {
  const report = join(temporaryFolder(), "report.json");
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, output } = await run(["--server", url, "--report", `json=${report}`]);
  expect(code).toBe(2);
  expect(output).toContain(`No complete response from ${url}: the connection failed or broke off (ECONNREFUSED).`);
  expect(output).not.toContain("::");
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ outcome: "incomplete", checks: [] });
});

test("a run that skips every check is incomplete: exit code 2", async () => {
  const { code, output } = await run(["--server", "http://127.0.0.1:9", "--skip", "createMember"]);
  expect(code).toBe(2);
  expect(output).toMatch(/^These must succeed, but none of their requests did, or none was sent: createMember: standard, /m);
});

test("requests of the user are sent in place of the examples, each with values of its own; the other successes are missed", async () => {
  const { url, received } = stubMock((one) => one);
  const file = join(temporaryFolder(), "requests.json");
  const request = { member: { ...examples.createMember.oauth.request.member, external_guid: "run-{unique}" } };
  writeFileSync(file, JSON.stringify({ createMember: { oauth: { request } } }));
  const { code, output } = await run(["--server", url, "--requests", file, "--skip", ", /"]);
  expect(code).toBe(2);
  const missing = "createMember: standard, createMember: created, createMember: skip-aggregation";
  expect(output).toContain(`These must succeed, but none of their requests did, or none was sent: ${missing}.`);
  expect(output).toContain("✓ createMember: oauth (200)");
  expect(output).not.toMatch(/[✗-] createMember/);
  const bodies = await Promise.all(received.map((one) => one.text()));
  const guids = bodies.flatMap((body) => /"external_guid":"(run-[0-9a-f-]{36})"/.exec(body)?.[1] ?? []);
  expect(guids.length).toBeGreaterThan(3);
  expect(new Set(guids).size).toBe(guids.length - 1); // One is sent again, to see that it is taken.
});

test("an interrupted run: exit code 2, and a report of what was found before", async () => {
  const abort = new AbortController();
  const { url, received } = stubMock((one) => {
    if (received.length === 3) abort.abort();
    return one;
  });
  const report = join(temporaryFolder(), "report.json");
  const { code, output } = await run(["--server", url, "--report", `json=${report}`], {}, abort.signal);
  expect(code).toBe(2);
  expect(output).toContain("The verification was interrupted.");
  expect(received).toHaveLength(3);
  expect(JSON.parse(readFileSync(report, "utf8")).checks).toHaveLength(2);
});

test.each([
  ["a port that is blocked", "browsers and Node block this port"],
  ["a proxy that is not used", "HTTPS_PROXY is set, but not used"],
])("%s is named", async (_, message) => {
  const { code, output, errors } = await run(["--server", "http://127.0.0.1:6000"], { HTTPS_PROXY: "http://proxy.example" });
  expect(code).toBe(2);
  expect(output + errors).toContain(message);
});
