import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { checkExchange, type Exchange, type VerifyOptions, verify } from "../../src/verify.js";
import { reply, startServer } from "../support/server.js";

const { oauth } = examples.createMember;

describe("verify", () => {
  test.each([
    ["no server", {}, "Use either `server` or `baseUrl`."],
    ["two servers", { server: "integration", baseUrl: "http://127.0.0.1:1" }, "Use either `server` or `baseUrl`."],
    ["no session token for another machine", { server: "integration", requests: {} }, "sessionToken is missing"],
    ["no requests for another machine", { server: "integration", sessionToken: "t" }, "requests is missing"],
    ["a timeout of 0", { baseUrl: "http://127.0.0.1:1", timeout: 0 }, "timeout must be a positive number"],
    [
      "a scenario that does not exist",
      { baseUrl: "http://127.0.0.1:1", requests: { createMember: { other: {} } } },
      "requests.createMember.other is no scenario",
    ],
  ] as const)("rejects options that it cannot use: %s", async (_, options, message) => {
    await expect(verify(options as VerifyOptions)).rejects.toThrow(message);
    await expect(verify(options as VerifyOptions)).rejects.toBeInstanceOf(TypeError);
  });

  test("is aborted by a signal, with its reason", async () => {
    const abort = new AbortController();
    const { url, received } = await startServer(() => abort.abort(new Error("enough")));
    await expect(verify({ baseUrl: url, signal: abort.signal })).rejects.toThrow("enough");
    expect(received).toHaveLength(1);
  });

  test("stops after three requests in a row without a complete response, and says how far it came", async () => {
    const mock = await startMock({ stateful: true });
    const { url } = await startServer(async ({ method = "", path, headers, body }, response) => {
      if (mock.requests.length > 10) return void response.destroy();
      const found = await mock.fetch(`http://mock.example${path}`, {
        method,
        headers: { "Content-Type": mediaType, "MD-SESSION-TOKEN": String(headers["md-session-token"] ?? "") },
        body,
      });
      return void reply(response, found.status, await found.text());
    });
    const report = await verify({ baseUrl: url });
    await mock.close();
    expect(report.checks).toHaveLength(14);
    expect(report).toMatchObject({
      outcome: "deviates",
      reason: expect.stringMatching(/^Stopped after 3 requests in a row .* 14 of \d+ checks have run\.$/),
    });
  });

  test.each([
    ["is too large", {}, () => "x".repeat(1_000_001), "the body is larger than 1000000 bytes"],
    [
      "breaks off",
      {},
      (response: ServerResponse) => void response.destroy(),
      "the connection failed or broke off (UND_ERR_SOCKET)",
    ],
    ["never comes", { timeout: 100 }, () => undefined, "it took longer than 100 ms"],
  ])("a response that %s: says so, and that the verification is incomplete", async (_, options, respond, why) => {
    const { url } = await startServer((_, response) => {
      const body = respond(response);
      if (body) response.end(body);
    });
    const report = await verify({ baseUrl: url, ...options });
    expect(report).toMatchObject({ outcome: "incomplete", reason: `No complete response from ${url}: ${why}.`, checks: [] });
  });

  test("a server that is not there: the reason has the code of the error", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { reason } = await verify({ baseUrl: url });
    expect(reason).toBe(`No complete response from ${url}: the connection failed or broke off (ECONNREFUSED).`);
  });

  test("a response without a body", async () => {
    const { url } = await startServer((_, response) => void response.writeHead(204).end());
    const { checks } = await verify({ baseUrl: url });
    const check = checks.find(({ name }) => name === "createMember: without a body");
    expect(check?.issues.map(({ message }) => message)).toEqual(["is 204; expected 400"]);
  });

  test("sends every check with the token that it was given, but those that try another or none", async () => {
    const tokens: unknown[] = [];
    const { url } = await startServer(({ headers }, response) => {
      tokens.push(headers["md-session-token"]);
      return void reply(response, 422, "");
    });
    await verify({ baseUrl: url, sessionToken: "mine" });
    expect(new Set(tokens)).toEqual(new Set([undefined, "example-expired-session", "mine"]));
  });
});

describe("a mock with state and faults", () => {
  test.each([
    ["an error status", { status: 503 }, "response status is 503; expected 200"],
    ["another scenario", { scenario: "expired-session" }, "response status is 401; expected 200"],
    ["a response of another scenario", { scenario: "oauth" }, "response /member/is_oauth must be as in the request"],
    [
      "a connection that breaks before the response",
      { cut: "before" },
      "response status is missing or incomplete: the connection failed or broke off",
    ],
    [
      "a connection that breaks in the body",
      { cut: "body" },
      "response status is missing or incomplete: the connection failed or broke off",
    ],
    ["a response that is late", { delay: 60_000 }, "response status is missing or incomplete: it took longer than 3000 ms"],
  ] as const)("%s fails the check that got it, and no other", async (_, fault, line) => {
    const mock = await startMock({ stateful: true, control: "loopback" });
    for (const next of [{}, {}, fault]) mock.next(next);
    const { checks, outcome } = await verify({ baseUrl: mock.url, timeout: 3_000, skip: [", /", ", the", ", without"] });
    await mock.close();
    const failed = checks.filter((check) => check.outcome === "failed");
    expect(failed.map(({ name }) => name)).toEqual(["createMember: standard"]);
    const lines = failed.flatMap(({ issues }) =>
      issues.map(({ in: side, part, pointer, message }) => `${side} ${part === "body" ? pointer : part} ${message}`),
    );
    expect(lines.join("\n")).toContain(line);
    expect(outcome).toBe("deviates");
  });
});

describe("checkExchange", () => {
  const good: Exchange = {
    request: {
      method: "POST",
      url: "https://nexus.example/base/members?x=1",
      headers: new Headers({ "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" }),
      body: JSON.stringify(oauth.request),
    },
    response: { status: 200, headers: { "content-type": `${mediaType}; charset=utf-8` }, body: JSON.stringify(oauth.response) },
  };

  test("has no issue with a call that conforms, below a path and with a query", () => {
    expect(checkExchange(good)).toEqual([]);
  });

  test("takes a URL without its server, as a server has it", () => {
    expect(checkExchange({ ...good, request: { ...good.request, url: "/members" } })).toEqual([]);
  });

  test("has an issue with a request without its body", () => {
    const issues = checkExchange({ ...good, request: { ...good.request, body: "" } });
    expect(issues).toMatchObject([{ in: "request", part: "body", rule: "required" }]);
  });

  test("keeps at most 100 issues, and looks at 1,000 items of a list", () => {
    const withUseCases = (use_cases: unknown[]): Exchange => {
      const body = JSON.stringify({ member: { ...oauth.response.member, use_cases } });
      return { ...good, response: { ...good.response, body } };
    };
    expect(checkExchange(withUseCases(Array(300_000).fill(1))).length).toBeLessThanOrEqual(100);
    expect(checkExchange(withUseCases([...Array(1000).fill("PFM"), 1]))).toEqual([]);
  });
});
