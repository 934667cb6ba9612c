#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { contractVersion, servers } from "../../generated/contract.js";
import { resolveBaseUrl } from "../options.js";
import { readHar, writeHar } from "./har.js";
import { judge } from "./judge.js";
import { redact } from "./redact.js";
import { type Check, type Inputs, verify } from "./verify.js";

const usage = `Usage: nexus-members-verify --server <url> [--institution INS-…] [--oauth-institution INS-…] [--report <file>]
       nexus-members-verify --har <recording> [--server <url>] [--report <file> | --redact <file>]

  --server               integration, production, or an address: the server to verify; with --har, the server that was recorded
  --institution          an institution that asks for credentials
  --oauth-institution    an institution that supports OAuth
  --production           required to create members on the production host
  --allow-insecure-http  lets the address be http on another machine
  --har                  judges the calls of a recording, and sends nothing
  --redact               writes a copy of the recording without anything secret, and judges nothing
  --report               also writes the result as JSON

Environment: NEXUS_SESSION_TOKEN, the session token of the user whose members are created;
NEXUS_CREDENTIALS, the login at --institution: [{"credential_guid": "CRD-…", "value": "…"}, …]
On this machine everything has a default that fits the mock.
Exit code: 0 the contract is kept, 1 it is broken, 2 this could not be found out.`;

const options = {
  server: { type: "string" },
  institution: { type: "string" },
  "oauth-institution": { type: "string" },
  production: { type: "boolean" },
  "allow-insecure-http": { type: "boolean" },
  har: { type: "string" },
  redact: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean" },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => abort.abort(new Error("Interrupted.")));
try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(usage);
  else if (values.redact !== undefined) redactRecording(values);
  else {
    writeReport(values, null, []); // Before anything is created, so that no older report stays.
    conclude(values.har === undefined ? await verifyServer(values) : judgeRecording(values), values);
  }
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  if (code?.startsWith("ERR_PARSE_ARGS")) console.error(`${message.split(". ")[0]}. Try --help.`);
  else console.error(message);
  process.exitCode = 2;
}

async function verifyServer(values: Values): Promise<Check[]> {
  if (!values.server) throw new Error(usage);
  const url = addressOf(values.server, values["allow-insecure-http"]);
  const { host, hostname } = new URL(url);
  if (hostname.replace(/\.$/, "") === new URL(servers.production).hostname && !values.production)
    throw new Error(
      `${host} is the production host: members that are created there are real. Add --production if you mean it.`,
    );
  const inputs = inputsFrom(values, /^(localhost|127\.[\d.]+|\[::1])$/.test(hostname));
  console.log(`Verifies ${url} against version ${contractVersion} of the contract.`);
  console.log(`This creates members on ${host}: one with credentials and one by OAuth, each with an external_guid verify-….\n`);
  return verify(url, inputs, abort.signal);
}

/** What is left out has a default that fits the mock, and nothing else. */
function inputsFrom(values: Values, isLocal: boolean): Inputs {
  const { NEXUS_SESSION_TOKEN: session_token, NEXUS_CREDENTIALS: login } = process.env;
  // What is thrown for such a header elsewhere would repeat it.
  if (session_token && !/^[!-~]+$/.test(session_token)) throw new Error("NEXUS_SESSION_TOKEN has to be visible ASCII.");
  const inputs = {
    session_token,
    institution_guid: values.institution,
    credentials: login && credentialsFrom(login),
    oauth_institution_guid: values["oauth-institution"],
  };
  const names = ["NEXUS_SESSION_TOKEN", "--institution", "NEXUS_CREDENTIALS", "--oauth-institution"];
  const missing = names.filter((_, index) => !Object.values(inputs)[index]);
  if (missing.length && !isLocal)
    throw new Error(`Give ${missing.join(", ")} too: the defaults fit only the mock. Try --help.`);
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value));
}

function credentialsFrom(login: string): unknown {
  try {
    const credentials = JSON.parse(login);
    if (Array.isArray(credentials) && credentials.length) return credentials;
  } catch {} // What JSON.parse throws would repeat the text.
  throw new Error('NEXUS_CREDENTIALS has to be JSON: [{"credential_guid": "CRD-…", "value": "…"}, …]');
}

/** An address without a slash at its end. */
function addressOf(server: string, allowInsecureHttp: boolean | undefined): string {
  const known = server === "integration" || server === "production" ? server : undefined;
  try {
    return resolveBaseUrl(known, known ? undefined : server, allowInsecureHttp).replace(/\/$/, "");
  } catch {
    throw new Error(
      `--server takes ${Object.keys(servers).join(", ")}, or an https address without user, query and fragment (http on this machine, or with --allow-insecure-http)`,
    );
  }
}

function readRecording({ har = "", server }: Values) {
  const known = [...Object.values(servers), ...(server ? [addressOf(server, true)] : [])];
  let text: string;
  try {
    text = readFileSync(har, "utf8");
  } catch {
    throw new Error(`--har takes a file that can be read, not ${har || "nothing"}`);
  }
  const exchanges = readHar(text, known);
  if (exchanges.length) return exchanges;
  const addresses = known.map((base) => `${base}/members`);
  throw new Error(`${har} has no answered POST to ${addresses.join(", ")}. Say with --server which server was recorded.`);
}

function redactRecording(values: Values) {
  if (values.report !== undefined) throw new Error("--redact judges nothing: leave out --report");
  const exchanges = readRecording(values);
  try {
    writeFileSync(values.redact as string, writeHar(exchanges.map(redact)), { flag: "wx" });
  } catch {
    throw new Error(`--redact takes a file that can be written and does not exist yet, not "${values.redact}"`);
  }
  console.log(
    `${values.redact}: ${exchanges.length} calls of POST /members, with nothing in them but their shape. Read it before you send it.`,
  );
}

function judgeRecording(values: Values): Check[] {
  return readRecording(values).map((exchange, index) => ({
    name: `call ${index + 1} of POST /members`,
    status: exchange.response.status,
    violations: judge(exchange),
  }));
}

/** Prints the result, writes the report, and sets the exit code. */
function conclude(checks: Check[], values: Values) {
  for (const { name, status, note, violations } of checks) {
    console.log(`${violations.length ? "✗" : "✓"} ${name}${status ? ` (${status})` : ""}${note ? `: ${note}` : ""}`);
    for (const { in: side, at, message } of violations)
      console.log(`    ${side === "request" ? "request " : ""}${at || "body"} ${message}`);
  }
  const kept = checks.filter(({ violations }) => !violations.length).length;
  console.log(`\n${kept} of ${checks.length} keep the contract.`);
  writeReport(values, kept === checks.length, checks);
  if (kept < checks.length) process.exitCode = 1;
}

/** @param kept `null` as long as it is not known. */
function writeReport({ server, har, report }: Values, kept: boolean | null, checks: Check[]) {
  if (report === undefined) return;
  const result = { contract: contractVersion, server, har, kept, checks };
  try {
    writeFileSync(report, `${JSON.stringify(result, null, 2)}\n`);
  } catch {
    throw new Error(`--report takes a file that can be written, not "${report}"`);
  }
}
