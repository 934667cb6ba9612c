import { accessSync, appendFileSync, constants, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isObject, parseJson } from "../contract/json.js";
import { resolveBaseUrl } from "../http/base-url.js";
import type { VerifiedContract } from "./contract.js";
import { checkRecording, readHar } from "./recording.js";
import { redact } from "./redact.js";
import type { Report } from "./report.js";
import { printable, type ReportFormat, reportFormats, writeReport } from "./report-formats.js";
import type { Requests } from "./requests.js";
import { Verification } from "./verify.js";

/** The options, and what they mean. */
const options = {
  server: { type: "string", text: "a server of the contract, or a URL; with --har, the server that was recorded" },
  requests: { type: "string", text: 'requests that the server accepts: { operation: { scenario: { "request": … } } }' },
  header: { type: "string", multiple: true, text: 'a header for every request, as "name: value"; repeatable; never printed' },
  skip: { type: "string", multiple: true, text: "leaves out every check whose name contains this text; repeatable" },
  timeout: { type: "string", text: "milliseconds that a complete response may take; default 10000" },
  wait: { type: "string", text: "milliseconds to wait for a server that is still starting; default 0" },
  budget: { type: "string", text: "milliseconds that the verification may take; default 600000" },
  verbose: { type: "boolean", text: "prints request and response of each check that fails, without token and free text" },
  "show-values": { type: "boolean", text: "the same with every value but the token" },
  production: { type: "boolean", text: "required to create data on another server of the contract than the first" },
  "allow-insecure-http": { type: "boolean", text: "allows http on another machine, which gets the defaults of this one" },
  har: { type: "string", text: "checks the calls of a recording, and sends nothing" },
  redact: { type: "string", text: "writes a copy of the recording without secrets, and checks nothing" },
  report: { type: "string", multiple: true, text: "also writes the report to a file, as <format>=<file>; repeatable" },
  "min-coverage": { type: "string", text: "fails if less of the contract was exercised" },
  help: { type: "boolean", text: "prints this" },
} as const;

const usageOf = ({ api }: VerifiedContract) => `Usage:
  nexus-members-verify --server <url> [--requests <file>] [--report <format>=<file>]… [--min-coverage <percent>]
  nexus-members-verify --har <recording> [--server <url>] [--report <format>=<file>]… [--min-coverage <percent>]
  nexus-members-verify --har <recording> [--server <url>] --redact <file>

${Object.entries(options)
  .map(([name, { text }]) => `  --${name.padEnd(20)} ${text}\n`)
  .join("")}
Servers of the contract: ${Object.keys(api.servers).join(", ")}. Formats of reports: ${reportFormats.join(", ")}.
Environment: NEXUS_SESSION_TOKEN, the session token of the user whose data is created;
NEXUS_REQUESTS, the JSON of --requests, for requests that hold credentials;
GITHUB_ACTIONS=true adds annotations to the output, and a summary of the job.
On this machine token and requests have defaults that fit the mock with --stateful.
Exit code: 0 the server conforms, 1 it does not or the coverage is too low, 2 the check could not run or is incomplete.`;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/** What the program has of the process that it runs in. */
export interface ProgramContext {
  out(line: string): void;
  error(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts the verification. */
  readonly signal?: AbortSignal;
}

/** A program that verifies a contract. Returns the exit code. */
export async function main(contract: VerifiedContract, args: string[], context: ProgramContext): Promise<number> {
  try {
    const { values } = parseArgs({ args, options });
    if (values.help) {
      context.out(usageOf(contract));
      return 0;
    }
    if (values.redact !== undefined) return redactRecording(contract, values, context);
    const targets = readTargets(values);
    const minCoverage = readPercent(values["min-coverage"]);
    const report = values.har === undefined ? await verifyServer(contract, values, context) : verifyRecording(contract, values);
    return writeResult(report, targets, minCoverage, context);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const isArgument = code?.startsWith("ERR_PARSE_ARGS");
    context.error(printable(isArgument ? `${message.split(/\.(?=\s|$)/)[0]}. Try --help.` : message));
    return 2;
  }
}

async function verifyServer(contract: VerifiedContract, values: Values, context: ProgramContext): Promise<Report> {
  const { env, signal } = context;
  const { version, servers } = contract.api;
  if (!values.server) throw new Error("--server or --har is missing. Try --help.");
  const { skip, "allow-insecure-http": allowInsecureHttp } = values;
  const baseUrl = readServer(contract, values.server, allowInsecureHttp);
  const { host, hostname } = new URL(baseUrl);
  const [, ...real] = Object.values(servers).map((url) => new URL(url).hostname);
  if (real.includes(hostname.replace(/\.$/, "")) && !values.production)
    throw new Error(`${host} is the production server: what is created there is real. Add --production if you mean it.`);
  const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const verification = new Verification(contract, {
    ...{ baseUrl, allowInsecureHttp, sessionToken: env.NEXUS_SESSION_TOKEN, skip, signal },
    requests: readRequests(values.requests, env.NEXUS_REQUESTS),
    headers: readHeaders(values.header),
    exchanges: values["show-values"] ? "values" : values.verbose ? "masked" : undefined,
    timeout: numberOf(values.timeout),
    wait: numberOf(values.wait),
    budget: numberOf(values.budget),
  });
  context.out(`Verifies ${baseUrl} against version ${version} of the contract. Requests that succeed create data there.\n`);
  const report = await verification.run();
  const proxy = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].find((name) => env[name]);
  if (report.checks.length === 0 && proxy && !env.NODE_USE_ENV_PROXY)
    context.error(`${proxy} is set, but not used: Node 24 and later use it with NODE_USE_ENV_PROXY=1.`);
  return report;
}

function readServer({ api: { servers } }: VerifiedContract, server: string, allowInsecureHttp: boolean | undefined): string {
  try {
    return resolveBaseUrl(server in servers ? { server } : { baseUrl: server, allowInsecureHttp }, servers);
  } catch {
    const names = Object.keys(servers).join(", ");
    throw new Error(
      `--server needs ${names}, or an https URL without user, query and fragment (http on this machine, or with --allow-insecure-http).`,
    );
  }
}

/** What is thrown never repeats a header: it may be a secret. */
function readHeaders(lines: readonly string[] = []): Record<string, string> {
  const headers = lines.map((line) => {
    const [, name = "", value = ""] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error('--header needs "name: value".');
    return [name, value];
  });
  return Object.fromEntries(headers);
}

/** What is thrown never repeats the requests: they may hold credentials. */
function readRequests(file: string | undefined, json: string | undefined): Requests | undefined {
  if (file === undefined && !json) return undefined;
  if (file !== undefined && json) throw new Error("Use either --requests or NEXUS_REQUESTS.");
  const requests = parseJson(file === undefined ? (json ?? "") : readInput("--requests", file));
  if (isObject(requests)) return requests as Requests;
  const source = file === undefined ? "NEXUS_REQUESTS" : "--requests";
  throw new Error(`${source} needs JSON: { operation: { scenario: { "request": … } } }.`);
}

function readInput(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Error(`${option} needs a file that can be read, not "${file}".`);
  }
}

function readPercent(text = "0"): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) <= 100) return Number(text);
  throw new Error("--min-coverage needs a number from 0 to 100.");
}

/** A file that a report is written to. */
interface ReportTarget {
  format: ReportFormat;
  file: string;
}

/** Finds what is wrong with the files before anything is sent or written. */
function readTargets({ report: targets = [], har, requests }: Values): ReportTarget[] {
  const taken = [har, requests].map((file) => file && fileIdentity(file));
  return targets.map((target) => {
    const [, name, file = ""] = /^(\w+)=(.+)$/s.exec(target) ?? [];
    const format = reportFormats.find((known) => known === name);
    if (!format) throw new Error(`--report needs <format>=<file>; formats: ${reportFormats.join(", ")}.`);
    if (taken.includes(fileIdentity(file)))
      throw new Error(`--report needs a file of its own, not "${file}", which another option names.`);
    if (!isWritable(file)) throw new Error(`--report needs a file that can be written, not "${file}".`);
    taken.push(fileIdentity(file));
    return { format, file };
  });
}

/** The same string for the same file, whatever path or link leads to it. */
function fileIdentity(file: string): string {
  const known = statSync(file, { throwIfNoEntry: false });
  return known ? `${known.dev} ${known.ino}` : resolve(file);
}

function isWritable(file: string): boolean {
  const known = statSync(file, { throwIfNoEntry: false });
  try {
    accessSync(known ? file : dirname(file), constants.W_OK);
    return !known?.isDirectory();
  } catch {
    return false;
  }
}

/** @throws {Error} if an option was given that would do nothing. */
function rejectUnused(values: Values, reason: string, used: readonly (keyof Values)[]) {
  const unused = Object.keys(values).filter((option) => !used.includes(option as keyof Values));
  if (unused.length > 0) throw new Error(`${reason}: leave out ${unused.map((option) => `--${option}`).join(" and ")}.`);
}

/** The entries of the recording that may be calls of the servers of the contract, or of the one that is named. */
function readRecording(contract: VerifiedContract, { har = "", server }: Values) {
  const named = server === undefined ? [] : [readServer(contract, server, true)];
  return readHar(contract, readInput("--har", har), [...Object.values(contract.api.servers), ...named]);
}

function verifyRecording(contract: VerifiedContract, values: Values): Report {
  rejectUnused(values, "--har sends nothing", ["har", "server", "report", "min-coverage"]);
  return checkRecording(contract, values.har ?? "", readRecording(contract, values));
}

function redactRecording(contract: VerifiedContract, values: Values, { out }: ProgramContext): number {
  const { redact: file = "" } = values;
  rejectUnused(values, "--redact checks and sends nothing", ["har", "server", "redact"]);
  const calls = [...readRecording(contract, values)].flatMap(({ call }) => call ?? []);
  if (calls.length === 0) throw new Error("No call of the recording can be copied. Check it without --redact: that says why.");
  const copy = redact(contract, calls);
  try {
    writeFileSync(file, copy, { flag: "wx" });
  } catch {
    throw new Error(`--redact needs a file that can be written and does not exist yet, not "${file}".`);
  }
  out(printable(`${file}: ${calls.length} calls, of which only the shape is left. Read it before you send it.`));
  return 0;
}

/** Prints the report, writes it to the files, and returns the exit code. */
function writeResult(report: Report, targets: readonly ReportTarget[], minCoverage: number, context: ProgramContext): number {
  const { out, error, env } = context;
  out(writeReport(report, "text"));
  if (env.GITHUB_ACTIONS === "true") {
    out(writeReport(report, "github"));
    if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${writeReport(report, "markdown")}\n`);
  }
  for (const { format, file } of targets) writeFileSync(file, `${writeReport(report, format)}\n`);
  if (report.outcome === "incomplete") return 2;
  const isCovered = report.coverage.percent >= minCoverage;
  if (!isCovered) error(`The coverage of ${report.coverage.percent} % is below --min-coverage ${minCoverage}.`);
  return report.outcome === "conforms" && isCovered ? 0 : 1;
}
