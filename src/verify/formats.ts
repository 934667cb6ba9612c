import type { Log, Result } from "sarif";
import { type Check, linesOf, placeOf, type Report } from "./report.js";

/** In which forms a report can be written. */
export const formats = { text, json, junit, sarif, github };

export type ReportFormat = keyof typeof formats;

/** A report as a text. */
export const writeReport = (report: Report, format: ReportFormat): string => formats[format](report);

const program = "nexus-members-verify";

function countOf({ checks }: Report, outcome: Check["outcome"]): number {
  return checks.filter((check) => check.outcome === outcome).length;
}

function summaryOf(report: Report): string {
  const skipped = countOf(report, "skipped");
  return `${countOf(report, "passed")} of ${report.checks.length} checks passed${skipped ? `, ${skipped} skipped` : ""}.`;
}

/** For people. */
function text(report: Report): string {
  const { checks, coverage, reason } = report;
  const signs = { passed: "✓", failed: "✗", skipped: "-" };
  const lines = checks.flatMap((check) => [
    `${signs[check.outcome]} ${check.name}${check.status ? ` (${check.status})` : ""}${check.note ? `: ${check.note}` : ""}`,
    ...linesOf(check).map((line) => `    ${line}`),
  ]);
  const notSeen = coverage.items
    .filter(({ seenValid, seenInvalid }) => !seenValid && !seenInvalid)
    .map(({ name }) => `    ${name}`);
  const seen = coverage.items.length - notSeen.length;
  const covered = `Coverage: ${coverage.percent} % (${seen} of ${coverage.items.length}).${notSeen.length ? " Not seen:" : ""}`;
  return [...lines, "", summaryOf(report), ...(reason ? [reason] : []), covered, ...notSeen].map(printable).join("\n");
}

function json(report: Report): string {
  return JSON.stringify(report, null, 2);
}

/** For the test views of CI systems. */
function junit(report: Report): string {
  const { checks, reason, subject, coverage } = report;
  const cases = checks.map((check) => {
    const lines = linesOf(check).join("\n");
    const failure = check.outcome === "failed" ? `<failure message="${xml(lines.split("\n")[0])}">${xml(lines)}</failure>` : "";
    const skipped = check.outcome === "skipped" ? `<skipped message="${xml(check.note)}"/>` : "";
    return `<testcase name="${xml(check.name)}" classname="${program}" time="0">${failure}${skipped}</testcase>`;
  });
  if (report.outcome === "incomplete")
    cases.push(`<testcase name="complete" classname="${program}" time="0"><error message="${xml(reason)}"/></testcase>`);
  const errors = report.outcome === "incomplete" ? 1 : 0;
  const counts = `tests="${cases.length}" failures="${countOf(report, "failed")}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${program}" ${counts} time="0">`,
    `<testsuite name="${xml(subject)}" ${counts} skipped="${countOf(report, "skipped")}" time="0">`,
    `<properties><property name="contract" value="${xml(report.contract)}"/><property name="coverage" value="${coverage.percent}"/></properties>`,
    ...cases,
    "</testsuite>",
    "</testsuites>",
  ].join("\n");
}

/** For code scanning. */
function sarif(report: Report): string {
  const { checks, contract, outcome, reason, subject } = report;
  const results = checks.flatMap((check): Result[] => {
    const locations = (name: string) => [
      { physicalLocation: { artifactLocation: { uri: encodeURI(subject) } }, logicalLocations: [{ fullyQualifiedName: name }] },
    ];
    if (check.outcome !== "failed") {
      const kind = check.outcome === "passed" ? "pass" : "notApplicable";
      return [
        {
          ruleId: check.outcome,
          kind,
          level: "none",
          message: { text: check.note ?? "conforms" },
          locations: locations(check.name),
        },
      ];
    }
    return check.issues.map((issue) => ({
      ruleId: issue.rule ?? "schema",
      kind: "fail",
      level: "error",
      message: { text: `${check.name}: ${placeOf(issue)} ${issue.message}` },
      locations: locations(`${check.name}: ${placeOf(issue)}`),
    }));
  });
  const notifications = reason ? [{ level: "error" as const, message: { text: reason } }] : [];
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: {
          driver: {
            name: program,
            version: contract,
            rules: [...new Set(results.map(({ ruleId }) => ruleId ?? ""))].map((id) => ({ id })),
          },
        },
        invocations: [{ executionSuccessful: outcome !== "incomplete", toolExecutionNotifications: notifications }],
        properties: { coverage: report.coverage.percent },
        results,
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

/** Annotations of GitHub Actions, which reads them from the output. */
function github(report: Report): string {
  const value = (line: string) => printable(line).replaceAll("%", "%25");
  const title = (line: string) => value(line).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const failed = report.checks.flatMap((check) =>
    linesOf(check).map((line) => `::error title=${title(check.name)}::${value(line)}`),
  );
  const reason = report.reason ? [`::error title=${program}::${value(report.reason)}`] : [];
  const covered = `Coverage: ${report.coverage.percent} %.`;
  return [...failed, ...reason, `::notice title=${program}::${value(`${summaryOf(report)} ${covered}`)}`].join("\n");
}

/** What a terminal or a log would take for a command becomes a question mark: control characters, and marks that change directions. */
export function printable(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "?");
}

function xml(value = ""): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const lines = value.split("\n").map(printable).join("\n");
  return lines.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
}
