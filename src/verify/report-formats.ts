import { observationsOf } from "./coverage.js";
import { type Check, linesOf, type Report } from "./report.js";

/** In which forms a report can be written. */
export const reportFormats = ["text", "json", "junit", "github", "markdown"] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** A report as a string. */
export function writeReport(report: Report, format: ReportFormat): string {
  if (format === "json") return JSON.stringify(report, null, 2);
  const write = { text: asText, junit: asJunit, github: asAnnotations, markdown: asMarkdown }[format];
  return write(report);
}

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
  const counted = (list: typeof items) => {
    const possible = list.flatMap(observationsOf);
    return `${possible.filter(Boolean).length} of ${possible.length}`;
  };
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => `${kind} ${counted(items.filter((item) => item.kind === kind))}`);
  return `Coverage: ${percent} % (${counted(items)}): ${parts.join(", ")}.`;
}

/** For people. */
function asText(report: Report): string {
  const { checks, coverage, reason } = report;
  const signs = { passed: "✓", failed: "✗", skipped: "-" };
  const lines = checks.flatMap((check) => [
    `${signs[check.outcome]} ${check.name}${check.status ? ` (${check.status})` : ""}${check.note ? `: ${check.note}` : ""}`,
    ...linesOf(check).map((line) => `    ${line}`),
    ...(check.exchange ?? []).map((line) => `      ${line}`),
  ]);
  const missing = coverage.items.flatMap(({ kind, name, accepted, rejected }) => [
    ...(accepted ? [] : [`    ${kind} ${name}: accepted`]),
    ...(rejected === false ? [`    ${kind} ${name}: rejected`] : []),
  ]);
  const notSeen = missing.length > 0 ? ["Not seen:", ...missing] : [];
  const summary = [summaryOf(report), coverageLine(report), ...notSeen];
  return [...(reason ? [reason, ""] : []), ...lines, "", ...summary].map(printable).join("\n");
}

/**
 * For the test views of CI systems. Their schemas differ: this has what Ant's requires, and nothing that Jenkins's does not know. Ant's
 * knows nothing of skipped tests.
 */
function asJunit(report: Report): string {
  const { checks, coverage, outcome, reason, subject, contract, finished } = report;
  const seconds = (milliseconds = 0) => (milliseconds / 1000).toFixed(3);
  const attributes = (name: string, duration?: number) =>
    `name="${xml(name)}" classname="${program}" time="${seconds(duration)}"`;
  const cases = checks.map((check) => {
    const lines = linesOf(check);
    const content = {
      passed: "",
      failed: `<failure type="issue" message="${xml(lines[0])}">${[...lines, ...(check.exchange ?? [])].map((line) => xml(line)).join("\n")}</failure>`,
      skipped: `<skipped>${xml(check.note)}</skipped>`,
    };
    return `<testcase ${attributes(check.name, check.duration)}>${content[check.outcome]}</testcase>`;
  });
  const isIncomplete = outcome === "incomplete";
  if (isIncomplete)
    cases.unshift(`<testcase ${attributes("complete")}><error type="incomplete" message="${xml(reason)}"/></testcase>`);
  const total = seconds(checks.reduce((sum, { duration = 0 }) => sum + duration, 0));
  const skipped = countOf(report, "skipped");
  const counts = `tests="${cases.length}" failures="${countOf(report, "failed")}" errors="${isIncomplete ? 1 : 0}"${skipped ? ` skipped="${skipped}"` : ""}`;
  const suite = `name="${xml(subject)}" package="${program}" id="0" timestamp="${finished.slice(0, 19)}" hostname="localhost"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite ${suite} ${counts} time="${total}">`,
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

/** How many annotations GitHub shows of a step. */
const maxAnnotations = 10;

/** Annotations of GitHub Actions, which reads them from the output. */
function asAnnotations(report: Report): string {
  const annotation = (level: string, title: string, line: string) =>
    `::${level} title=${command(title).replaceAll(":", "%3A").replaceAll(",", "%2C")}::${command(line)}`;
  const reason = report.reason ? [annotation("error", program, report.reason)] : [];
  const errors = report.checks.flatMap((check) => linesOf(check).map((line) => annotation("error", check.name, line)));
  const shown = [...reason, ...errors].slice(0, maxAnnotations);
  const more = reason.length + errors.length - shown.length;
  const rest = more > 0 ? [annotation("notice", program, `${more} more issues are in the output of this step.`)] : [];
  return [...shown, ...rest, annotation("notice", program, `${summaryOf(report)} ${coverageLine(report)}`)].join("\n");
}

const command = (line: string) => printable(line).replaceAll("%", "%25");

/** The summary of a job in GitHub Actions. */
function asMarkdown(report: Report): string {
  const plain = (line: string) => printable(line).replaceAll(/[\\`*_[\]<>|&#]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const failed = report.checks.filter(({ outcome }) => outcome === "failed");
  const rows = failed.map(
    (check) => `| ${plain(check.name)} | ${check.status ?? ""} | ${linesOf(check).map(plain).join("<br>")} |`,
  );
  return [
    `### ${plain(report.subject)}: ${report.outcome}`,
    ...(report.reason ? [plain(report.reason)] : []),
    ...(rows.length > 0 ? [["| Check | Status | Issues |", "|---|---|---|", ...rows].join("\n")] : []),
    `${plain(summaryOf(report))} ${plain(coverageLine(report))}`,
  ].join("\n\n");
}

/** What a terminal or a log would take for a command becomes a question mark: control characters, and marks that change directions. */
export function printable(line: string): string {
  return line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}
