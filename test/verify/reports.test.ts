import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import manifest from "../../package.json" with { type: "json" };
import { startMock } from "../../src/mock/server.js";
import { type Report, verify, writeReport } from "../../src/verify/index.js";
import { run, temporaryFolder } from "./program.js";

let conforms: Report;
let deviates: Report;
let incomplete: Report;
let evil: Report;

beforeAll(async () => {
  const mock = await startMock({ stateful: true, control: "loopback" });
  conforms = await verify({ baseUrl: mock.url });

  const asUsual = {};
  const taken = { status: 422 };
  const faults = [{ status: 503 }, taken, taken, { cut: "body" }, { cut: "before" }, { status: 400 }] as const;
  for (const next of [asUsual, asUsual, ...faults]) mock.next(next);
  deviates = await verify({ baseUrl: mock.url });

  mock.reset();
  for (let count = 0; count < 20; count++) mock.next(taken);
  incomplete = await verify({ baseUrl: mock.url, skip: [", /", ", the body", "with", "JSON", "credentials"] });
  await mock.close();

  // No server can do this; a name or a message of a later contract may.
  const text = "]]>&lt;<b a=\"1\" b='2'>\u0000\u001b[31m\r\n::error::%0A\ud800\ufffe\u{1f600}";
  const checks = [
    { ...(deviates.checks[0] as Report["checks"][0]), name: text, outcome: "failed" as const, issues: [issueOf(text)] },
    { name: text, outcome: "skipped" as const, note: text, issues: [] },
  ];
  evil = { ...deviates, subject: text, outcome: "incomplete", reason: text, checks };
});

const issueOf = (text: string) => ({ in: "response", part: text, pointer: text, path: [], rule: text, message: text }) as const;

/** A report of each outcome, with passed, failed and skipped checks. */
const reports = () => ({ conforms, deviates, incomplete, evil });

test("the reports of these tests have every outcome", () => {
  expect([conforms, deviates, incomplete].map(({ outcome }) => outcome)).toEqual(["conforms", "deviates", "incomplete"]);
  expect(new Set(deviates.checks.map(({ outcome }) => outcome))).toEqual(new Set(["passed", "failed", "skipped"]));
  expect(new Set(incomplete.checks.map(({ outcome }) => outcome))).toContain("skipped");
});

const names = ["conforms", "deviates", "incomplete", "evil"] as const;

describe("JUnit", () => {
  test.each(names)("is accepted by a schema: %s", async (name) => {
    const contents = writeReport(reports()[name], "junit");
    const schema = [{ fileName: "junit.xsd", contents: readFileSync(new URL("junit.xsd", import.meta.url), "utf8") }];
    const { valid, errors } = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  test("has a case for each check, and counts them", () => {
    const report = writeReport(deviates, "junit");
    const count = (outcome: string) => deviates.checks.filter((check) => check.outcome === outcome).length;
    const { length } = deviates.checks;
    expect(report).toContain(`tests="${length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`);
    expect(report.match(/<testcase /g)).toHaveLength(length);
    expect(report.match(/<failure /g)).toHaveLength(count("failed"));
    expect(report.match(/<skipped>/g)).toHaveLength(count("skipped"));
  });
});

describe("SARIF", () => {
  test.each(names)("names only rules that it has, and valid URIs: %s", (name) => {
    const [{ tool, results }] = JSON.parse(writeReport(reports()[name], "sarif")).runs;
    const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(rules).size).toBe(rules.length);
    for (const { ruleId, kind, level, locations } of results) {
      expect(rules).toContain(ruleId);
      expect(level).toBe(kind === "fail" ? "error" : "none");
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/);
    }
    expect(results.length).toBeGreaterThanOrEqual(reports()[name].checks.length);
  });

  test("says what passed, what was skipped, and each issue", () => {
    const [{ results, invocations }] = JSON.parse(writeReport(deviates, "sarif")).runs;
    const kinds = results.map(({ kind }: { kind: string }) => kind);
    const issues = deviates.checks.flatMap((check) => check.issues);
    expect(kinds.filter((kind: string) => kind === "fail")).toHaveLength(issues.length);
    expect(new Set(kinds)).toEqual(new Set(["pass", "fail", "notApplicable"]));
    expect(invocations[0].executionSuccessful).toBe(true);
  });
});

describe("GitHub annotations", () => {
  test.each(names)("are lines of their grammar: %s", (name) => {
    const lines = writeReport(reports()[name], "github").split("\n");
    for (const line of lines) expect(line).toMatch(/^::(error|notice) title=[^:,\p{C}]+::[^\p{C}]+$/u);
    expect(lines.at(-1)).toMatch(/^::notice title=nexus-members-verify::\d+ of \d+ checks passed.* Coverage: [\d.]+ %25 /);
  });

  test("have an error for each issue, and for what is incomplete", () => {
    const errors = (report: Report) => writeReport(report, "github").match(/^::error /gm) ?? [];
    expect(errors(conforms)).toHaveLength(0);
    expect(errors(deviates)).toHaveLength(deviates.checks.flatMap(({ issues }) => issues).length);
    expect(errors(incomplete)).toHaveLength(1);
  });

  test("are printed by themselves in Actions only", async () => {
    const mock = await startMock();
    const inActions = await run(["--server", mock.url], { GITHUB_ACTIONS: "true" });
    const elsewhere = await run(["--server", mock.url]);
    await mock.close();
    expect(inActions.output).toMatch(/^::notice /m);
    expect(elsewhere.output).not.toContain("::");
  });
});

describe("text", () => {
  test.each(names)("has nothing that a terminal would take for a command: %s", (name) => {
    expect(writeReport(reports()[name], "text")).not.toMatch(/[^\P{C}\n]/u);
  });

  test("has a line for each check, its issues below it, and what was not seen", () => {
    const report = writeReport(deviates, "text");
    expect(report.match(/^[✓✗-] createMember: /gm)).toHaveLength(deviates.checks.length);
    expect(report).toContain("✗ createMember: standard (503)\n    response status is 503; expected 200\n");
    expect(report).toMatch(/^- createMember: created \(422\): rejected because of data that the server has already/m);
    expect(report).toMatch(/^Coverage: [\d.]+ % \(\d+ of \d+\): operation 1 of 1, /m);
    expect(report).toMatch(/^Not seen:\n {4}\S/m);
  });
});

test("JSON is the report", () => {
  for (const report of Object.values(reports())) expect(JSON.parse(writeReport(report, "json"))).toEqual(report);
  expect(conforms).toMatchObject({ contract: manifest.version, subject: expect.stringMatching(/^http:/) });
});

test("a run writes several at once, and replaces older ones", async () => {
  const mock = await startMock();
  const folder = temporaryFolder();
  const files = ["text", "json", "junit", "sarif", "github"].map((format) => ({ format, file: join(folder, format) }));
  const args = ["--server", mock.url, ...files.flatMap(({ format, file }) => ["--report", `${format}=${file}`])];
  for (const _ of [1, 2]) expect(await run(args)).toMatchObject({ code: 0, errors: "" });
  await mock.close();
  const beginnings = files.map(({ file }) => readFileSync(file, "utf8").slice(0, 5));
  expect(beginnings).toEqual(["✓ cre", '{\n  "', "<?xml", '{\n  "', "::not"]);
});
