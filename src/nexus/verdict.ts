import type { NewMember } from "../../generated/schemas.js";
import { isObject, parseJson } from "../contract/json.js";
import type { Outcome } from "./attempt.js";

/** What the outcome of one request means. */
export interface Verdict {
  /** The response body with the member that was created. */
  success?: { member: NewMember };
  /** Whether this request, or an earlier one with its `external_guid`, may have created the member without saying so. */
  mayExist: boolean;
  /** Whether Nexus rejected the token. */
  isTokenRejected: boolean;
  /** Whether another attempt may end otherwise. */
  isTemporary: boolean;
  /** An error body: parsed if it is JSON, otherwise as a string; undefined if it is empty. */
  body?: unknown;
  /** What it has as code and message. */
  code?: unknown;
  message?: unknown;
}

/** The request created no member. */
const notCreated = { mayExist: false, isTokenRejected: false, isTemporary: false };
/** It may have. */
const maybeCreated = { mayExist: true, isTokenRejected: false, isTemporary: true };

/** @param hasExternalGuid Whether the member of the request has an `external_guid`. */
export function classify(outcome: Outcome, hasExternalGuid: boolean): Verdict {
  if ("failure" in outcome) return { ...notCreated, mayExist: outcome.maybeSent, isTemporary: outcome.isTemporary };
  const { text, response } = outcome;
  const { ok, status } = response;
  const json = parseJson(text);
  if (ok) return hasMember(json) ? { ...notCreated, success: json } : maybeCreated;
  if (status < 400) return { ...maybeCreated, isTemporary: false }; // A redirect.
  const body = json === undefined && text !== "" ? text : json;
  const error = { body, ...errorIn(body) };
  if (status >= 500 || status === 408) return { ...maybeCreated, ...error }; // Proxies send 408 after complete requests too.
  const isExpired = error.code === 4011 || error.code === "4011";
  if (status === 401 || isExpired) return { ...notCreated, ...error, isTokenRejected: true };
  // It has several causes. One is that an earlier call, of this process or of another, took the external_guid.
  if (status === 422) return { ...notCreated, ...error, mayExist: hasExternalGuid };
  return { ...notCreated, ...error, isTemporary: status === 429 };
}

function hasMember(body: unknown): body is { member: NewMember } {
  if (!isObject(body) || !isObject(body.member)) return false;
  const { guid } = body.member;
  return typeof guid === "string" && guid !== "";
}

/** Code and message: where the contract has them, or at the top of the body. */
function errorIn(body: unknown): { code?: unknown; message?: unknown } {
  if (!isObject(body)) return {};
  const { error = body } = body;
  if (typeof error === "string") return { message: error };
  return isObject(error) ? { code: error.code, message: error.message } : {};
}
