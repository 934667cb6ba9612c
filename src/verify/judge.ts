import { mediaType } from "../../generated/contract.js";
import { errorResponseBody, memberCreateRequestBody, memberResponseBody } from "../validators.js";
import type { Exchange, Message } from "./har.js";

/** Where an exchange breaks the contract. */
export interface Violation {
  in: "request" | "response";
  /** JSON pointer into the body, `status`, or `Content-Type`. */
  at: string;
  /** What is wrong. It repeats no text but a word in capitals where the contract has such words. */
  message: string;
}

/** Everything that an exchange has against the contract. A request that was refused is not looked at: it may be wrong. */
export function judge({ request, response }: Exchange): Violation[] {
  const { status } = response;
  const found: Violation[] = [];
  if (status !== 200 && status < 400) found.push({ in: "response", at: "status", message: `is ${status}; a success is 200` });
  if (status < 400) found.push(...judgeMessage("request", request, memberCreateRequestBody));
  // An error may come without a body, a success may not.
  if (status < 400) found.push(...judgeMessage("response", response, memberResponseBody));
  else if (response.body) found.push(...judgeMessage("response", response, errorResponseBody));

  const [asked, created] = [request, response].map(({ body }) => Object(parse(body)).member);
  const isOAuth = Object(asked).is_oauth === true;
  if (status < 400 && asked && created && isOAuth !== (created.is_oauth === true))
    found.push({ in: "response", at: "/member/is_oauth", message: `must be ${isOAuth}, as in the request` });
  return found;
}

/** Finds what a value has against its schema. */
type Schema = {
  errors(value: unknown): { pointer: string; rule: string; message: string; path: readonly (string | number)[] }[];
};

function judgeMessage(side: Violation["in"], { contentType, body }: Message, schema: Schema): Violation[] {
  const value = parse(body);
  if (!body) return [{ in: side, at: "", message: "is missing" }];
  const found: Violation[] = schema.errors(value).map(({ pointer: at, message, rule, path }) => {
    const word = path.reduce((node: unknown, key) => Object(node)[key], value);
    const isKnownForm = rule === "enum" && /^[A-Z_]{1,40}$/.test(String(word));
    return { in: side, at, message: isKnownForm ? `${message}: ${word}` : message };
  });
  if (contentType !== mediaType)
    found.unshift({ in: side, at: "Content-Type", message: `is ${contentType || "missing"}, not ${mediaType}` });
  return value === undefined ? [...found.filter(({ at }) => at), { in: side, at: "", message: "is not JSON" }] : found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
