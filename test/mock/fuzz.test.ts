import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { type Mock, startMock } from "../../src/mock/index.js";
import { mediaType, operation, report, responseSchema, violations } from "../support/contract.js";
import { mutated, seed, valid } from "../support/requests.js";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});
afterAll(async () => {
  agent.destroy();
  await mock?.close();
});

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  text: string;
}

/** Over node:http, which lets more through than fetch does. */
async function send({ method, path, headers, text: body }: Sent, url = mock.url, connections = agent) {
  const length = { "Content-Length": Buffer.byteLength(body) };
  const request = httpRequest(`${url}${path}`, { method, headers: { ...headers, ...length }, agent: connections }).end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const scenario = String(response.headers["x-nexus-members-mock"]);
  return { status: response.statusCode ?? 0, text: await text(response), scenario };
}

const json = fc.oneof(
  { weight: 4, arbitrary: valid },
  { weight: 6, arbitrary: mutated() },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const bodies = fc.oneof(
  { weight: 8, arbitrary: json.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: json.chain((value) => fc.nat(JSON.stringify(value).length).map((end) => JSON.stringify(value).slice(0, end))),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const header = fc.stringMatching(/^[ -~]{0,20}$/);
const sent = fc.record({
  method: fc.oneof(
    { weight: 20, arbitrary: fc.constant("POST") },
    { weight: 1, arbitrary: fc.constantFrom("GET", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS") },
  ),
  path: fc.oneof(
    { weight: 20, arbitrary: fc.constant("/members") },
    { weight: 1, arbitrary: fc.webPath().map((path) => `/${path}`) },
  ),
  headers: fc
    .tuple(
      fc.oneof({ weight: 20, arbitrary: fc.constant({ "MD-SESSION-TOKEN": "t" }) }, { weight: 1, arbitrary: fc.constant({}) }),
      fc.oneof(
        { weight: 20, arbitrary: fc.constant({ "Content-Type": mediaType }) },
        { weight: 1, arbitrary: header.map((value) => ({ "Content-Type": value })) },
        { weight: 1, arbitrary: fc.constant({}) },
      ),
      fc.oneof({ weight: 20, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: header.map((Accept) => ({ Accept })) }),
      fc.oneof(
        { weight: 20, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc
            .oneof(header, fc.constantFrom("code=422", "code=400, example=invalid", "example=oauth"))
            .map((Prefer) => ({ Prefer })),
        },
      ),
    )
    .map((parts): Record<string, string> => Object.assign({}, ...parts)),
  text: bodies,
});

test("never crashes, never answers 5xx, and agrees with Ajv", { timeout: 60_000 }, async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(sent, async (one) => {
      const answer = await send(one);
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      expect(answer.status).toBeLessThan(500);
      expect(answer.status === 204).toBe(one.method === "OPTIONS");
      if (!["HEAD", "OPTIONS"].includes(one.method)) {
        const schema = responseSchema(String(answer.status) in operation.responses ? String(answer.status) : "default");
        expect(report(violations(schema, JSON.parse(answer.text)))).toEqual([]);
      }
      if (Object.keys(one.headers).some((name) => name === "Prefer")) return;
      const accepted = isAccepted(one.text);
      if (answer.status === 200) expect(accepted).toBe(true);
      if (answer.status === 400 && answer.scenario !== "stale-credentials") expect(accepted).toBe(false);
    }),
    { numRuns: 2_500, seed, endOnFailure: true },
  );
  console.log(`fuzz: seed ${seed}, 2500 requests, answers by status:`, JSON.stringify(counts));
  expect(counts["200"]).toBeGreaterThan(500);
  expect(counts["400"]).toBeGreaterThan(500);
  for (const status of [401, 404, 405, 406, 415, 422]) expect(counts[status], String(status)).toBeGreaterThan(0);
});

test("answers 10,000 requests over 64 connections, then ends with nothing left open", { timeout: 60_000 }, async () => {
  const own = await startMock();
  const connections = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "t" };
  const one = { method: "POST", path: "/members", headers, text: JSON.stringify(examples.oauth.request) };
  const start = performance.now();
  const answers = await Promise.all(Array.from({ length: 10_000 }, () => send(one, own.url, connections)));
  console.log(`load: 10000 requests over 64 connections, ${Math.round(10_000_000 / (performance.now() - start))} a second`);
  expect(answers).toHaveLength(10_000);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  await own.close();
  connections.destroy();
  await expect(fetch(own.url)).rejects.toThrow();
});

function isAccepted(text: string): boolean {
  try {
    return violations("/components/schemas/MemberCreateRequestBody", JSON.parse(text)).length === 0;
  } catch {
    return false;
  }
}
