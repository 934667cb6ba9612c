import { type Issue, pointerOf } from "../contract/issue.js";
import { withTimeout } from "../http/deadline.js";
import { isSafeText, leftOut } from "./secrets.js";

/** Any schema that follows [Standard Schema](https://standardschema.dev), of any library. */
export interface StandardSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

type StandardResult = { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** Only validators of this package have it. */
  readonly rule?: unknown;
}

/** How many issues are kept. */
const maxKeptIssues = 100;

/**
 * The first 100 issues of a body. A schema that throws, or does not settle in time, is an issue too. What a schema says that may repeat
 * the request is left out.
 *
 * @param body JSON. It is parsed for the schema alone: some change what they validate.
 * @param secrets As `secretsOf` returns them.
 */
export async function issuesFoundBy(
  schema: StandardSchema,
  body: string,
  secrets: readonly string[],
  { timeout, signal }: { timeout: number | false; signal: AbortSignal },
): Promise<Issue[]> {
  const run = async () => schema["~standard"].validate(JSON.parse(body));
  try {
    const { issues = [] } = await withTimeout(run, timeout, signal);
    return issues.slice(0, maxKeptIssues).map((issue) => safeIssue(issue, secrets));
  } catch (error) {
    return [{ pointer: "", message: `The schema failed: ${safeText(thrownMessage(error), secrets)}`, path: [] }];
  }
}

function safeIssue({ message, path = [], rule }: StandardIssue, secrets: readonly string[]): Issue {
  const keys = path.map((part) => (typeof part === "object" ? part.key : part));
  const safeKeys = keys.map((key) => (typeof key === "number" ? key : safeText(String(key), secrets)));
  const safeRule = isSafeText(rule, secrets) ? { rule } : {};
  return { pointer: pointerOf(safeKeys), message: safeText(message, secrets), ...safeRule, path: safeKeys };
}

function safeText(text: unknown, secrets: readonly string[]): string {
  return isSafeText(text, secrets) ? text : leftOut;
}

/** The message of what was thrown, if it can be read. */
function thrownMessage(error: unknown): unknown {
  try {
    return typeof error === "string" ? error : (error as Error).message;
  } catch {
    return undefined;
  }
}
