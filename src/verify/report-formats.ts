import type { Location, Log, Result } from "sarif";
import { isSeen } from "./coverage.js";
import { type Check, linesOf, placeOf, type Report } from "./report.js";

/** In which forms a report can be written. */
export const formats = { text, json, junit, sarif, github };

export type ReportFormat = keyof typeof formats;

/** A report as a string. */
export const writeReport = (report: Report, format: ReportFormat): string => formats[format](report);

const program = "nexus-members-verify";

function countOf({ checks }: Report, outcome: Check["outcome"]): number {
  return checks.filter((check) => check.outcome === outcome).length;
}

function summaryOf(report: Report): string {
  const skipped = countOf(report, "skipped");
  return `${countOf(report, "passed")} of ${report.checks.length} checks passed${skipped ? `, ${skipped} skipped` : ""}.`;
}

/** How much was covered, in all and of each kind. */
function coverageLine({ coverage: { percent, items } }: Report): string {
  const kinds = [...new Set(items.map(({ kind }) => kind))].map((kind) => {
    const ofKind = items.filter((item) => item.kind === kind);
    return `${kind} ${ofKind.filter(isSeen).length} of ${ofKind.length}`;
  });
  return `Coverage: ${percent} % (${items.filter(isSeen).length} of ${items.length}): ${kinds.join(", ")}.`;
}

/** For people. */
function text(report: Report): string {
  const { checks, coverage, reason } = report;
  const signs = { passed: "✓", failed: "✗", skipped: "-" };
  const lines = checks.flatMap((check) => [
    `${signs[check.outcome]} ${check.name}${check.status ? ` (${check.status})` : ""}${check.note ? `: ${check.note}` : ""}`,
    ...linesOf(check).map((line) => `    ${line}`),
  ]);
  const notSeen = coverage.items.filter((item) => !isSeen(item)).map(({ kind, name }) => `    ${kind} ${name}`);
  const header = notSeen.length > 0 ? ["Not seen:"] : [];
  const all = [...lines, "", summaryOf(report), ...(reason ? [reason] : []), coverageLine(report), ...header, ...notSeen];
  return all.map(printable).join("\n");
}

function json(report: Report): string {
  return JSON.stringify(report, null, 2);
}

/**
 * For the test views of CI systems. Their schemas differ: this has what Ant's requires, and nothing that Jenkins's does not know. Ant's
 * knows nothing of skipped tests.
 */
function junit(report: Report): string {
  const { checks, coverage, outcome, reason, subject, contract, finished } = report;
  const attributes = (name: string) => `name="${xml(name)}" classname="${program}" time="0"`;
  const cases = checks.map((check) => {
    const lines = linesOf(check);
    const content = {
      passed: "",
      failed: `<failure type="issue" message="${xml(lines[0])}">${lines.map(xml).join("\n")}</failure>`,
      skipped: `<skipped>${xml(check.note)}</skipped>`,
    };
    return `<testcase ${attributes(check.name)}>${content[check.outcome]}</testcase>`;
  });
  const isIncomplete = outcome === "incomplete";
  if (isIncomplete)
    cases.push(`<testcase ${attributes("complete")}><error type="incomplete" message="${xml(reason)}"/></testcase>`);
  const skipped = countOf(report, "skipped");
  const counts = `tests="${cases.length}" failures="${countOf(report, "failed")}" errors="${isIncomplete ? 1 : 0}"${skipped ? ` skipped="${skipped}"` : ""}`;
  const suite = `name="${xml(subject)}" package="${program}" id="0" timestamp="${finished.slice(0, 19)}" hostname="localhost"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite ${suite} ${counts} time="0">`,
    `<properties><property name="contract" value="${xml(contract)}"/><property name="coverage" value="${coverage.percent}"/></properties>`,
    ...cases,
    `<system-out>${xml(coverageLine(report))}</system-out><system-err/>`,
    "</testsuite></testsuites>",
  ].join("\n");
}

function xml(text = ""): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return printable(text).replaceAll(/[&<>"]/g, (character) => entities[character] as string);
}

/** For code scanning. */
function sarif({ checks, contract, coverage, outcome, reason, subject, finished }: Report): string {
  const results = checks.flatMap((check) => resultsOf(check, subject));
  const ruleIds = new Set(results.map(({ ruleId }) => ruleId ?? ""));
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: { driver: { name: program, version: contract, rules: [...ruleIds].map((id) => ({ id })) } },
        invocations: [
          {
            executionSuccessful: outcome !== "incomplete",
            endTimeUtc: finished,
            toolExecutionNotifications: reason ? [{ level: "error", message: { text: reason } }] : [],
          },
        ],
        properties: { coverage: coverage.percent },
        results,
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function resultsOf({ name, outcome, note = "skipped", issues }: Check, subject: string): Result[] {
  const locations = [locationOf(subject, name)];
  if (outcome === "passed")
    return [{ ruleId: "conforms", kind: "pass", level: "none", message: { text: "conforms" }, locations }];
  if (outcome === "skipped")
    return [{ ruleId: "skipped", kind: "notApplicable", level: "none", message: { text: note }, locations }];
  return issues.map((issue) => ({
    ruleId: issue.rule ?? "schema",
    kind: "fail",
    level: "error",
    message: { text: `${name}: ${placeOf(issue)} ${issue.message}` },
    locations: [locationOf(subject, `${name}: ${placeOf(issue)}`)],
  }));
}

function locationOf(subject: string, name: string): Location {
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(printable(subject)) } },
    logicalLocations: [{ fullyQualifiedName: name }],
  };
}

/** Annotations of GitHub Actions, which reads them from the output. */
function github(report: Report): string {
  const value = (line: string) => printable(line).replaceAll("%", "%25");
  const title = (line: string) => value(line).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const failed = report.checks.flatMap((check) =>
    linesOf(check).map((line) => `::error title=${title(check.name)}::${value(line)}`),
  );
  const reason = report.reason ? [`::error title=${program}::${value(report.reason)}`] : [];
  return [...failed, ...reason, `::notice title=${program}::${value(`${summaryOf(report)} ${coverageLine(report)}`)}`].join(
    "\n",
  );
}

/** What a terminal or a log would take for a command becomes a question mark: control characters, and marks that change directions. */
export function printable(line: string): string {
  return line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}
