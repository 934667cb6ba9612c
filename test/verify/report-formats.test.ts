/** A small report in every format, to the letter; and what every report has to be in a format. */
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { type Check, type Report, reportOf } from "../../src/verify/report.js";
import { writeReport } from "../../src/verify.js";
import { things } from "./things.js";

const issue = {
  ...({ in: "response", part: "body", pointer: "/member/guid", rule: "pattern" } as const),
  path: ["member", "guid"],
  message: 'must be <GUID> & "more"',
};
const passed: Check = { name: "first", status: 200, outcome: "passed", issues: [], duration: 12 };
const skipped: Check = { name: "second: a, b", status: 422, outcome: "skipped", note: "taken <already>", issues: [] };
const failed: Check = {
  name: "third 100 %",
  outcome: "failed",
  duration: 1500,
  exchange: ["GET /things", "-> 500", "curl 'a' <b>"],
  issues: [issue, { ...issue, part: "status", pointer: "", path: [], rule: "status", message: "is 500" }],
};
const report: Report = {
  contract: "1.2.3",
  subject: "https://server.example/a b",
  finished: "2030-01-31T12:00:00.000Z",
  outcome: "deviates",
  checks: [passed, skipped, failed],
  coverage: {
    percent: 40,
    items: [
      { kind: "status", name: "200", accepted: true },
      { kind: "field", name: "guid", accepted: true, rejected: false },
      { kind: "field", name: "name", accepted: false, rejected: false },
    ],
  },
};
const incomplete: Report = { ...report, outcome: "incomplete", reason: "Stopped < early", checks: [passed] };
const coverageLine = "Coverage: 40 % (2 of 5): status 1 of 1, field 1 of 4.";
const linesOfFailed = [
  "✗ third 100 %",
  '    response /member/guid must be <GUID> & "more"',
  "    response status is 500",
  "      GET /things",
  "      -> 500",
  "      curl 'a' <b>",
];

test("text", () => {
  expect(writeReport(report, "text").split("\n")).toEqual([
    "✓ first (200)",
    "- second: a, b (422): taken <already>",
    ...linesOfFailed,
    "",
    "1 of 3 checks passed, 1 skipped.",
    coverageLine,
    "Not seen:",
    "    field guid: rejected",
    "    field name: accepted",
    "    field name: rejected",
  ]);
  expect(writeReport(incomplete, "text")).toMatch(/^Stopped < early\n\n✓ first .*\n1 of 1 checks passed\.\nCoverage: /s);
});

test("a summary of the job has the checks that failed, as code", () => {
  const lines = ["https://server.example/a b", ...linesOfFailed, "1 of 3 checks passed, 1 skipped.", coverageLine];
  const expected = ["### nexus-members-verify: deviates", "", ...lines.map((line) => `    ${line}`)];
  expect(writeReport(report, "markdown").split("\n")).toEqual(expected);
  expect(writeReport(incomplete, "markdown")).toContain("\n    Stopped < early\n    1 of 1 checks passed.\n");
});

test("JUnit", () => {
  const lines = (one: Report) => writeReport(one, "junit").split("\n");
  expect(lines(report)).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites><testsuite name="https://server.example/a b" package="nexus-members-verify" id="0" timestamp="2030-01-31T12:00:00" hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="1.512"><properties><property name="contract" value="1.2.3"></property>',
    '<property name="coverage" value="40"></property></properties>',
    '<testcase name="first" classname="nexus-members-verify" time="0.012"></testcase>',
    '<testcase name="second: a, b" classname="nexus-members-verify" time="0.000"><skipped>taken &lt;already&gt;</skipped></testcase>',
    '<testcase name="third 100 %" classname="nexus-members-verify" time="1.500"><failure type="issue" message="response /member/guid must be &lt;GUID&gt; &amp; &quot;more&quot;">response /member/guid must be &lt;GUID&gt; &amp; &quot;more&quot;',
    "response status is 500",
    "GET /things",
    "-&gt; 500",
    "curl 'a' &lt;b&gt;</failure></testcase>",
    `<system-out>${coverageLine}</system-out>`,
    "<system-err></system-err></testsuite></testsuites>",
  ]);
  expect(lines(incomplete)[1]).toContain(' tests="2" failures="0" errors="1" time="0.012">');
  expect(lines(incomplete)[3]).toBe(
    '<testcase name="complete" classname="nexus-members-verify" time="0.000"><error type="incomplete" message="Stopped &lt; early"></error></testcase>',
  );
});

test("GitHub annotations", () => {
  expect(writeReport(report, "github").split("\n")).toEqual([
    '::error title=third 100 %25::response /member/guid must be <GUID> & "more"',
    "::error title=third 100 %25::response status is 500",
    `::notice title=nexus-members-verify::1 of 3 checks passed, 1 skipped. ${coverageLine.replaceAll("%", "%25")}`,
  ]);
  const named = { ...report, checks: [{ ...failed, name: "a: b, c: d, e" }] };
  expect(writeReport(named, "github")).toMatch(/^::error title=a%3A b%2C c%3A d%2C e::/);
});

test("GitHub gets ten annotations of issues at most, the reason first, and the number of the others", () => {
  const checks = Array.from({ length: 30 }, (_, index): Check => ({ ...failed, name: `check ${index}`, issues: [issue] }));
  const lines = writeReport({ ...report, reason: "Stopped.", checks }, "github").split("\n");
  expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
  expect(lines[0]).toBe("::error title=nexus-members-verify::Stopped.");
  expect(lines[10]).toBe("::notice title=nexus-members-verify::21 more issues are in the output of this step.");
  expect(lines).toHaveLength(12);
});

test("JSON", () => {
  expect(JSON.parse(writeReport(report, "json"))).toEqual(report);
});

/** No server can cause this report; a name or a message of a later contract may. */
test("names and messages are no commands for a terminal, GitHub, Markdown or XML", async () => {
  const text = "]]>&lt;<b a=\"1\" b='2'>\u0000\u001b[31m\r\n::error::%0A\ud800\ufffe\u{1f600}";
  const checks = [
    { ...failed, name: text, issues: [{ ...issue, part: text, pointer: text, rule: text, message: text }] },
    { ...skipped, name: text, note: text },
  ];
  const evil: Report = { ...report, subject: text, outcome: "incomplete", reason: text, checks };
  const xml = [{ fileName: "report.xml", contents: writeReport(evil, "junit") }];
  expect((await validateXML({ xml, normalization: "format" })).errors).toEqual([]);
  for (const line of writeReport(evil, "github").split("\n"))
    expect(line).toMatch(/^::(error|notice) title=[^:,\p{C}]+::[^\p{C}]+$/u);
  expect(writeReport(evil, "text")).not.toMatch(/[^\P{C}\n]/u);
  expect(writeReport(evil, "markdown")).toMatch(/^### .*\n(\n {4}[^\p{C}]+)+$/u);
});

describe("the report of checks", () => {
  const reported = (checks: Check[], why?: string) => reportOf(things, "a server", checks, report.coverage, why);

  test("has no field name that the contract does not have: it may be a secret", () => {
    const unknown = { ...issue, pointer: "/list/Zq8/0/name", path: ["list", "Zq8", 0, "name"] };
    expect(reported([{ ...failed, issues: [unknown] }]).checks[0]?.issues).toEqual([
      { ...issue, pointer: "/list/(unknown)/0/name", path: ["list", "(unknown)", 0, "name"] },
    ]);
  });

  test.each([
    ["conforms", undefined, [passed, skipped], undefined],
    ["deviates", undefined, [passed, failed], undefined],
    ["incomplete", "Stopped.", [passed], "Stopped."],
    ["deviates", "Stopped.", [failed], "Stopped."],
    ["incomplete", "No check has passed.", [skipped], undefined],
  ])("%s, with the reason %s", (outcome, reason, checks, why) => {
    expect(reported(checks, why)).toMatchObject({ contract: "1.0.0", subject: "a server", outcome, ...(reason && { reason }) });
    expect("reason" in reported(checks, why)).toBe(reason !== undefined);
  });
});
