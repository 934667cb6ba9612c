import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { temporaryFolder } from "../support/folder.js";
import { reply, startServer } from "../support/server.js";
import { run } from "./program.js";
import { changedMock } from "./servers.js";

test("--help prints the usage", async () => {
  const { code, output, errors } = await run(["--help"]);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toMatch(/^Usage: nexus-members-verify --server <url> .*Exit code: 0 the server conforms, 1 .*, 2 [^\n]+$/s);
});

test("on this machine an empty NEXUS_SESSION_TOKEN is none, so that the default is sent", async () => {
  const mock = await startMock({ stateful: true });
  const { code } = await run(["--server", mock.url, "--skip", ", "], { NEXUS_SESSION_TOKEN: "" });
  await mock.close();
  expect(code).toBe(0);
});

test("the first line says that data is created, and where", async () => {
  const { url } = await startServer(() => undefined);
  const { output } = await run(["--server", url, "--timeout", "50"]);
  expect(output).toMatch(`Verifies ${url} against version `);
  expect(output).toContain("Requests that succeed create data there.");
});

test("a server that is not there: exit code 2, the reason, and a report of it", async () => {
  const report = join(temporaryFolder(), "report.json");
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, output } = await run(["--server", url, "--report", `json=${report}`]);
  expect(code).toBe(2);
  expect(output).toContain(`No complete response from ${url}: the connection failed`);
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ outcome: "incomplete", checks: [] });
});

test("a session token that is rejected: exit code 2, because that says nothing of the server", async () => {
  const { url } = await startServer((_, response) => reply(response, 401, ""));
  const { code, output } = await run(["--server", url]);
  expect(code).toBe(2);
  expect(output).toContain("\nThe server rejects the session token: get a new one.\n");
});

test("requests of the user are sent in place of the examples, each with values of its own", async () => {
  const mock = await startMock({ stateful: true });
  const file = join(temporaryFolder(), "requests.json");
  const request = { member: { ...examples.createMember.oauth.request.member, external_guid: "run-{unique}" } };
  writeFileSync(file, JSON.stringify({ createMember: { oauth: { request } } }));
  const { code, output } = await run(["--server", mock.url, "--requests", file]);
  await mock.close();
  expect(code).toBe(2);
  const missing = "createMember: standard, createMember: created, createMember: skip-aggregation";
  expect(output).toContain(`These must succeed, but none of their requests did, or none was sent: ${missing}.`);
  expect(output).toContain("✓ createMember: oauth (200)");
  expect(output).not.toMatch(/[✗-] createMember/);
  const sent = mock.requests.map(({ body }) => body as { member?: { external_guid?: string } } | undefined);
  const guids = sent.flatMap((body) => body?.member?.external_guid ?? []).filter((guid) => /^run-[0-9a-f-]{36}$/.test(guid));
  expect(guids.length).toBeGreaterThan(3);
  expect(new Set(guids).size).toBe(guids.length - 1); // One is sent again, to see that it is taken.
});

test("--skip leaves checks out, and a run that leaves out all of them is incomplete", async () => {
  const mock = await startMock({ stateful: true });
  const some = await run(["--server", mock.url, "--skip", "expired", "--skip", ", "]);
  const none = await run(["--server", mock.url, "--skip", "createMember"]);
  await mock.close();
  expect(some.code).toBe(0);
  expect(some.output).not.toMatch(/expired|, \/member/);
  expect(none).toMatchObject({ code: 2, output: expect.stringContaining("There was nothing to send") });
});

test.each([
  ["50", 0, /^$/],
  ["0.25", 0, /^$/],
  ["99.9", 1, /^The coverage of [\d.]+ % is below --min-coverage 99\.9\.$/],
])("--min-coverage %s: exit code %i", async (percent, code, errors) => {
  const mock = await startMock({ stateful: true });
  const result = await run(["--server", mock.url, "--min-coverage", percent]);
  await mock.close();
  expect(result).toMatchObject({ code, errors: expect.stringMatching(errors) });
});

test("--min-coverage of just what was covered: exit code 0", async () => {
  const mock = await startMock({ stateful: true });
  const { output } = await run(["--server", mock.url]);
  const [, percent = expect.fail(output)] = /^Coverage: ([\d.]+) %/m.exec(output) ?? [];
  mock.reset();
  expect(await run(["--server", mock.url, "--min-coverage", percent])).toMatchObject({ code: 0, errors: "" });
  await mock.close();
});

test("an interrupted run: exit code 2, and reports that say so", async () => {
  const abort = new AbortController();
  const { url, received } = await startServer(() => abort.abort());
  const report = join(temporaryFolder(), "report.xml");
  const { code, output } = await run(["--server", url, "--report", `junit=${report}`], {}, abort.signal);
  expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining("The verification was interrupted.") });
  expect(received).toHaveLength(1);
  expect(statSync(report).size).toBeGreaterThan(100);
});

test("an interrupted run says what was found before", async () => {
  const abort = new AbortController();
  const { url, received } = await changedMock((one) => {
    if (received.length === 6) abort.abort();
    return one;
  });
  const { code, output } = await run(["--server", url], {}, abort.signal);
  expect(output).toContain("The verification was interrupted.\n\n✓ createMember: without a token (401)");
  expect(output).toContain("5 of 5 checks passed.");
  expect(code).toBe(2);
});

test("in GitHub Actions the job gets a summary, after what other steps wrote there", async () => {
  const mock = await startMock({ stateful: true });
  const file = join(temporaryFolder(), "summary.md");
  writeFileSync(file, "earlier\n");
  await run(["--server", mock.url], { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file });
  await mock.close();
  expect(readFileSync(file, "utf8")).toMatch(/^earlier\n### http:.*: conforms\n\n\d+ of \d+ checks passed\./);
});

test("annotations are printed by themselves in GitHub Actions only", async () => {
  const mock = await startMock({ stateful: true });
  const inActions = await run(["--server", mock.url], { GITHUB_ACTIONS: "true" });
  const elsewhere = await run(["--server", mock.url]);
  await mock.close();
  expect(inActions.output).toMatch(/^::notice /m);
  expect(elsewhere.output).not.toContain("::");
});

test("a run writes several reports at once, and replaces older ones", async () => {
  const mock = await startMock({ stateful: true });
  const folder = temporaryFolder();
  const files = ["text", "json", "junit", "github", "markdown"].map((format) => ({ format, file: join(folder, format) }));
  const args = ["--server", mock.url, ...files.flatMap(({ format, file }) => ["--report", `${format}=${file}`])];
  for (const _ of [1, 2]) expect(await run(args)).toMatchObject({ code: 0, errors: "" });
  await mock.close();
  const beginnings = files.map(({ file }) => readFileSync(file, "utf8").slice(0, 5));
  expect(beginnings).toEqual(["✓ cre", '{\n  "', "<?xml", "::not", "### h"]);
});
