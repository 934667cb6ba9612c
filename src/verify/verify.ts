import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mediaType } from "../../generated/contract.js";
import { createHide } from "../redact.js";
import { readHar } from "./har.js";
import { judge, type Violation } from "./judge.js";
import { redocly, type Workplace } from "./redocly.js";

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
type Step = { request: { body: unknown }; checks: { name: string; passed: boolean; message: string; condition?: string }[] };

/**
 * Creates members on a server, and sends it what it has to refuse. Redocly's `respect` runs the workflows and holds the answers against
 * what the scenarios state. Against their schemas `judge` holds them, because `respect` refuses added fields and ignores formats.
 *
 * @throws {Error} if the server gives no answer at all.
 */
export async function verify(url: string, inputs: Inputs, place: Workplace): Promise<Check[]> {
  const redirect = await findRedirect(url, place);
  if (redirect) return [redirect];
  const [json, har] = ["respect.json", "respect.har"];
  const args = ["respect", workflows, "--server", `contract=${url}`, "--json-output", json, "--har-output", har];
  // Masking would change answers that hold the same text by chance. What they hold never leaves the folder.
  args.push("--no-secrets-masking", "--max-fetch-timeout", "30000");
  const secrets = { REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) };
  const report = await redocly(place, args, json, secrets).catch((error) => {
    throw new Error(createHide(inputs.session_token ? [inputs.session_token] : [], JSON.stringify(inputs))(error.message));
  });

  const exchanges = readHar(readFileSync(join(place.folder, har), "utf8"), [url]);
  if (!exchanges.length) throw new Error(`No answer from ${url}.`);
  const judged = await judge(exchanges, place);
  return Object.values((report as Report).files).flatMap(({ executedWorkflows }) =>
    executedWorkflows.map(({ workflowId: name, executedSteps: [step] }) => {
      const index = exchanges.findIndex(({ request }) => request.body === JSON.stringify(step.request.body));
      const { status } = exchanges[index]?.response ?? {};
      if (!status) return { name, violations: [{ in: "response", at: "status", message: "is missing: no whole answer came" }] };
      // The requests are wrong on purpose, and each workflow has a criterion for the status.
      const broken = judged[index]?.filter(({ in: side, at }) => side === "response" && at !== "status") ?? [];
      const violations = [...criteriaOf(step, status), ...broken];
      return { name, status, ...(status === 422 && name.startsWith("create-") && { note: existsAlready }), violations };
    }),
  );
}

const existsAlready = "exists already (or the institution is unknown there), so the answer to a new login was not seen";
const root = dirname(createRequire(import.meta.url).resolve("nexus-members-contract/package.json"));
const workflows = join(root, "openapi/create-member.arazzo.yaml");

/** Sends an empty request without a token, because `respect` would follow a redirect with token and credentials. */
async function findRedirect(url: string, { signal }: Workplace): Promise<Check | undefined> {
  const headers = { "Content-Type": mediaType, Accept: mediaType };
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(30_000)]);
  const request = { method: "POST", headers, body: "{}", redirect: "manual", signal: timeout } as const;
  const answer = await fetch(`${url}/members`, request).catch(() => undefined); // Whether it can be reached, respect finds out.
  if (!answer || answer.status < 300 || answer.status >= 400) return undefined;
  const message = `is ${answer.status}, a redirect, which no client of the contract follows; nothing else was sent`;
  return { name: "answer without a redirect", status: answer.status, violations: [{ in: "response", at: "status", message }] };
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
