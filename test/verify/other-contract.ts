/** The verification knows no operation by name: here it gets a contract of things rather than members. */
import { mediaType } from "../../generated/contract.js";
import { checkExchange as checkExchangeOf, type Exchange } from "../../src/verify/exchange.js";
import type { VerifyOptions } from "../../src/verify/options.js";
import { planChecks as planChecksOf } from "../../src/verify/plan.js";
import { checkRecording as checkRecordingOf, type Entry, readHar as readHarOf } from "../../src/verify/recording.js";
import type { Requests } from "../../src/verify/requests.js";
import { verifyOf } from "../../src/verify/verify.js";
import { things } from "./things.js";

export const planChecks = (token: string, requests: Requests | undefined) => planChecksOf(things, token, requests);
export const checkExchange = (call: Exchange) => checkExchangeOf(things, call);
export const checkRecording = (subject: string, entries: Entry[]) => checkRecordingOf(things, subject, entries);
export const readHar = (text: string, servers: readonly string[]) => [...readHarOf(things, text, servers)];
export const verify = (options: VerifyOptions) => verifyOf(things, options);

/** The server of the calls. */
export const server = "https://things.example/api";

export interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status?: number;
  returns?: unknown;
}

/** A call that conforms, unless it says otherwise. */
export function exchange({
  method = "GET",
  path = "/things/THG-1",
  headers = { "X-Reason": "curious" },
  body,
  status = 200,
  returns,
}: Call) {
  const message = (value: unknown) => (value === undefined ? {} : { body: JSON.stringify(value) });
  const type = { "Content-Type": mediaType };
  return {
    request: { method, url: server + path, headers: { ...type, ...headers }, ...message(body) },
    response: { status, headers: type, ...message(returns) },
  };
}

/** A HAR of calls. */
function harOf(...calls: Call[]): string {
  const entries = calls.map(exchange).map(({ request, response }) => ({
    request: {
      ...request,
      bodySize: request.body?.length ?? 0,
      headers: Object.entries(request.headers).map(([name, value]) => ({ name, value })),
      postData: { text: request.body },
    },
    response: {
      status: response.status,
      headers: Object.entries(response.headers).map(([name, value]) => ({ name, value })),
      content: { text: response.body, size: response.body?.length ?? 0 },
    },
  }));
  return JSON.stringify({ log: { entries } });
}

/** The entries of a recording of calls. */
export const recordedCalls = (...calls: Call[]) => readHar(harOf(...calls), [server]);

/** A call of each method that conforms. */
export const get = { returns: { name: "THG-7" } };
export const put = { method: "PUT", headers: { "X-Key": "k" }, status: 201, returns: { name: "THG-7" } };
