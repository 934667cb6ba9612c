import { type Issue, pointerOf } from "../contract/issue.js";
import { withDeadline } from "../http/deadline.js";
import { isSafe } from "./secrets.js";

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
const maxIssues = 100;

/** @throws {TypeError} if it is not a Standard Schema. */
export function checkSchema(schema: StandardSchema | undefined, option: string) {
  if (schema === undefined || typeof schema?.["~standard"]?.validate === "function") return;
  throw new TypeError(`${option} must be a Standard Schema (https://standardschema.dev).`);
}

/**
 * The first 100 issues of a value. A schema that throws, or does not settle in time, is an issue too. What a schema says that may repeat
 * the request is left out.
 *
 * @param value A value that nobody else has: some schemas change it.
 * @param secrets As `secretsOf` returns them.
 */
export async function issuesOf(
  schema: StandardSchema,
  value: unknown,
  secrets: readonly string[],
  timeout: number | false,
  signal: AbortSignal,
): Promise<Issue[]> {
  const run = async () => schema["~standard"].validate(value);
  try {
    const { issues = [] } = await withDeadline(run, timeout, signal);
    return issues.slice(0, maxIssues).map((issue) => safeIssue(issue, secrets));
  } catch (error) {
    return [{ pointer: "", message: `The schema failed: ${safeMessage(messageOf(error), secrets)}`, path: [] }];
  }
}

function safeIssue({ message, path = [], rule }: StandardIssue, secrets: readonly string[]): Issue {
  const keys = path.map((part) => (typeof part === "object" ? part.key : part));
  const safeKeys = keys.map((key) =>
    typeof key === "number" ? key : isSafe(String(key), secrets) ? String(key) : "[left out]",
  );
  const safeRule = typeof rule === "string" && isSafe(rule, secrets) ? { rule } : {};
  return { pointer: pointerOf(safeKeys), message: safeMessage(message, secrets), ...safeRule, path: safeKeys };
}

function safeMessage(message: unknown, secrets: readonly string[]): string {
  const isText = typeof message === "string" && isSafe(message, secrets);
  return isText ? message : "[left out: it may repeat what was sent]";
}

/** The message of what was thrown, if it can be read. */
function messageOf(error: unknown): unknown {
  try {
    return typeof error === "string" ? error : (error as Error).message;
  } catch {
    return undefined;
  }
}
