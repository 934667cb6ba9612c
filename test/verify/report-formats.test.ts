/** A small report in every format, to the letter; and what every report has to be in a format. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import manifest from "../../package.json" with { type: "json" };
import { verifiedContract } from "../../src/verified-contract.js";
import { CoverageCount } from "../../src/verify/coverage.js";
import type { Check, Report } from "../../src/verify/report.js";
import { reportOf } from "../../src/verify/report.js";
import { writeReport } from "../../src/verify.js";

const item = (kind: "status" | "field", name: string, accepted: boolean, rejected?: boolean) => {
  return { kind, name, accepted, ...(rejected !== undefined && { rejected }) };
};

const issue = {
  in: "response",
  part: "body",
  pointer: "/member/guid",
  path: ["member", "guid"],
  rule: "pattern",
  message: 'must be <GUID> & "more"',
} as const;

const report: Report = {
  contract: "1.2.3",
  subject: "https://server.example/a b",
  finished: "2030-01-31T12:00:00.000Z",
  outcome: "deviates",
  checks: [
    { name: "first", status: 200, outcome: "passed", issues: [], duration: 12 },
    { name: "second: a, b", status: 422, outcome: "skipped", note: "taken <already>", issues: [] },
    {
      name: "third 100 %",
      outcome: "failed",
      duration: 1500,
      exchange: ["GET /things", "-> 500", "curl 'a' <b>"],
      issues: [issue, { ...issue, part: "status", pointer: "", path: [], rule: "status", message: "is 500" }],
    },
  ],
  coverage: {
    percent: 40,
    items: [item("status", "200", true), item("field", "guid", true, false), item("field", "name", false, false)],
  },
};
const incomplete: Report = { ...report, outcome: "incomplete", reason: "Stopped < early", checks: report.checks.slice(0, 1) };
const complete: Report = {
  ...report,
  outcome: "conforms",
  checks: report.checks.slice(0, 1),
  coverage: { percent: 100, items: report.coverage.items.slice(0, 1) },
};

test("text", () => {
  expect(writeReport(report, "text").split("\n")).toEqual([
    "✓ first (200)",
    "- second: a, b (422): taken <already>",
    "✗ third 100 %",
    '    response /member/guid must be <GUID> & "more"',
    "    response status is 500",
    "      GET /things",
    "      -> 500",
    "      curl 'a' <b>",
    "",
    "1 of 3 checks passed, 1 skipped.",
    "Coverage: 40 % (2 of 5): status 1 of 1, field 1 of 4.",
    "Not seen:",
    "    field guid: rejected",
    "    field name: accepted",
    "    field name: rejected",
  ]);
  expect(writeReport(incomplete, "text")).toMatch(/^Stopped < early\n\n✓ first .*\n1 of 1 checks passed\.\nCoverage: /s);
  expect(writeReport(complete, "text").split("\n")).toEqual([
    "✓ first (200)",
    "",
    "1 of 1 checks passed.",
    "Coverage: 100 % (1 of 1): status 1 of 1.",
  ]);
});

test("JUnit", () => {
  const lines = (one: Report) => writeReport(one, "junit").split("\n");
  expect(lines(report)).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites><testsuite name="https://server.example/a b" package="nexus-members-verify" id="0" timestamp="2030-01-31T12:00:00" hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="1.512">',
    '<properties><property name="contract" value="1.2.3"/><property name="coverage" value="40"/></properties>',
    '<testcase name="first" classname="nexus-members-verify" time="0.012"></testcase>',
    '<testcase name="second: a, b" classname="nexus-members-verify" time="0.000"><skipped>taken &lt;already&gt;</skipped></testcase>',
    '<testcase name="third 100 %" classname="nexus-members-verify" time="1.500"><failure type="issue" message="response /member/guid must be &lt;GUID&gt; &amp; &quot;more&quot;">response /member/guid must be &lt;GUID&gt; &amp; &quot;more&quot;',
    "response status is 500",
    "GET /things",
    "-&gt; 500",
    "curl 'a' &lt;b&gt;</failure></testcase>",
    "<system-out>Coverage: 40 % (2 of 5): status 1 of 1, field 1 of 4.</system-out><system-err/>",
    "</testsuite></testsuites>",
  ]);
  expect(lines(incomplete)[1]).toContain(' tests="2" failures="0" errors="1" time="0.012">');
  expect(lines(incomplete)[3]).toBe(
    '<testcase name="complete" classname="nexus-members-verify" time="0.000"><error type="incomplete" message="Stopped &lt; early"/></testcase>',
  );
  expect(lines(complete)).toHaveLength(6);
});

test("GitHub annotations", () => {
  expect(writeReport(report, "github").split("\n")).toEqual([
    '::error title=third 100 %25::response /member/guid must be <GUID> & "more"',
    "::error title=third 100 %25::response status is 500",
    "::notice title=nexus-members-verify::1 of 3 checks passed, 1 skipped. Coverage: 40 %25 (2 of 5): status 1 of 1, field 1 of 4.",
  ]);
  expect(writeReport(incomplete, "github").split("\n")[0]).toBe("::error title=nexus-members-verify::Stopped < early");
  const name = { ...report, checks: [{ ...report.checks[2], name: "a: b, c: d, e" } as (typeof report.checks)[0]] };
  expect(writeReport(name, "github")).toMatch(/^::error title=a%3A b%2C c%3A d%2C e::/);
});

test("GitHub gets ten annotations of issues at most, the reason first, and the number of the others", () => {
  const failed = Array.from(
    { length: 30 },
    (_, index): Check => ({ name: `check ${index}`, outcome: "failed", issues: [issue] }),
  );
  const lines = writeReport({ ...report, reason: "Stopped.", checks: failed }, "github").split("\n");
  expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
  expect(lines[0]).toBe("::error title=nexus-members-verify::Stopped.");
  expect(lines[10]).toBe("::notice title=nexus-members-verify::21 more issues are in the output of this step.");
  expect(lines).toHaveLength(12);
});

test("a summary of the job, in Markdown", () => {
  expect(writeReport({ ...report, reason: "Stopped | *early*" }, "markdown")).toBe(
    [
      "### https://server.example/a b: deviates",
      "Stopped &#124; &#42;early&#42;",
      [
        "| Check | Status | Issues |",
        "|---|---|---|",
        '| third 100 % |  | response /member/guid must be &#60;GUID&#62; &#38; "more"<br>response status is 500 |',
      ].join("\n"),
      "1 of 3 checks passed, 1 skipped. Coverage: 40 % (2 of 5): status 1 of 1, field 1 of 4.",
    ].join("\n\n"),
  );
  expect(writeReport(complete, "markdown")).not.toContain("|");
});

test("JSON", () => {
  expect(JSON.parse(writeReport(report, "json"))).toEqual(report);
});

describe.each(Object.entries({ report, incomplete, complete, evil: evilReport() }))("any report: %s", (_, one) => {
  test("JUnit is accepted by a schema", async () => {
    const contents = writeReport(one, "junit");
    const schema = [{ fileName: "junit.xsd", contents: readFileSync(new URL("junit.xsd", import.meta.url), "utf8") }];
    const { valid, errors } = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  test("GitHub annotations are lines of their grammar", () => {
    const lines = writeReport(one, "github").split("\n");
    for (const line of lines) expect(line).toMatch(/^::(error|notice) title=[^:,\p{C}]+::[^\p{C}]+$/u);
  });

  test("a summary of the job is lines of Markdown", () => {
    expect(writeReport(one, "markdown")).not.toMatch(/[^\P{C}\n]/u);
  });

  test("text has nothing that a terminal would take for a command", () => {
    expect(writeReport(one, "text")).not.toMatch(/[^\P{C}\n]/u);
  });
});

const coverage = new CoverageCount(verifiedContract);

/** No server can cause this report; a name or a message of a later contract may. */
function evilReport(): Report {
  const text = "]]>&lt;<b a=\"1\" b='2'>\u0000\u001b[31m\r\n::error::%0A\ud800\ufffe\u{1f600}";
  const evilIssue = { in: "response", part: text, pointer: text, path: [], rule: text, message: text } as const;
  const checks: Check[] = [
    { name: text, outcome: "failed", issues: [evilIssue] },
    { name: text, outcome: "skipped", note: text, issues: [] },
  ];
  return { ...report, subject: text, outcome: "incomplete", reason: text, checks };
}

test("a field name that the contract does not have is in no report: it may be a secret", () => {
  const path = ["member", "Zq8", 0, "guid"];
  const issue = { in: "response", part: "body", pointer: "/member/Zq8/0/guid", path, rule: "type", message: "x" } as const;
  const report = reportOf(verifiedContract, "a server", [{ name: "a check", outcome: "failed", issues: [issue] }], coverage);
  expect(report.checks[0]?.issues).toEqual([
    { ...issue, pointer: "/member/(unknown)/0/guid", path: ["member", "(unknown)", 0, "guid"] },
  ]);
});

test("the outcome follows from the checks", () => {
  const [passed, skipped, failed] = report.checks as [Check, Check, Check];
  const outcomeOf = (checks: Check[], why?: string) => {
    const { outcome, reason } = reportOf(verifiedContract, "a server", checks, coverage, why);
    return { outcome, reason };
  };
  expect(outcomeOf([passed, skipped])).toEqual({ outcome: "conforms", reason: undefined });
  expect(outcomeOf([passed, failed])).toEqual({ outcome: "deviates", reason: undefined });
  expect(outcomeOf([passed], "Stopped.")).toEqual({ outcome: "incomplete", reason: "Stopped." });
  expect(outcomeOf([failed], "Stopped.")).toEqual({ outcome: "deviates", reason: "Stopped." });
  expect(outcomeOf([skipped])).toEqual({ outcome: "incomplete", reason: "No check has passed." });
  const conforming = reportOf(verifiedContract, "a server", [passed], coverage);
  expect(conforming).toMatchObject({ contract: manifest.version, subject: "a server" });
  expect(conforming).not.toHaveProperty("reason");
});
