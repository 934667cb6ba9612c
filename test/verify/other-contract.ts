/** The verification knows no operation by name: here it gets a contract of things rather than members. */
import { afterAll, vi } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { document, operations } from "./things.js";

/** The modules of the verification, with this contract until the tests of the file have run. */
export async function loadVerification() {
  vi.resetModules();
  vi.doMock("../../generated/operations.js", () => ({ operations }));
  vi.doMock("node:module", () => ({ createRequire: () => () => document }));
  const modules = {
    ...(await import("../../src/verify/checks.js")),
    ...(await import("../../src/verify/exchange.js")),
    ...(await import("../../src/verify/recording.js")),
    ...(await import("../../src/verify/redact.js")),
    ...(await import("../../src/verify/verify.js")),
  };
  vi.doUnmock("../../generated/operations.js");
  vi.doUnmock("node:module");
  afterAll(() => void vi.resetModules()); // Other files get the verification of the contract again.
  return modules;
}

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
export function harOf(...calls: Call[]): string {
  const entries = calls.map(exchange).map(({ request, response }) => ({
    request: {
      ...request,
      headers: Object.entries(request.headers).map(([name, value]) => ({ name, value })),
      postData: { text: request.body },
    },
    response: {
      status: response.status,
      headers: Object.entries(response.headers).map(([name, value]) => ({ name, value })),
      content: { text: response.body },
    },
  }));
  return JSON.stringify({ log: { entries } });
}

/** A call of each method that conforms. */
export const get = { returns: { name: "THG-7" } };
export const put = { method: "PUT", headers: { "X-Key": "k" }, status: 201, returns: { name: "THG-7" } };
