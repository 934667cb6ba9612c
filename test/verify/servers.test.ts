/** Servers that conform, which differ in what the contract leaves open, and servers that break it in one thing each. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { startMock } from "../../src/mock-server.js";
import { verify } from "../../src/verify.js";
import { type Change, changedMock, type Json, type Reply, type send, skip, stubMock, withBody, withMember } from "./servers.js";

async function expectToConform(baseUrl: string) {
  const { outcome, checks, reason } = await verify({ baseUrl, skip });
  expect(checks.filter((check) => check.outcome !== "passed")).toEqual([]);
  expect({ outcome, reason }).toEqual({ outcome: "conforms" });
}

describe("conforms: a server that", () => {
  const flags = ["is_being_aggregated", "is_managed_by_user", "is_user_created"];
  const required = ["guid", "user_guid", "institution_guid", "name", "connection_status", ...flags];
  const requiredOfOAuth = [...required, "is_oauth", "oauth_window_uri"];

  test.each<[what: string, change: Change]>([
    ["adds fields to everything", (reply) => withBody(reply, (body) => withMore(body))],
    [
      "returns required fields only",
      withMember((one) => {
        for (const key of Object.keys(one)) if (!(one.is_oauth ? requiredOfOAuth : required).includes(key)) delete one[key];
      }),
    ],
    [
      "returns lists in another order",
      withMember((one) => Object.assign(one, { use_cases: one.use_cases?.toReversed() ?? [] })),
    ],
    ["rejects without a body", (reply) => (reply.status >= 400 ? { ...reply, headers: {}, body: "" } : reply)],
    ["adds parameters to the media type", withHeaders({ "content-type": `${mediaType}; charset=utf-8; version="1"` })],
    ["writes the media type in upper case", withHeaders({ "content-type": `${mediaType.toUpperCase()} ;charset=UTF-8` })],
  ])("%s", async (_, change) => {
    await expectToConform(stubMock(change).url);
  });

  test.each<[what: string, write: typeof send]>([
    [
      "writes header names in upper case, and compresses bodies",
      (response, { status, headers, body }) => {
        const upper = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]);
        response.writeHead(status, { ...Object.fromEntries(upper), "CONTENT-ENCODING": "gzip" }).end(gzipSync(body));
      },
    ],
    [
      "sends a chunk for each byte, after an early hint",
      (response, { status, headers: { "content-length": _, ...headers }, body }) => {
        response.writeEarlyHints({ link: "</style.css>; rel=preload" });
        response.writeHead(status, headers);
        for (const byte of Buffer.from(body)) response.write(Buffer.from([byte]));
        response.end();
      },
    ],
    [
      "ends a body by closing the connection",
      ({ socket }, { status, headers, body }) => {
        socket?.end(`HTTP/1.0 ${status} \r\ncontent-type: ${headers["content-type"]}\r\n\r\n${body}`);
      },
    ],
  ])("%s", async (_, write) => {
    await expectToConform((await changedMock((one) => one, write)).url);
  });

  test("keeps what it created, in the second run too, below a path", async () => {
    const mock = await startMock({ stateful: true, basePath: "/api/v1" });
    await expectToConform(`${mock.url}/api/v1/`);
    const inFirst = mock.members.length;
    await expectToConform(`${mock.url}/api/v1/`);
    expect(inFirst).toBeGreaterThan(3);
    expect(mock.members.length).toBe(2 * inFirst);
    await mock.close();
  });

  function withMore(body: Json) {
    Object.assign(body.member ?? body.error, { added: { since: 2030, list: [null] } });
    return { ...body, meta: { page: 1 } };
  }
});

describe("does not conform: a server with", () => {
  const taken = JSON.stringify(examples.createMember["duplicate-member"].response);
  const rejects =
    (isRejected: (body: string) => boolean): Change =>
    (reply, { body }) =>
      reply.status === 200 && isRejected(body) ? { ...reply, status: 422, body: taken } : reply;
  const rejectsAllButFirst = () => {
    let count = 0;
    return rejects(() => count++ > 0);
  };
  const success = JSON.stringify(examples.createMember.standard.response);
  const repeated = (field: string) => `body /member/${field} repeat`;
  const ofOtherRequest = [repeated("external_guid"), repeated("institution_guid")];

  // The proof does this for each rule of the schemas; what else can be wrong with an exchange is in exchange.test.ts.
  test.each<[what: string, change: Change, ...issues: string[]]>([
    [
      "an unknown use case",
      withMember((member) => Object.assign(member, { use_cases: ["OTHER"] })),
      "body /member/use_cases/0 enum",
      repeated("use_cases"),
    ],
    ["OAuth without is_oauth", withMember((member) => delete member.is_oauth), repeated("is_oauth")],
    [
      "200 for an invalid request",
      (reply) => (reply.status === 400 ? { ...reply, status: 200, body: success } : reply),
      "status  status",
      ...ofOtherRequest,
    ],
    [
      "the same guid for every member",
      withMember((member) => Object.assign(member, { guid: "MBR-1" })),
      "body /member/guid unique",
    ],
    [
      "another user_guid each time",
      withMember((member) => Object.assign(member, { user_guid: `USR-${crypto.randomUUID()}` })),
      "body /member/user_guid unique",
    ],
    ["422 for every OAuth create", rejects((body) => body.includes('"is_oauth":true')), "status  status"],
    ["422 for every create but the first", rejectsAllButFirst(), "status  status"],
    [
      "characters that are not ASCII as two",
      withMember((member) => Object.assign(member, { name: Buffer.from(member.name).toString("latin1") })),
      repeated("name"),
    ],
  ])("%s", async (_, change, ...expected) => {
    const { url } = stubMock(change);
    const { outcome, checks } = await verify({ baseUrl: url, skip });
    const issues = checks.flatMap((check) => check.issues.map(({ part, pointer, rule }) => `${part} ${pointer} ${rule}`));
    expect(outcome).toBe("deviates");
    expect([...new Set(issues)].sort()).toEqual(expected.sort());
  });

  test("no state: the report says so", async () => {
    const mock = await startMock();
    const { checks, outcome } = await verify({ baseUrl: mock.url, skip });
    await mock.close();
    const failed = checks.filter((check) => check.outcome === "failed");
    expect(outcome).toBe("deviates");
    expect(failed.map(({ name }) => name.replace(/.* /, ""))).toEqual(["again", "again", "again"]);
    for (const { issues } of failed) expect(issues[0]?.message).toMatch(/A server without state cannot conform$/);
  });
});

function withHeaders(headers: Record<string, string>) {
  return (reply: Reply): Reply => ({ ...reply, headers: { ...reply.headers, ...headers } });
}
