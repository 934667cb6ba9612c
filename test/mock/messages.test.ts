/** What the mock says about a request that it rejects, and about options that it does not have. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { createMock, issuesHeader, maxRequestSize } from "../../src/mock.js";
import { servedContract } from "../../src/served-contract.js";
import { accepting, creating, creatingOAuth, own, preferring, withType } from "./sent.js";
import { operation, type Sent, transports, validHeaders as valid } from "./transports.js";

const { operations } = servedContract;

const paths = [...new Set(operations.map(({ path }) => path))].join(", ");

describe.each(Object.entries(transports))("%s", (_, start) => {
  test.each<[string, Sent, object]>([
    ["an empty body", { text: "" }, { in: "body", pointer: "", rule: "required" }],
    ["malformed JSON", { text: "{" }, { in: "body", pointer: "", rule: "json" }],
    [
      "a header",
      { headers: { ...valid, "MX-Skip-Webhook": "1" }, body: own },
      { in: "header MX-Skip-Webhook", pointer: "", rule: "type" },
    ],
  ])("says what is wrong with %s", async (_, sent, issue) => {
    const { send } = await start();
    expect((await send(sent)).issues).toEqual([issue]);
  });

  test.each<[number, string, Sent, string | null]>([
    [404, `The contract has no path /member. It has: ${paths}`, { path: "/member", body: own }, null],
    [404, `The contract has no path /${"x".repeat(99)}…. It has: ${paths}`, { path: `/${"x".repeat(200)}` }, null],
    [404, `The contract has no path /${"x".repeat(99)}. It has: ${paths}`, { path: `/${"x".repeat(99)}` }, null],
    [405, "This path allows POST, OPTIONS", { method: "PUT" }, "POST, OPTIONS"],
    [406, `Accept must allow ${mediaType}`, accepting("text/html"), null],
    [413, "The mock reads request bodies of up to 1000000 bytes", { text: "x".repeat(maxRequestSize + 1) }, null],
    [415, `Content-Type must be ${mediaType}, in UTF-8`, withType("text/html"), null],
  ])("%i says what is wrong: %s", async (status, message, sent, allow) => {
    const { send } = await start();
    const response = await send(sent);
    expect(response).toMatchObject({ status, scenario: "none", body: { error: { message } }, issues: [] });
    expect(response.headers.get("Allow")).toBe(allow);
  });

  test("an unknown Prefer lists the known ones", async () => {
    const { send } = await start();
    const { body } = await send(preferring("example=nobody"));
    for (const { name, status } of operation.scenarios)
      expect(body.error.message).toContain(`code=${status}, example=${name}; `);
  });

  test("many issues still fit into a header, each once", async () => {
    const { send } = await start();
    const { issues } = await send(creating({ credentials: Array(500).fill({}) }));
    expect(issues).toHaveLength(20);
    expect(new Set(issues.map((one) => JSON.stringify(one))).size).toBe(20);
  });

  test.each([
    ["a key of 20,000 characters", { ["x".repeat(20_000)]: 1 }, 1],
    ["a key of 20,000 characters beyond ASCII", { ["ü".repeat(20_000)]: 1 }, 1],
    ["many long keys", Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}${"é".repeat(300)}`, 1])), 3],
  ])("%s fits into the header and the log line", async (_, fields, least) => {
    const log: string[] = [];
    const { send } = await start({ log: (line) => log.push(line) });
    const { status, headers, issues } = await send(creatingOAuth(fields));
    expect(status).toBe(400);
    expect(headers.get(issuesHeader)?.length).toBeLessThan(4_100);
    expect(issues.length).toBeGreaterThanOrEqual(least);
    expect(log[0]?.length).toBeLessThan(4_100);
  });

  test("issues are ASCII, whatever a field is called", async () => {
    const { send } = await start();
    const { headers, issues } = await send(creatingOAuth({ "größe\n": 1 }));
    expect(headers.get(issuesHeader)).toMatch(/^[ -~]+$/);
    expect(issues).toEqual([{ in: "body", pointer: "/member/größe\n", rule: "additionalProperties" }]);
  });
});

test.each<[string, object, string]>([
  [
    "misspelt",
    { statefull: true },
    "The mock has no option statefull. It has: stateful, journal, log, user, otherwise, basePath.",
  ],
  ["of a server", { port: 1 }, "The mock has no option port."],
  ["of the wrong type", { stateful: "yes" }, "The option stateful of the mock must be a boolean."],
  ["no base path", { basePath: "/nexus/" }, "basePath must be a path that begins with a slash and does not end in one"],
])("an option that is %s throws", (_, options, message) => {
  expect(() => createMock(options)).toThrow(message);
});
