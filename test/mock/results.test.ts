/** Every result that README's table of the client has, produced with the mock. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { createNexusClient, NexusConnectionError, NexusResponseError } from "../../src/index.js";
import type { MockRule } from "../../src/mock.js";
import { requiredHeaders } from "../support/contract.js";
import { transports } from "./transports.js";

const member = { institution_guid: "INS-1", is_oauth: true } as const;
const member200 = '{"member":{"guid":"MBR-1"}}';

describe.each(Object.entries(transports))("%s", (_, start) => {
  /** What the client makes of the response that a rule asks for. */
  async function createWith(rule: MockRule) {
    const { mock } = await start();
    mock.next(rule);
    const client = createNexusClient({
      server: "integration",
      sessionToken: "one",
      headers: requiredHeaders,
      timeout: 5_000,
      fetch: (request) => fetchFrom(mock, request as Request),
    });
    return client.createMember(member);
  }

  test.each<[string, MockRule, number]>([
    ["a success", {}, 200],
    ["a success with a status of its own", { status: 201, body: member200 }, 201],
    ["a success of another media type", { body: member200, headers: { "Content-Type": "text/plain" } }, 200],
    ["a success with a status that nobody knows", { override: { member: { connection_status: "BRAND_NEW" } } }, 200],
  ])("%s is a member", async (_, rule, status) => {
    expect(await createWith(rule)).toMatchObject({ ok: true, status, member: { guid: expect.stringMatching(/^MBR-/) } });
  });

  test.each<[string, MockRule, number, boolean]>([
    ["400", { status: 400 }, 400, false],
    ["401", { status: 401, times: "unlimited" }, 401, false],
    ["422", { status: 422 }, 422, false],
    ["429", { status: 429, headers: { "Retry-After": "1" } }, 429, false],
    ["a 4xx without a body", { status: 409, body: "" }, 409, false],
    ["a 4xx of a proxy", { status: 403, body: "<h1>Forbidden</h1>", headers: { "Content-Type": "text/html" } }, 403, false],
    ["500", { status: 500 }, 500, true],
    ["a 502 of a proxy", { status: 502, body: "<h1>Bad Gateway</h1>", headers: { "Content-Type": "text/html" } }, 502, true],
  ])("%s is no member", async (_, rule, status, mayExist) => {
    expect(await createWith(rule)).toMatchObject({ ok: false, status, mayExist });
  });

  test.each<[string, MockRule]>([
    ["an empty 200", { body: "" }],
    ["204", { status: 204, body: "" }],
    ["a redirect", { status: 302, body: "", headers: { Location: "https://elsewhere.example/" } }],
    ["broken JSON", { body: '{"member":', headers: { "Content-Type": mediaType } }],
    ["a success without a guid", { override: { member: { guid: null } } }],
    ["a success in HTML", { body: "<p>Welcome</p>", headers: { "Content-Type": "text/html" } }],
  ])("%s is a response that cannot be read", async (_, rule) => {
    await expect(createWith(rule)).rejects.toBeInstanceOf(NexusResponseError);
  });

  test.each<[string, MockRule]>([
    ["a connection that ends before the create", { cut: "before" }],
    ["a connection that ends after it", { cut: "after" }],
    ["a connection that is reset", { cut: "after", reset: true }],
    ["a body that breaks off", { cut: "body" }],
    ["a raw body that breaks off", { body: member200, cut: "body" }],
  ])("%s is no response", async (_, rule) => {
    await expect(createWith(rule)).rejects.toBeInstanceOf(NexusConnectionError);
  });
});

/** Sends a request for the integration host to a mock, in process or over HTTP. */
async function fetchFrom(mock: { fetch: typeof fetch; url?: string }, request: Request): Promise<Response> {
  if (mock.url === undefined) return mock.fetch(request);
  const { pathname } = new URL(request.url);
  const { method, headers, redirect, signal } = request;
  return fetch(mock.url + pathname, { method, headers, redirect, signal, body: await request.text() });
}
