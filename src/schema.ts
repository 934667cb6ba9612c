import type { Hide } from "./redact.js";

/** Any schema that follows [Standard Schema](https://standardschema.dev), of whatever library. */
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

/** Something that a schema has against a body. */
export interface Issue {
  /** JSON pointer into the body, `""` for the whole. */
  pointer: string;
  /** What is wrong. Whatever the call had sent is replaced by `[redacted]`; our own validators never repeat a value. */
  message: string;
}

/** What a schema has against a body. A schema that fails counts as an issue: the member may exist all the same. */
export async function check(
  schema: StandardSchema | undefined,
  body: string,
  createHide: () => Hide,
): Promise<Issue[] | undefined> {
  if (!schema) return;
  const { vendor, validate } = schema["~standard"];
  const hide = vendor === "nexus-members-contract" ? (text: string) => text : createHide();
  try {
    const { issues = [] } = await validate(JSON.parse(body));
    return issues.map(({ path = [], message }) => ({
      pointer: path.map((part) => `/${escaped(hide(String(Object(part).key ?? part)))}`).join(""),
      message: hide(message),
    }));
  } catch (error) {
    return [{ pointer: "", message: `The schema failed: ${hide(`${Object(error).message}`)}` }];
  }
}

/** A part of a JSON pointer. */
export const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
