/** Servers that need time, limits or another token, and what is said then. */
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock-server.js";
import { verify } from "../../src/verify.js";
import { reply, startServer } from "../support/server.js";
import { run } from "./program.js";
import { changedMock, type Reply } from "./servers.js";

const skip = [", /", ", without", ", the body"];

describe("a server that limits requests", () => {
  test("is waited for as long as it asks, and the check passes", async () => {
    let count = 0;
    const { url } = await changedMock((one) => (count++ === 2 ? limited({ "retry-after": "0" }) : one));
    expect(await verify({ baseUrl: url, skip })).toMatchObject({ outcome: "conforms" });
  });

  test.each([
    ["asks for an hour", { "retry-after": "3600" }],
    ["does not say how long", {}],
    ["says it in words", { "retry-after": "later" }],
    ["always asks for a moment", { "retry-after": "0" }],
  ])("ends the run if it %s, with the reason and what was found before", async (_, headers) => {
    let count = 0;
    const { url } = await changedMock((one) => (count++ < 4 ? one : limited(headers)));
    const { outcome, reason, checks } = await verify({ baseUrl: url });
    expect(outcome).toBe("incomplete");
    expect(reason).toMatch(
      /^The server limits how many requests it takes \(429\)\. Try again later: 4 of \d+ checks have run\.$/,
    );
    expect(checks.map((check) => check.outcome)).toEqual(Array(4).fill("passed"));
  });

  function limited(headers: Record<string, string>): Reply {
    return { status: 429, headers, body: "" };
  }
});

test("a server that is still starting is waited for", async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const verification = verify({ baseUrl: url, skip, wait: 30_000 });
  await setTimeout(0); // The first attempts find nobody.
  const mock = await startMock({ stateful: true, port });
  expect(await verification).toMatchObject({ outcome: "conforms" });
  await mock.close();
});

test("a run that takes longer than its budget ends with the reason and what was found before", async () => {
  const { url } = await changedMock(async (one) => {
    await setTimeout(20);
    return one;
  });
  const { outcome, reason, checks } = await verify({ baseUrl: url, budget: 1000 });
  expect(outcome).toBe("incomplete");
  expect(reason).toMatch(/^The time for the verification is up: \d+ of \d+ checks have run\.$/);
  expect(checks.length).toBeLessThan(50);
});

test("a token that expires midway ends the run: nothing that was found before is thrown away, and nothing is blamed on the server", async () => {
  let count = 0;
  const { url } = await changedMock((one) => (count++ < 9 ? one : { status: 401, headers: {}, body: "" }));
  const { outcome, reason, checks } = await verify({ baseUrl: url });
  expect(outcome).toBe("incomplete");
  expect(reason).toMatch(
    /^The server rejects the session token: get a new one\. It has expired: \d+ of \d+ checks have run\.$/,
  );
  expect(checks.length).toBeGreaterThan(5);
  expect(checks.every((check) => check.outcome === "passed")).toBe(true);
});

test("a 401 of a gateway is not called a rejected session token", async () => {
  const { url } = await startServer((_, response) => reply(response, 401, "<h1>Log in</h1>", { "Content-Type": "text/html" }));
  const { outcome, reason } = await verify({ baseUrl: url });
  expect(outcome).not.toBe("conforms");
  expect(reason).toMatch(
    /^Something in front of the server rejects the requests: the responses with 401 do not match the contract\./,
  );
  expect(reason).not.toContain("token");
});

test("headers of the user get through a gateway, and are never printed", async () => {
  const mock = await startMock({ stateful: true });
  const { url } = await startServer(async ({ path, method = "", headers, body }, response) => {
    if (headers["x-gate"] !== "Zq8: open") return void reply(response, 403, "");
    const sent = { "Content-Type": mediaType, "MD-SESSION-TOKEN": String(headers["md-session-token"] ?? "") };
    const found = await mock.fetch(`http://mock.example${path}`, { method, headers: sent, body });
    return void reply(response, found.status, await found.text());
  });
  const args = ["--server", url, ...skip.flatMap((one) => ["--skip", one])];
  const { code, output } = await run([...args, "--header", "X-Gate: Zq8: open", "--show-values"]);
  await mock.close();
  expect(output).toContain("✓ createMember: oauth (200)");
  expect(output).not.toMatch(/Zq8|X-Gate/i);
  expect(code).toBe(1); // This gateway does not pass MX-Skip-Webhook on.
});

test("http on another machine needs one option alone, and gets the defaults of this machine", async () => {
  const mock = await startMock({ stateful: true, host: "0.0.0.0" });
  const url = mock.url.replace(/\/\/[^:]+/, "//0.0.0.0");
  const { code, output } = await run(["--server", url, "--allow-insecure-http"]);
  await mock.close();
  expect(output).toMatch(/^\d+ of \d+ checks passed\.$/m);
  expect(code).toBe(0);
});

test("the examples of the package are accepted as requests", async () => {
  const mock = await startMock({ stateful: true });
  expect(await verify({ baseUrl: mock.url, requests: examples })).toMatchObject({ outcome: "conforms" });
  await mock.close();
});

test("a mock without state does not conform, and the report says why", async () => {
  const mock = await startMock();
  const { checks, outcome } = await verify({ baseUrl: mock.url, skip });
  await mock.close();
  expect(outcome).toBe("deviates");
  const failed = checks.filter((check) => check.outcome === "failed");
  expect(failed).toHaveLength(3);
  for (const { name, issues } of failed) {
    expect(name).toMatch(/ again$/);
    expect(issues.map(({ message }) => message).join()).toMatch(/A server without state cannot conform$/);
  }
});

test("a request of the user that may be taken, and is, is skipped with what to do; the run is incomplete", async () => {
  const mock = await startMock({ stateful: true });
  const requests = Object.fromEntries(
    (["standard", "created", "oauth", "skip-aggregation"] as const).map((name) => {
      const { member } = examples.createMember[name].request;
      return [name, { request: { member: { ...member, external_guid: "mine" } } }];
    }),
  );
  const { outcome, reason, checks } = await verify({ baseUrl: mock.url, requests: { createMember: requests }, skip });
  await mock.close();
  expect(outcome).toBe("incomplete");
  expect(reason).toMatch(/^These must succeed, but none of their requests did, or none was sent: createMember: created, /);
  const notes = checks.filter(({ name }) => name === "createMember: created").map(({ note }) => note);
  expect(notes).toEqual(["rejected because of data that the server has already: put {unique} into what must be new"]);
});

test.each([
  ["a port that is blocked", "http://127.0.0.1:6000", "browsers and Node block this port"],
  ["a proxy that is not used", "http://127.0.0.1:6000", "HTTPS_PROXY is set, but not used"],
])("%s is named", async (_, url, message) => {
  const { code, output, errors } = await run(["--server", url], { HTTPS_PROXY: "http://proxy.example" });
  expect(code).toBe(2);
  expect(output + errors).toContain(message);
});
