import { accessSync, appendFileSync, constants, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseJson } from "../contract/json.js";
import { resolveBaseUrl } from "../http/options.js";
import type { VerifiedContract } from "./contract.js";
import { checkRecording, type Entry, readHar, writeHar } from "./recording.js";
import { redact } from "./redact.js";
import type { Check, Report } from "./report.js";
import { formats, printable, type ReportFormat, writeReport } from "./report-formats.js";
import { areRequests, type Requests } from "./requests.js";
import { prepare, runChecks, standsIn } from "./verify.js";

const usageOf = ({
  api,
}: VerifiedContract) => `Usage: nexus-members-verify --server <url> [--requests <file>] [--report <format>=<file>]… [--min-coverage <percent>]
       nexus-members-verify --har <recording> [--server <url>] [--report <format>=<file>]… [--min-coverage <percent>]
       nexus-members-verify --har <recording> [--server <url>] --redact <file>

  --server               ${Object.keys(api.servers).join(", ")}, or a URL: the server to verify; with --har, the server that was recorded
  --requests             requests that the server accepts, as JSON: { operation: { scenario: { "request": … } } }
  --header               one more header for every request, as "name: value"; may be repeated; it is never printed
  --skip                 leaves out every check whose name contains this text; may be repeated
  --timeout              milliseconds that a complete response may take; default 10000
  --wait                 milliseconds to wait for a server that is still starting; default 0
  --budget               milliseconds that the verification may take; default 600000
  --verbose              prints what was sent and what came back for each check that fails, without token and free text
  --show-values          the same with every value but the token
  --production           required to create data on another server of the contract than the first
  --allow-insecure-http  allows http on another machine, which then gets the defaults of this machine
  --har                  checks the calls of a recording, and sends nothing
  --redact               writes a copy of the recording without secrets, and checks nothing
  --report               also writes the report to a file; formats: ${Object.keys(formats).join(", ")}; may be repeated
  --min-coverage         fails if less of the contract was exercised

Environment: NEXUS_SESSION_TOKEN, the session token of the user whose data is created;
NEXUS_REQUESTS, the JSON of --requests, for requests that hold credentials;
GITHUB_ACTIONS=true adds annotations to the output, and a summary of the job.
On this machine token and requests have defaults that fit the mock with --stateful.
Exit code: 0 the server conforms, 1 it does not or the coverage is too low, 2 the check could not run or is incomplete.`;

const options = {
  server: { type: "string" },
  requests: { type: "string" },
  header: { type: "string", multiple: true },
  skip: { type: "string", multiple: true },
  timeout: { type: "string" },
  wait: { type: "string" },
  budget: { type: "string" },
  verbose: { type: "boolean" },
  "show-values": { type: "boolean" },
  production: { type: "boolean" },
  "allow-insecure-http": { type: "boolean" },
  har: { type: "string" },
  redact: { type: "string" },
  report: { type: "string", multiple: true },
  "min-coverage": { type: "string" },
  help: { type: "boolean" },
} as const;

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
export async function main(contract: VerifiedContract, args: string[], io: ProgramContext): Promise<number> {
  try {
    const { values } = parseArgs({ args, options });
    if (values.help) {
      io.out(usageOf(contract));
      return 0;
    }
    if (values.har !== undefined) rejectUnused(values, "--har sends nothing", sendingOptions);
    if (values.redact !== undefined) return redactRecording(contract, values, io);
    const files = readTargets(values);
    const minCoverage = readNumber("--min-coverage", values["min-coverage"] ?? "0", { from: 0, to: 100 });
    const report = values.har === undefined ? await verifyServer(contract, values, io) : verifyRecording(contract, values);
    return conclude(report, files, minCoverage, io);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const isArgument = code?.startsWith("ERR_PARSE_ARGS");
    io.error(printable(isArgument ? `${message.split(/\.(?=\s|$)/)[0]}. Try --help.` : message));
    return 2;
  }
}

async function verifyServer(contract: VerifiedContract, values: Values, io: ProgramContext): Promise<Report> {
  const { env, signal } = io;
  const { version, servers } = contract.api;
  if (!values.server) throw new Error("--server or --har is missing. Try --help.");
  const { skip, "allow-insecure-http": allowInsecureHttp } = values;
  const baseUrl = urlOf(servers, values.server, allowInsecureHttp);
  const { host, hostname } = new URL(baseUrl);
  const [, ...real] = Object.values(servers).map((url) => new URL(url).hostname);
  if (real.includes(hostname.replace(/\.$/, "")) && !values.production)
    throw new Error(`${host} is the production server: what is created there is real. Add --production if you mean it.`);
  const sessionToken = env.NEXUS_SESSION_TOKEN || undefined;
  const requests = readRequests(values, env.NEXUS_REQUESTS);
  if (!standsIn(baseUrl) && !sessionToken)
    throw new Error("NEXUS_SESSION_TOKEN is missing: set it to the session token of the user whose data is created.");
  if (!standsIn(baseUrl) && !requests)
    throw new Error(
      "--requests is missing: the examples of the contract fit only the mock. Name a file with requests that fit.",
    );
  const verification = prepare(contract, {
    ...{ baseUrl, allowInsecureHttp, sessionToken, requests, skip, signal },
    headers: readHeaders(values.header),
    exchanges: values["show-values"] ? "values" : values.verbose ? "masked" : undefined,
    timeout: readNumber("--timeout", values.timeout ?? "10000", { from: 1, to: 2 ** 31 - 1 }),
    wait: readNumber("--wait", values.wait ?? "0", { from: 0, to: 2 ** 31 - 1 }),
    budget: readNumber("--budget", values.budget ?? "600000", { from: 1, to: 2 ** 31 - 1 }),
  });
  io.out(`Verifies ${baseUrl} against version ${version} of the contract. Requests that succeed create data there.\n`);
  const report = await runChecks(contract, verification);
  const proxy = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].find((name) => env[name]);
  if (report.checks.length === 0 && proxy && !env.NODE_USE_ENV_PROXY)
    io.error(`${proxy} is set, but not used: Node 24 and later use it with NODE_USE_ENV_PROXY=1.`);
  return report;
}

/** The options that only matter where something is sent. */
const sendingOptions = [
  ...(["requests", "header", "skip", "timeout", "wait", "budget"] as const),
  ...(["verbose", "show-values", "production", "allow-insecure-http"] as const),
];

/** @throws {Error} if an option was given that would do nothing. */
function rejectUnused(values: Values, reason: string, unused: readonly (keyof Values)[]) {
  const given = unused.filter((option) => values[option] !== undefined);
  if (given.length > 0) throw new Error(`${reason}: leave out ${given.map((option) => `--${option}`).join(" and ")}.`);
}

function urlOf(servers: VerifiedContract["api"]["servers"], server: string, allowInsecureHttp: boolean | undefined): string {
  try {
    const from = server in servers ? { server } : { baseUrl: server, allowInsecureHttp };
    return resolveBaseUrl(from, servers);
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
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error('--header needs "name: value".');
    return [name, value];
  });
  return Object.fromEntries(headers);
}

/** What is thrown never repeats the text: it may hold credentials. */
function readRequests({ requests: file }: Values, variable: string | undefined): Requests | undefined {
  if (file === undefined && !variable) return undefined;
  if (file !== undefined && variable) throw new Error("Use either --requests or NEXUS_REQUESTS.");
  const requests = parseJson(file === undefined ? (variable ?? "") : readText("--requests", file));
  if (areRequests(requests)) return requests;
  const source = file === undefined ? "NEXUS_REQUESTS" : "--requests";
  throw new Error(`${source} needs JSON: { operation: { scenario: { "request": … } } }.`);
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Error(`${option} needs a file that can be read, not "${file}".`);
  }
}

function readNumber(option: string, text: string, { from, to }: { from: number; to: number }): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value >= from && value <= to) return value;
  throw new Error(`${option} needs a number from ${from} to ${to}.`);
}

/** A file that a report is written to. */
interface Target {
  format: ReportFormat;
  file: string;
}

/** Finds what is wrong with the files before anything is sent or written. */
function readTargets({ report: targets = [], har, requests }: Values): Target[] {
  const inputs = [har, requests].flatMap((file) => (file ? identityOf(file) : []));
  const files = targets.map((target) => {
    const [, format = "", file = ""] = /^(\w+)=(.+)$/s.exec(target) ?? [];
    if (!Object.hasOwn(formats, format))
      throw new Error(`--report needs <format>=<file>; formats: ${Object.keys(formats).join(", ")}.`);
    if (inputs.includes(identityOf(file))) throw new Error(`--report must not name the recording or the requests, "${file}".`);
    const known = statSync(file, { throwIfNoEntry: false });
    if (known && !known.isFile()) throw new Error(`--report needs a file, not "${file}".`);
    checkWritable(known ? file : dirname(file), file);
    return { format: format as ReportFormat, file };
  });
  const identities = new Set(files.map(({ file }) => identityOf(file)));
  if (identities.size < files.length) throw new Error("Each --report needs a file of its own.");
  return files;
}

/** The same string for the same file, whatever path or link leads to it. */
function identityOf(file: string): string {
  const known = statSync(file, { throwIfNoEntry: false });
  return known ? `${known.dev} ${known.ino}` : resolve(file);
}

function checkWritable(path: string, file: string) {
  try {
    accessSync(path, constants.W_OK);
  } catch {
    throw new Error(`--report needs a file that can be written, not "${file}".`);
  }
}

function readRecording(contract: VerifiedContract, { har = "", server }: Values): Iterable<Entry> {
  return readHar(contract, readText("--har", har), recordedServers(contract, server));
}

function recordedServers({ api: { servers } }: VerifiedContract, server: string | undefined): string[] {
  return [...Object.values(servers), ...(server ? [urlOf(servers, server, true)] : [])];
}

/** Entry by entry: a recording may be large. */
function verifyRecording(contract: VerifiedContract, values: Values): Report {
  const { har = "" } = values;
  const report = checkRecording(contract, har, readRecording(contract, values));
  if (report.checks.every(({ status }) => status === undefined)) throw noCall(contract, values, report.checks);
  return report;
}

function noCall(contract: VerifiedContract, { har, server }: Values, [odd, ...more]: readonly Check[]): Error {
  const servers = recordedServers(contract, server).join(", ");
  const why = odd ? ` Entries that cannot be used: ${more.length + 1}, the first of them ${odd.name}: ${odd.note}.` : "";
  return new Error(`${har} has no call of the contract to ${servers}. Name the server that was recorded with --server.${why}`);
}

function redactRecording(contract: VerifiedContract, values: Values, { out }: ProgramContext): number {
  const { redact: file = "" } = values;
  rejectUnused(values, "--redact checks nothing", ["report", "min-coverage"]);
  const calls = [...readRecording(contract, values)].flatMap(({ call }) => call ?? []);
  if (calls.length === 0) throw noCall(contract, values, []);
  try {
    writeFileSync(file, writeHar(redact(contract, calls)), { flag: "wx" });
  } catch {
    throw new Error(`--redact needs a file that can be written and does not exist yet, not "${file}".`);
  }
  out(printable(`${file}: ${calls.length} calls, of which only the shape is left. Read it before you send it.`));
  return 0;
}

/** Prints the report, writes it to the files, and returns the exit code. */
function conclude(report: Report, files: Target[], minCoverage: number, { out, error, env }: ProgramContext): number {
  out(writeReport(report, "text"));
  if (env.GITHUB_ACTIONS === "true") {
    out(writeReport(report, "github"));
    if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${writeReport(report, "markdown")}\n`);
  }
  for (const { format, file } of files) writeFileSync(file, `${writeReport(report, format)}\n`);
  if (report.outcome === "incomplete") return 2;
  const isCovered = report.coverage.percent >= minCoverage;
  if (!isCovered) error(`The coverage of ${report.coverage.percent} % is below --min-coverage ${minCoverage}.`);
  return report.outcome === "conforms" && isCovered ? 0 : 1;
}
