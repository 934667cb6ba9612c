/** A contract of things rather than members, and calls of it. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { mediaType } from "../../generated/contract.js";
import type { Exchange } from "../../src/verify/exchange.js";
import { readHar } from "../../src/verify/recording.js";
import { contractFrom } from "../support/contract-from.js";
import { entryOf, recordingOf } from "./recording.js";

export const things = contractFrom(parse(readFileSync(new URL("things.yaml", import.meta.url), "utf8")));

/** The server of the calls. */
const server = "https://things.example/api";

export interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status?: number;
  returns?: unknown;
}

/** A call of each method that conforms. */
export const get: Call = { returns: { name: "THG-7" } };
export const put: Call = { method: "PUT", headers: { "X-Key": "k" }, status: 201, returns: { name: "THG-7" } };

/** A call that conforms, unless it says otherwise. */
export function exchange(call: Call): Exchange {
  const { method = "GET", path = "/things/THG-1", headers = { "X-Reason": "curious" }, body, status = 200, returns } = call;
  const type = { "content-type": mediaType };
  const textOf = (value: unknown) => (value === undefined ? "" : JSON.stringify(value));
  return {
    request: { method, url: server + path, headers: { ...type, ...headers }, body: textOf(body) },
    response: { status, headers: type, body: textOf(returns) },
  };
}

/** The entries of a recording of calls. */
export function recordedCalls(...calls: Call[]) {
  const har = recordingOf(...calls.map((call) => entryOf(exchange(call))));
  return [...readHar(things, JSON.stringify(har), [server])];
}
