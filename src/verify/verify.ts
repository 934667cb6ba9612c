import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { mediaType } from "../../generated/contract.js";
import { createHide } from "../redact.js";
import { readHar } from "./har.js";
import { judge, type Violation } from "./judge.js";

/** What the workflows of `openapi/create-member.arazzo.yaml` take; their defaults fit the mock. */
export interface Inputs {
  session_token?: string;
  institution_guid?: string;
  credentials?: unknown;
  oauth_institution_guid?: string;
}

/** One thing that was looked at. */
export interface Check {
  name: string;
  /** Of the answer, if there was one. */
  status?: number;
  /** What a reader should know though nothing is wrong. */
  note?: string;
  violations: Violation[];
}

// The parts of the report of `redocly respect` that are used here.
type Report = { files: Record<string, { executedWorkflows: { workflowId: string; executedSteps: [Step] }[] }> };
type Step = { request: { body: unknown }; checks: { passed: boolean; condition?: string }[] };

/**
 * Creates members on a server, and sends it what it has to refuse. Redocly's `respect` runs the workflows and holds the answers against
 * what the scenarios state. Against their schemas `judge` holds them, because `respect` refuses added fields and ignores formats.
 *
 * @throws {Error} if Redocly CLI is not installed, if there is no answer at all, or if the session token is refused.
 */
export async function verify(url: string, inputs: Inputs, signal: AbortSignal): Promise<Check[]> {
  const redirect = await findRedirect(url, signal);
  if (redirect) return [redirect];
  const { report, har } = await runWorkflows(url, inputs, signal);
  const exchanges = readHar(har, [url]);
  if (!exchanges.length) throw new Error(`No answer from ${url}.`);
  const withToken = exchanges.filter(({ hasToken }) => hasToken);
  if (withToken.length && withToken.every(({ response }) => response.status === 401))
    throw new Error(`${url} refuses the session token (401). It lives 30 minutes: get a new one.`);
  return Object.values(report.files).flatMap(({ executedWorkflows }) =>
    executedWorkflows.map(({ workflowId: name, executedSteps: [step] }) => {
      const exchange = exchanges.find(({ request }) => request.body === JSON.stringify(step.request.body));
      if (!exchange)
        return {
          name,
          violations: [
            { in: "response", at: "status", message: "is missing: no whole answer came (cut off, timed out, or redirected)" },
          ],
        };
      const { status } = exchange.response;
      // The requests are wrong on purpose, and each workflow has a criterion for the status.
      const broken = judge(exchange).filter(({ in: side, at }) => side === "response" && at !== "status");
      const violations = [...criteriaOf(step, status), ...broken];
      return { name, status, ...(status === 422 && name.startsWith("create-") && { note: existsAlready }), violations };
    }),
  );
}

const existsAlready = "exists already (or the institution is unknown there), so the answer to a new member was not seen";

/** Sends an empty request without a token, because `respect` would follow a redirect with token and credentials. */
async function findRedirect(url: string, signal: AbortSignal): Promise<Check | undefined> {
  const headers = { "Content-Type": mediaType, Accept: mediaType };
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(30_000)]);
  const request = { method: "POST", headers, body: "{}", redirect: "manual", signal: timeout } as const;
  const answer = await fetch(`${url}/members`, request).catch(() => undefined); // Whether it can be reached, respect finds out.
  if (!answer || answer.status < 300 || answer.status >= 400) return undefined;
  const message = `is ${answer.status}, a redirect, which no client of the contract follows; nothing else was sent`;
  return { name: "answer without a redirect", status: answer.status, violations: [{ in: "response", at: "status", message }] };
}

/** What `respect` reports, and what it records. Its exit code says only whether it found something. */
async function runWorkflows(url: string, inputs: Inputs, signal: AbortSignal): Promise<{ report: Report; har: string }> {
  const cli = findRedocly();
  const workflows = join(dirname(require.resolve("nexus-members-contract/package.json")), "openapi/create-member.arazzo.yaml");
  // What is recorded holds secrets: only this user can read the folder, and it is gone in the end, however that comes.
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-verify-"));
  try {
    const [json, har] = [join(folder, "report.json"), join(folder, "recording.har")];
    const args = ["respect", workflows, "--server", `contract=${url}`, "--json-output", json, "--har-output", har];
    // Masking would change answers that hold the same text by chance.
    args.push("--no-secrets-masking", "--max-fetch-timeout", "30000");
    // Secrets go this way because other users of the machine can read arguments.
    const secrets = { REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", ...secrets };
    const { stdout, stderr } = await run(process.execPath, [cli, ...args], {
      cwd: folder,
      env,
      signal,
      maxBuffer: 2 ** 28,
    }).catch((error) => error);
    signal.throwIfAborted();
    if (existsSync(har)) return { report: JSON.parse(readFileSync(json, "utf8")), har: readFileSync(har, "utf8") };
    throw new Error(createHide([], JSON.stringify(inputs))(`Redocly CLI failed:\n${stdout}${stderr}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const run = promisify(execFile);
const require = createRequire(import.meta.url);

function findRedocly(): string {
  try {
    return join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
  } catch (cause) {
    throw new Error("Verifying needs Redocly CLI. Install it: npm install --save-dev @redocly/cli@2.77.0", { cause });
  }
}

/** The criteria of a workflow that do not hold. If the status is wrong, the others say nothing. */
function criteriaOf({ checks }: Step, status: number): Violation[] {
  const failed = checks.filter(({ condition, passed }) => condition && !passed).map(({ condition = "" }) => condition);
  const wrong = failed.find((condition) => !condition.includes("#"));
  return (wrong ? [wrong] : failed).map((condition) => {
    const at = /\$response\.body#(\S+)/.exec(condition)?.[1] ?? "status";
    const expected = condition
      .replace(/.*\|\|\s+(?=\$response)/s, "")
      .replaceAll("$statusCode", "status")
      .replaceAll("$response.body#", "")
      .replaceAll("$request.body#", "request ");
    return { in: "response", at, message: `${at === "status" ? `is ${status}; ` : ""}expected: ${expected}` };
  });
}
