import { Agent } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Node, nameOf } from "../../src/contract/document.js";
import { parseJson } from "../../src/contract/json.js";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { seed } from "../support/arbitraries.js";
import { contract, issuesAt } from "../support/contract.js";
import { preferences, sentRequests } from "./requests.js";
import { operation, responseIssues, sendOver, validHeaders } from "./transports.js";

const agent = new Agent({ maxSockets: 64 });
const log: string[] = [];
let mock: RunningMock;

beforeAll(async () => {
  mock = await startMock({ log: (line) => log.push(line) });
});
afterAll(async () => {
  agent.destroy();
  await mock?.close();
});

const [described] = contract.operations;
const schema = `/components/schemas/${nameOf(contract.bodyOf(described?.requestBody)?.schema)}`;

/** Whether Ajv accepts a body. Undefined stands for one that is no JSON. */
const isAccepted = (body: unknown) => body !== undefined && issuesAt(schema, body).length === 0;

const acceptedScenarios = operation.scenarios.filter(({ request }) => request !== undefined).map(({ name }) => name);
const withPreference = fc.oneof(
  { weight: 9, arbitrary: sentRequests },
  {
    weight: 1,
    arbitrary: fc.tuple(sentRequests, preferences).map(([sent, Prefer]) => ({ ...sent, headers: { ...sent.headers, Prefer } })),
  },
);

/** Whether the headers have a value of a parameter that matches the contract, or none. */
function isValid({ name, schema }: Node, { [name]: value }: Record<string, string>): boolean {
  const { type, pattern = "" } = contract.resolve(schema);
  return value === undefined || (type === "boolean" ? /^(true|false)$/ : new RegExp(pattern)).test(value);
}

test("never crashes, never responds with a 5xx that nobody asked for, logs each request, and agrees with Ajv", async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(withPreference, async (sent) => {
      log.length = 0;
      const response = await sendOver(mock.url, sent, agent);
      counts[response.status] = (counts[response.status] ?? 0) + 1;
      expect(log).toHaveLength(1);
      expect(response.status === 204).toBe(sent.method === "OPTIONS");
      if (!["HEAD", "OPTIONS"].includes(sent.method)) expect(responseIssues(response)).toEqual([]);
      if ("Prefer" in sent.headers) return;
      expect(response.status).toBeLessThan(500);
      const hasValidHeaders = described?.parameters.every((parameter) => isValid(parameter, sent.headers));
      const accepted = isAccepted(parseJson(sent.text)) && hasValidHeaders;
      if (acceptedScenarios.includes(response.scenario as string)) expect(accepted).toBe(true);
      else if (response.status === 400) expect(accepted).toBe(false);
    }),
    { numRuns: 2_500, seed, endOnFailure: true },
  );
  console.log(`fuzz: seed ${seed}, 2500 requests, responses by status:`, JSON.stringify(counts));
  for (const status of [200, 400]) expect(counts[status], String(status)).toBeGreaterThan(500);
  for (const status of [401, 404, 405, 406, 415, 422, 503]) expect(counts[status], String(status)).toBeGreaterThan(0);
});

test("responds to whatever bytes arrive", async () => {
  const body = JSON.stringify(operation.scenarios[0]?.request);
  const headers = Object.entries({ Host: "mock", ...validHeaders, "Content-Length": body.length, Connection: "close" });
  const whole = `POST /members HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
  const head = whole.length - body.length;
  /** One byte of the head is another one: the body stays whole, so that the mock never has to wait for the rest of it. */
  const broken = fc
    .tuple(fc.nat(head - 1), fc.integer({ min: 1, max: 255 }))
    .map(([at, code]) => `${whole.slice(0, at)}${String.fromCharCode(code)}${whole.slice(at + 1)}`);
  const statuses: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      log.length = 0;
      const socket = connect({ port: Number(new URL(mock.url).port), host: "127.0.0.1", allowHalfOpen: true });
      socket.end(Buffer.from(bytes, "latin1"));
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(await text(socket)) ?? [];
      expect(status).toMatch(/^[24]\d\d$/);
      expect(log.length).toBeGreaterThan(0);
      statuses[String(status)] = (statuses[String(status)] ?? 0) + 1;
    }),
    { numRuns: 1_500, seed, endOnFailure: true },
  );
  console.log(`fuzz: seed ${seed}, 1500 broken heads, responses by status:`, JSON.stringify(statuses));
  expect(statuses["400"]).toBeGreaterThan(100);
  expect(statuses["200"]).toBeGreaterThan(100);
});
