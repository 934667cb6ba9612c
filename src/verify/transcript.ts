/** What was sent and what came back, for people. */
import type { Operation } from "../contract/contract.js";
import type { Schema } from "../contract/document.js";
import { fieldsOf } from "../contract/fields.js";
import { parseJson } from "../contract/json.js";
import { identityFields } from "./bodies.js";
import { fieldNameAt, type VerifiedContract } from "./contract.js";
import { bodyText, type CheckedExchange, type HttpMessage, headerOf } from "./exchange.js";

const placeholder = "***";

/** How much of a body is shown, in characters. */
const maxShown = 2000;

/**
 * The request line, both bodies, the status, and a command for curl. The token is no part of it, nor are the headers of the user. With
 * `masked`, what the user may have typed in is not either: strings to which the contract gives no form, wherever they come back.
 */
export function transcriptOf(
  contract: VerifiedContract,
  { exchange: { request, response }, operation, token }: CheckedExchange,
  shown: "masked" | "values",
): string[] {
  const isPublic = operation.scenarios.some(({ when }) => when.token === token); // It stands in the contract.
  const secrets = new Set(isPublic ? [] : [token]);
  const masked = shown === "masked" ? freeTextFields(contract, operation) : new Set<string>();
  const [sent, received] = [request, response].map((message) => shownBody(message, masked, secrets)) as [string, string];
  const url = withoutSecrets(request.url, secrets);
  const described = operation.parameters.filter((one) => one.in === "header").map(({ name }) => name);
  const headers = ["Accept", "Content-Type", ...described].flatMap((name) => {
    const value = headerOf(request, name);
    return value === undefined ? [] : [`--header ${quote(`${name}: ${value}`)}`];
  });
  const carrier = operation.security.find((one) => one && headerOf(request, one.header));
  const scheme = carrier?.scheme === "bearer" ? "Bearer " : "";
  const curl = [
    `curl --request ${request.method} ${quote(url)}`,
    ...headers,
    ...(carrier ? [`--header "${carrier.header}: ${scheme}${isPublic ? token : "$NEXUS_SESSION_TOKEN"}"`] : []),
    ...(sent ? [`--data ${quote(sent)}`] : []),
  ].join(" ");
  return [`${request.method} ${url}`, cut(sent), `-> ${response.status}`, cut(received), curl].filter((line) => line !== "");
}

/** The names of the fields of a request that hold free text, or secrets. What identifies a request is shown, unless it is a secret. */
function freeTextFields({ document }: VerifiedContract, operation: Operation): Set<string> {
  const { requestBody } = document.operations.find(({ operationId }) => operationId === operation.operationId) ?? {};
  const shown = identityFields(operation).filter((pointer) => operation.request?.fields.includes(pointer));
  const isFreeText = ({ type, pattern, enum: values, const: value, format }: Schema) =>
    [type].flat().includes("string") && !(pattern ?? values ?? value ?? (format !== "password" && format));
  const fields = [...fieldsOf(document, document.bodyOf(requestBody)?.schema)];
  const masked = fields.filter(([pointer, { schemas }]) => schemas.some(isFreeText) && !shown.includes(pointer));
  return new Set(masked.map(([pointer]) => fieldNameAt(pointer)));
}

/** A body without the strings of some fields, which are added to the secrets, and without secrets. */
function shownBody(message: HttpMessage, masked: ReadonlySet<string>, secrets: Set<string>): string {
  const text = bodyText(message);
  const mask = (value: unknown, name: string): unknown => {
    if (typeof value === "string" && masked.has(name)) {
      secrets.add(value);
      return placeholder;
    }
    return Array.isArray(value) ? value.map((item) => mask(item, name)) : value;
  };
  const value = parseJson(text, (name, child) => mask(child, name));
  return withoutSecrets(value === undefined ? text : JSON.stringify(value), secrets);
}

/** A text without secrets, as they are or in a common encoding. */
function withoutSecrets(text: string, secrets: ReadonlySet<string>): string {
  const forms = [...secrets].flatMap((secret) => {
    return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
  });
  const longestFirst = forms.filter((form) => form !== "").sort((one, other) => other.length - one.length);
  return longestFirst.reduce((hidden, form) => hidden.replaceAll(form, placeholder), text);
}

const cut = (text: string) => (text.length > maxShown ? `${text.slice(0, maxShown)}… (${text.length} characters)` : text);

/** As one word of a shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
