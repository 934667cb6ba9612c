/**
 * Prism on the bundle is the oracle: what it accepts and rejects, the mock accepts and rejects, but for a list of differences. The mock
 * never fails, and what it responds matches the contract.
 */
import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { isErrorResponseBody } from "../../generated/validators.js";
import { type Prism, startPrism } from "../../scripts/prism.js";
import { parseJson } from "../../src/contract/json.js";
import { scenarioHeader } from "../../src/mock.js";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { seed } from "../support/arbitraries.js";
import { sentRequests } from "./random-requests.js";
import { operation, responseIssues, type Sent, validHeaders } from "./transports.js";

// A connection for each request: one that is kept may end just when it is used again.
const agent = new Agent({ maxSockets: 16 });
const log: string[] = [];
let prism: Prism;
let mock: RunningMock;

beforeAll(async () => {
  [prism, mock] = await Promise.all([startPrism(), startMock({ log: (line) => log.push(line) })]);
});
afterAll(async () => {
  agent.destroy();
  await Promise.all([prism?.stop(), mock?.close()]);
});

type Request = Required<Omit<Sent, "body" | "latin1">>;

async function send(url: string, { method, path, headers, text: body }: Request) {
  const { hostname, port } = new URL(url);
  const length = { "Content-Length": Buffer.byteLength(body) };
  const request = httpRequest({ hostname, port, path, method, headers: { ...headers, ...length }, agent }).end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode as number, headers: response.headers, text: await text(response) };
}

type Response = Awaited<ReturnType<typeof send>>;

/** Scenarios of requests that match the contract. They may fail all the same: for what they ask, not for how they ask it. */
const acceptedScenarios = operation.scenarios.filter(({ request }) => request !== undefined).map(({ name }) => name);

/** What a server thinks of a request, whatever status it chooses to say so. */
function verdictOf({ status, headers }: Response): string {
  if (acceptedScenarios.includes(headers[scenarioHeader.toLowerCase()] as string)) return "accepted";
  const verdicts: Record<number, string> = {
    200: "accepted",
    204: "preflight",
    400: "invalid", // The mock, and Prism for malformed JSON.
    401: "no session",
    404: "no path",
    405: "no method",
    406: "not acceptable",
    415: "not JSON",
    422: "invalid", // Prism.
    500: "failed",
  };
  return verdicts[status] ?? String(status);
}

interface Difference {
  /** What differs, for the guide. */
  name: string;
  applies(request: Request): boolean;
  /** Every verdict that each may come to where it applies. */
  prism: string[];
  mock: string[];
}

const contentType = ({ headers }: Request) => headers["Content-Type"];
const isJsonType = (type = "") => /^application\/(\S+\+)?json\b/.test(type);
const rejected = ["invalid", "no session", "no path", "no method"];

const differences: Difference[] = [
  {
    name: "At its root, the mock says what it is",
    applies: ({ method, path }) => path === "/" && ["GET", "HEAD"].includes(method),
    prism: ["no path", "invalid", "failed"],
    mock: ["accepted"],
  },
  {
    name: "A content type that cannot be read is 500 to Prism",
    applies: (request) => !/^[\w.+-]+\/[\w.+-]+\s*(;.*)?$/.test(contentType(request) ?? "a/b"),
    prism: ["failed", "invalid", "no path", "no method"],
    mock: ["not JSON", "not acceptable", "no session", "no path", "no method", "preflight", "invalid"],
  },
  {
    name: "A path that begins with two slashes is 500 to Prism, and 404 to the mock",
    applies: ({ path }) => path.startsWith("//"),
    prism: ["failed", "no path", "invalid"],
    mock: ["no path", "preflight"],
  },
  {
    name: "Prism looks at the syntax of JSON before all else; the mock at path, method, Accept and token first",
    applies: (request) => isJsonType(contentType(request)) && request.text !== "" && parseJson(request.text) === undefined,
    prism: ["invalid"],
    mock: [...rejected, "not acceptable", "preflight"],
  },
  {
    name: "The mock responds to the preflight of a page",
    applies: ({ method }) => method === "OPTIONS",
    prism: ["no method", "no path"],
    mock: ["preflight"],
  },
  {
    name: "Prism looks at Accept last, and fails on the quality 0; the mock looks at it before the body",
    applies: ({ headers, path, method }) =>
      ["application/json", "*/*;q=0"].includes(headers.Accept ?? "") && path === operation.path && method === operation.method,
    prism: ["invalid", "no session", "failed", "not acceptable"],
    mock: ["not acceptable"],
  },
  {
    name: "A body that is not JSON is 415 to the mock; Prism does not read it, and misses the required body",
    applies: (request) =>
      Boolean(request.headers[sessionTokenHeader]) &&
      !isJsonType(contentType(request)) &&
      request.text !== "" &&
      request.path === operation.path &&
      request.method === operation.method,
    prism: ["invalid"],
    mock: ["not JSON"],
  },
  {
    name: "An empty header parameter is a missing one to Prism, and a wrong one to the mock",
    applies: ({ headers }) => operation.parameters.some(({ name }) => headers[name] === ""),
    prism: ["accepted", ...rejected],
    mock: rejected,
  },
];

test("2,000 random requests get the same verdict from Prism and from the mock", async () => {
  // An Accept header that cannot be read ends the Prism program.
  const readable = sentRequests.filter(({ headers }) =>
    /^$|^(application|text|\*)\/[\w.+*-]+(;q=0|, \S+)?$/.test(headers.Accept ?? ""),
  );
  const requests = fc.sample(readable, { seed, numRuns: 3_000 });
  const verdicts: Record<string, number> = {};
  const known: Record<string, number> = {};
  let agreed = 0;
  const compare = async (request: Request) => {
    const response = await send(mock.url, request);
    const hasBody = !["HEAD", "OPTIONS"].includes(request.method) && request.path !== "/";
    if (hasBody) expect(responseIssues({ ...response, body: parseJson(response.text) })).toEqual([]);
    const seen = { prism: verdictOf(await send(prism.url, request)), mock: verdictOf(response) };
    const difference = differences.find(({ applies }) => applies(request));
    if (difference) {
      const { name, ...verdicts } = difference;
      if (seen.prism !== seen.mock) known[name] = (known[name] ?? 0) + 1;
      expect(verdicts.prism, `${name}: ${JSON.stringify(request)}`).toContain(seen.prism);
      expect(verdicts.mock, `${name}: ${JSON.stringify(request)}`).toContain(seen.mock);
      return;
    }
    expect({ request, prism: seen.prism }).toEqual({ request, prism: seen.mock });
    verdicts[seen.mock] = (verdicts[seen.mock] ?? 0) + 1;
    agreed++;
  };
  const waiting = requests.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const request of waiting) await compare(request as Request);
    }),
  );
  console.log(`oracle: seed ${seed}, ${agreed} requests with the same verdict:`, JSON.stringify(verdicts));
  console.log(`oracle: known differences:`, JSON.stringify(known));
  expect(log).toHaveLength(requests.length);
  expect(agreed).toBeGreaterThanOrEqual(2_000);
  for (const verdict of ["accepted", "invalid"]) expect(verdicts[verdict], verdict).toBeGreaterThan(500);
  for (const verdict of ["no session", "no path", "no method"]) expect(verdicts[verdict], verdict).toBeGreaterThan(10);
  expect(Object.keys(known)).toHaveLength(differences.length);
});

test("plain Prism rejects an unknown field with an error of the contract", async () => {
  const body = { member: { ...examples.createMember.oauth.request.member, referral_source: "APP" } };
  const sent = { method: operation.method, path: operation.path, headers: validHeaders, text: JSON.stringify(body) };
  const { status, text } = await send(prism.url, sent);
  expect(status).toBe(422);
  expect(isErrorResponseBody.issues(JSON.parse(text), { strict: true })).toEqual([]);
});
