/** Every result that README's table of the client has, produced with the mock. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { createNexusClient } from "../../src/index.js";
import type { Mock, MockRule } from "../../src/mock.js";
import { requiredHeaders } from "../support/contract.js";
import { transports } from "./transports.js";

const body = '{"member":{"guid":"MBR-1"}}';
const html = { "Content-Type": "text/html" };

describe.each(Object.entries(transports))("%s", (_, start) => {
  test.each<[string, MockRule, string]>([
    ["a success", {}, "member, 200"],
    ["a success with a status of its own", { status: 201, body }, "member, 201"],
    ["a success of another media type", { body, headers: { "Content-Type": "text/plain" } }, "member, 200"],
    ["a success with a status that nobody knows", { override: { member: { connection_status: "NEW" } } }, "member, 200"],
    ["400", { status: 400 }, "no member, 400"],
    ["401", { status: 401, times: "unlimited" }, "no member, 401"],
    ["422", { status: 422 }, "no member, 422"],
    ["429", { status: 429, headers: { "Retry-After": "1" } }, "no member, 429"],
    ["a 4xx without a body", { status: 409, body: "" }, "no member, 409"],
    ["a 4xx of a proxy", { status: 403, body: "<h1>Forbidden</h1>", headers: html }, "no member, 403"],
    ["500", { status: 500 }, "perhaps a member, 500"],
    ["a 502 of a proxy", { status: 502, body: "<h1>Bad Gateway</h1>", headers: html }, "perhaps a member, 502"],
    ["an empty 200", { body: "" }, "NexusResponseError"],
    ["204", { status: 204, body: "" }, "NexusResponseError"],
    ["a redirect", { status: 302, body: "", headers: { Location: "https://elsewhere.example/" } }, "NexusResponseError"],
    ["broken JSON", { body: '{"member":', headers: { "Content-Type": mediaType } }, "NexusResponseError"],
    ["a success without a guid", { override: { member: { guid: null } } }, "NexusResponseError"],
    ["a success in HTML", { body: "<p>Welcome</p>", headers: html }, "NexusResponseError"],
    ["a connection that ends before the create", { cut: "before" }, "NexusConnectionError"],
    ["a connection that ends after it", { cut: "after" }, "NexusConnectionError"],
    ["a connection that is reset", { cut: "after", reset: true }, "NexusConnectionError"],
    ["a body that breaks off", { cut: "body" }, "NexusConnectionError"],
    ["a raw body that breaks off", { body, cut: "body" }, "NexusConnectionError"],
  ])("%s: %j leads to %s", async (_, rule, expected) => {
    const { mock } = await start();
    mock.next(rule);
    const client = createNexusClient({
      server: "integration",
      sessionToken: "one",
      headers: requiredHeaders,
      fetch: (request) => fetchFrom(mock, request as Request),
    });
    const result = await client.createMember({ institution_guid: "INS-1", is_oauth: true }).then(
      (one) => `${one.ok ? "member" : one.mayExist ? "perhaps a member" : "no member"}, ${one.status}`,
      ({ name }) => name,
    );
    expect(result).toBe(expected);
  });
});

/** Sends a request for the integration host to a mock, in process or over HTTP. */
async function fetchFrom(mock: Mock & { url?: string }, request: Request): Promise<Response> {
  if (mock.url === undefined) return mock.fetch(request);
  const { pathname } = new URL(request.url);
  const { method, headers, redirect, signal } = request;
  return fetch(mock.url + pathname, { method, headers, redirect, signal, body: await request.text() });
}
