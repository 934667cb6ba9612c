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

/** A check, its issues, and what was sent and came back. */
function checkLines(check: Check): string[] {
  const sign = { passed: "✓", failed: "✗", skipped: "-" }[check.outcome];
  const status = check.status ? ` (${check.status})` : "";
  return [
    `${sign} ${check.name}${status}${check.note ? `: ${check.note}` : ""}`,
    ...linesOf(check).map((line) => `    ${line}`),
    ...(check.exchange ?? []).map((line) => `      ${line}`),
  ];
}

/** For people. */
function asText(report: Report): string {
  const { checks, coverage, reason } = report;
  const missing = coverage.items.flatMap(({ kind, name, accepted, rejected }) => [
    ...(accepted ? [] : [`    ${kind} ${name}: accepted`]),
    ...(rejected === false ? [`    ${kind} ${name}: rejected`] : []),
  ]);
  const notSeen = missing.length > 0 ? ["Not seen:", ...missing] : [];
  const lines = [...checks.flatMap(checkLines), "", summaryOf(report), coverageLine(report), ...notSeen];
  return [...(reason ? [reason, ""] : []), ...lines].map(printable).join("\n");
}

/** The summary of a job in GitHub Actions: what failed, as code, in which no mark means anything. */
function asMarkdown(report: Report): string {
  const { subject, outcome, reason, checks } = report;
  const failed = checks.filter((check) => check.outcome === "failed").flatMap(checkLines);
  const lines = [subject, ...(reason ? [reason] : []), ...failed, summaryOf(report), coverageLine(report)];
  return [`### ${program}: ${outcome}`, "", ...lines.map((line) => `    ${printable(line)}`)].join("\n");
}

/**
 * For the test views of CI systems. Their schemas differ: this has what Ant's requires, and nothing that Jenkins's does not know. Ant's
 * knows nothing of skipped tests.
 */
function asJunit(report: Report): string {
  const { checks, coverage, outcome, reason = "", subject, contract, finished } = report;
  const seconds = (milliseconds = 0) => (milliseconds / 1000).toFixed(3);
  const testcase = (name: string, duration: number | undefined, content: readonly string[]) =>
    element("testcase", { name, classname: program, time: seconds(duration) }, content);
  const cases = checks.map((check) => {
    const lines = [...linesOf(check), ...(check.exchange ?? [])].map(printable);
    const content = {
      passed: [],
      failed: [element("failure", { type: "issue", message: lines[0] }, lines.map(xml))],
      skipped: [element("skipped", {}, [xml(check.note)])],
    };
    return testcase(check.name, check.duration, content[check.outcome]);
  });
  const errors = outcome === "incomplete" ? [element("error", { type: "incomplete", message: reason })] : [];
  const skipped = countOf(report, "skipped");
  const suite = {
    ...{ name: subject, package: program, id: 0, timestamp: finished.slice(0, 19), hostname: "localhost" },
    ...{ tests: cases.length + errors.length, failures: countOf(report, "failed"), errors: errors.length },
    ...(skipped > 0 && { skipped }),
    time: seconds(durationOf(checks)),
  };
  const property = (name: string, value: string | number) => element("property", { name, value });
  const properties = element("properties", {}, [property("contract", contract), property("coverage", coverage.percent)]);
  const incomplete = errors.map((error) => testcase("complete", 0, [error]));
  const output = element("system-out", {}, [xml(coverageLine(report))]);
  const content = [properties, ...incomplete, ...cases, output, element("system-err", {})];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", {}, [element("testsuite", suite, content)])}`;
}

const durationOf = (checks: readonly Check[]) => checks.reduce((sum, { duration = 0 }) => sum + duration, 0);

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  return `<${name}${written.join("")}>${content.join("\n")}</${name}>`;
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

/** What a terminal or a log would take for a command becomes a question mark: control characters, and marks that change directions. */
export function printable(line: string): string {
  return line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}
