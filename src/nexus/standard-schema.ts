import { type Issue, pointerOf } from "../contract/issue.js";
import { hideInError, type Redactor } from "./secrets.js";

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
}

/** @throws {TypeError} if it is not a Standard Schema. */
export function checkSchema(schema: StandardSchema | undefined, option: string) {
  if (schema === undefined || typeof schema?.["~standard"]?.validate === "function") return;
  throw new TypeError(`${option} must be a Standard Schema (https://standardschema.dev).`);
}

/** The issues of a value. `hide` removes secrets from what a schema of another library says. A schema that throws is an issue too. */
export async function issuesOf(schema: StandardSchema, value: unknown, hide: Redactor): Promise<Issue[]> {
  const { vendor, validate } = schema["~standard"];
  try {
    const { issues = [] } = await validate(value);
    if (vendor === "nexus-members-contract") return [...(issues as readonly Issue[])];
    return issues.map(({ message, path = [] }) => {
      const keys = path.map((part) => (typeof part === "object" ? part.key : part));
      const safe = keys.map((key) => (typeof key === "number" ? key : hide(String(key))));
      return { pointer: pointerOf(safe), message: hide(message), path: safe };
    });
  } catch (error) {
    return [{ pointer: "", message: `The schema failed: ${hideInError(error, hide).message}`, path: [] }];
  }
}
