/** What was sent and what came back, for people. */
import type { Operation } from "../contract/contract.js";
import { fieldsOf } from "../contract/fields.js";
import { isObject, keysOf, parseJson } from "../contract/json.js";
import { identityOf } from "./bodies.js";
import type { VerifiedContract } from "./contract.js";
import { type Exchange, type HttpMessage, headerOf, textOf } from "./exchange.js";

const placeholder = "***";

/** How much of a body is shown, in characters. */
const maxLength = 2000;

/**
 * The request line, both bodies, the status, and a command for curl. The token is no part of it, nor are the headers of the user. With
 * `masked`, what the user may have typed in is not either: strings to which the contract gives no form, wherever they come back.
 */
export function transcriptOf(
  contract: VerifiedContract,
  operation: Operation,
  { request, response }: Exchange,
  shown: "masked" | "values",
): string[] {
  const names = shown === "masked" ? freeTextFields(contract, operation) : new Set<string>();
  const token = tokenOf(operation, request);
  const secrets = new Set(token.isPublic ? [] : [token.value]);
  const bodyOf = (message: HttpMessage) => {
    const text = textOf(message);
    const value = parseJson(text);
    return hide(value === undefined ? text : JSON.stringify(mask(value, names, secrets)), secrets);
  };
  const [sent, received] = [bodyOf(request), bodyOf(response)];
  const { method } = request;
  const url = hide(request.url, secrets);
  const headers = [
    "Accept",
    "Content-Type",
    ...operation.parameters.filter((one) => one.in === "header").map(({ name }) => name),
  ];
  const shownHeaders = headers
    .map((name) => ({ name, value: headerOf(request, name) }))
    .filter(({ value }) => value !== undefined);
  const curl = [
    `curl --request ${method} ${quote(url)}`,
    ...shownHeaders.map(({ name, value }) => `--header ${quote(`${name}: ${value}`)}`),
    ...(token.value ? [`--header "${token.header}: ${token.isPublic ? token.value : token.variable}"`] : []),
    ...(sent ? [`--data ${quote(sent)}`] : []),
  ].join(" ");
  return [`${method} ${url}`, cut(sent), `-> ${response.status}`, cut(received), curl].filter((line) => line !== "");
}

/** The token of a request, and how a command names it: a token of the contract as it is. */
function tokenOf({ security, scenarios }: Operation, request: HttpMessage) {
  const carrier = security.find((one) => one && headerOf(request, one.header));
  const [header, sent] = carrier ? [carrier.header, headerOf(request, carrier.header) ?? ""] : ["", ""];
  const value = sent.replace(/^bearer +/i, "");
  const variable = `${carrier?.scheme === "bearer" ? "Bearer " : ""}$NEXUS_SESSION_TOKEN`;
  return { header, value, variable, isPublic: scenarios.some(({ when }) => when.token === value) };
}

/** The names of the fields of a request that hold free text, or secrets. What identifies a request is shown, unless it is a secret. */
function freeTextFields({ document }: VerifiedContract, operation: Operation): Set<string> {
  const { requestBody } = document.operations.find(({ operationId }) => operationId === operation.operationId) ?? {};
  const shown = identityOf(operation).filter((pointer) => operation.request?.fields.includes(pointer));
  const fields = [...fieldsOf(document, document.bodyOf(requestBody)?.schema)];
  const free = fields.filter(([pointer, { schema }]) => {
    const hasForm = schema.pattern ?? schema.enum ?? schema.const ?? (schema.format !== "password" && schema.format);
    return [schema.type].flat().includes("string") && !hasForm && !shown.includes(pointer);
  });
  return new Set(
    free.flatMap(
      ([pointer]) =>
        keysOf(pointer)
          .filter((key) => key !== "0")
          .at(-1) ?? [],
    ),
  );
}

/** A copy without the strings of some fields, which are added to the secrets. */
function mask(value: unknown, names: ReadonlySet<string>, secrets: Set<string>, name = ""): unknown {
  if (typeof value === "string" && value !== "" && names.has(name)) {
    secrets.add(value);
    return placeholder;
  }
  if (Array.isArray(value)) return value.map((item) => mask(item, names, secrets, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mask(child, names, secrets, key)]));
}

/** A text without secrets, as they are or in a common encoding. */
function hide(text: string, secrets: ReadonlySet<string>): string {
  const forms = [...secrets].flatMap((secret) => {
    return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
  });
  const longestFirst = forms.filter((form) => form !== "").sort((one, other) => other.length - one.length);
  return longestFirst.reduce((hidden, form) => hidden.replaceAll(form, placeholder), text);
}

const cut = (text: string) => (text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text);

/** As one word of a shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
