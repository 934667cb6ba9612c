/** The run of the checks: its options, servers that need time, limits or another token, and what is said then. */
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import type { MockRule } from "../../src/mock.js";
import { startMock } from "../../src/mock-server.js";
import { type VerifyOptions, verify } from "../../src/verify.js";
import { reply, startServer } from "../support/server.js";
import { run } from "./program.js";
import { changedMock, type Reply, skip, stubMock } from "./servers.js";

const limited = (headers: Record<string, string>): Reply => ({ status: 429, headers, body: "" });

/** How many checks had run when the verification stopped. */
const progress = String.raw`\d+ of \d+ checks have run\.$`;

test.each([
  ["no server", {}, "Use either `server` or `baseUrl`."],
  ["two servers", { server: "integration", baseUrl: "http://127.0.0.1:1" }, "Use either `server` or `baseUrl`."],
  ["no session token for another machine", { server: "integration", requests: {} }, "sessionToken is missing"],
] as const)("verify throws a TypeError for options that it cannot use: %s", async (_, options, message) => {
  await expect(verify(options as VerifyOptions)).rejects.toBeInstanceOf(TypeError);
  await expect(verify(options as VerifyOptions)).rejects.toThrow(message);
});

test("verify is aborted by a signal, with its reason", async () => {
  const abort = new AbortController();
  const { url, received } = await startServer(() => abort.abort(new Error("enough")));
  await expect(verify({ baseUrl: url, signal: abort.signal })).rejects.toThrow("enough");
  expect(received).toHaveLength(1);
});

test("every check sends the token that it was given, but those that try another or none", async () => {
  const { url, received } = stubMock((one) => one);
  await verify({ baseUrl: url, sessionToken: "mine", skip });
  const tokens = received.map(({ headers }) => headers.get("md-session-token"));
  expect(new Set(tokens)).toEqual(new Set([null, "example-expired-session", "mine"]));
});

test("the examples of the package are accepted as requests", async () => {
  const { url } = stubMock((one) => one);
  expect(await verify({ baseUrl: url, requests: examples, skip })).toMatchObject({ outcome: "conforms" });
});

test("a request of the user that may be taken, and is, is skipped with what to do; the run is incomplete", async () => {
  const { url } = stubMock((one) => one);
  const { request } = examples.createMember.oauth;
  const mine = { request: { member: { ...request.member, external_guid: "mine" } } };
  const requests = { createMember: { standard: mine, oauth: mine } };
  const { outcome, reason, checks } = await verify({ baseUrl: url, requests, skip });
  expect(outcome).toBe("incomplete");
  expect(reason).toMatch(/^These must succeed, but none of their requests did, or none was sent: createMember: created, /);
  expect(checks.find(({ outcome }) => outcome === "skipped")).toMatchObject({
    name: "createMember: oauth",
    note: "rejected because of data that the server has already: put {unique} into what must be new",
  });
});

test("a fault fails the check that got it, and no other", async () => {
  const faults: [message: string, fault: MockRule][] = [
    ["is 503; expected 200", { status: 503 }],
    ["is 401; expected 200", { scenario: "expired-session" }],
    ["must be as in the request", { scenario: "oauth" }],
    ["the connection failed or broke off", { cut: "before" }],
    ["the connection failed or broke off", { cut: "body" }],
    ["is missing or incomplete: it took longer than 3000 ms", { delay: 60_000 }],
  ];
  const verifyWith = async ([message, fault]: (typeof faults)[number]) => {
    const mock = await startMock({ stateful: true, control: "loopback" });
    for (const next of [{}, {}, fault]) mock.next(next);
    const { checks, outcome } = await verify({ baseUrl: mock.url, timeout: 3_000, skip });
    await mock.close();
    const failed = checks.filter((check) => check.outcome === "failed");
    expect(failed.map(({ name }) => name)).toEqual(["createMember: standard"]);
    expect(failed[0]?.issues.map((issue) => issue.message).join()).toContain(message);
    expect(outcome).toBe("deviates");
  };
  await Promise.all(faults.map(verifyWith));
});

describe("the run stops, says why and how far it came, and keeps what was found before", () => {
  test("after three requests in a row without a complete response", async () => {
    let count = 0;
    const { url } = await changedMock(
      (one) => one,
      (response, { status, headers, body }) => {
        if (count++ < 4) response.writeHead(status, headers).end(body);
        else response.destroy();
      },
    );
    const { outcome, reason, checks } = await verify({ baseUrl: url });
    expect(outcome).toBe("deviates");
    expect(reason).toMatch(new RegExp(`^Stopped after 3 requests in a row without a complete response: ${progress}`));
    expect(checks.map((check) => check.outcome)).toEqual([...Array(4).fill("passed"), ...Array(3).fill("failed")]);
  });

  test.each([
    ["asks for an hour", { "retry-after": "3600" }],
    ["does not say how long", {}],
    ["says it in words", { "retry-after": "later" }],
    ["always asks for a moment", { "retry-after": "0" }],
  ])("when a server limits requests, and %s", async (_, headers) => {
    let count = 0;
    const { url } = stubMock((one) => (count++ < 4 ? one : limited(headers)));
    const { outcome, reason, checks } = await verify({ baseUrl: url });
    expect(outcome).toBe("incomplete");
    expect(reason).toMatch(/^The server limits how many requests it takes \(429\)\. Try again later: 4 of /);
    expect(checks.map((check) => check.outcome)).toEqual(Array(4).fill("passed"));
  });

  test("when its budget is used up", async () => {
    const { url } = stubMock(async (one) => {
      await setTimeout(20);
      return one;
    });
    const { outcome, reason, checks } = await verify({ baseUrl: url, budget: 1000 });
    expect(outcome).toBe("incomplete");
    expect(reason).toMatch(new RegExp(`^The time for the verification is up: ${progress}`));
    expect(checks.length).toBeLessThan(50);
  });

  test.each([
    ["when the token is rejected", 0, "The server rejects the session token: get a new one."],
    ["when the token expires midway", 9, "The server rejects the session token: get a new one. It has expired: "],
  ])("%s: nothing is blamed on the server", async (_, before, beginning) => {
    let count = 0;
    const { url } = stubMock((one) => (count++ < before ? one : { status: 401, headers: {}, body: "" }));
    const { outcome, reason, checks } = await verify({ baseUrl: url });
    expect(outcome).toBe("incomplete");
    expect(reason).toContain(beginning);
    expect(checks.length).toBeGreaterThan(1);
    expect(checks.every((check) => check.outcome === "passed")).toBe(true);
  });

  test("when a gateway responds with a page for 401, which is not called a rejected session token", async () => {
    const { url } = stubMock(() => ({ status: 401, headers: { "content-type": "text/html" }, body: "<h1>Log in</h1>" }));
    const { outcome, reason } = await verify({ baseUrl: url });
    expect(outcome).not.toBe("conforms");
    expect(reason).toMatch(/^Something in front of the server rejects the requests: the responses with 401 do not match/);
    expect(reason).not.toContain("token");
  });
});

test("a server that limits requests is waited for as long as it asks, and the check passes", async () => {
  let count = 0;
  const { url } = stubMock((one) => (count++ === 2 ? limited({ "retry-after": "0" }) : one));
  expect(await verify({ baseUrl: url, skip })).toMatchObject({ outcome: "conforms" });
});

test("a server that is still starting is waited for", async () => {
  const port = await freePort();
  const verification = verify({ baseUrl: `http://127.0.0.1:${port}`, skip, wait: 30_000 });
  await setTimeout(0); // The first attempts find nobody.
  const mock = await startMock({ stateful: true, port });
  expect(await verification).toMatchObject({ outcome: "conforms" });
  await mock.close();
});

test("headers of the user get through a gateway, and are never printed", async () => {
  const { url, received } = await startServer(({ headers }, response) => {
    if (headers["x-gate"] !== "Zq8: open") return void reply(response, 403, "");
    return examples.createMember.oauth.response;
  });
  const args = ["--server", url, ...skip.flatMap((one) => ["--skip", one])];
  const { output } = await run([...args, "--header", "X-Gate: Zq8: open", "--show-values"]);
  expect(output).toContain("✓ createMember: oauth (200)");
  expect(output).not.toMatch(/Zq8|X-Gate/i);
  expect(received.length).toBeGreaterThan(5);
});

test("http on another machine needs one option alone, and gets the defaults of this machine", async () => {
  const mock = await startMock({ stateful: true, host: "0.0.0.0" });
  const url = mock.url.replace(/\/\/[^:]+/, "//0.0.0.0");
  const { code, output } = await run(["--server", url, "--allow-insecure-http", "--skip", ", /"]);
  await mock.close();
  expect(output).toMatch(/^(\d+) of \1 checks passed\.$/m);
  expect(code).toBe(0);
});
