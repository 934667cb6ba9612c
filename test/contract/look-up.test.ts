import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { contract } from "../support/contract.js";
import { temporaryFolder } from "../support/folder.js";
import { codeBlocks, section } from "../support/markdown.js";
import { startServer } from "../support/server.js";

const code = codeBlocks("openapi/guides/look-up-a-member.md", "js").join("\n");

interface Snippets {
  findMember(externalGuid: string, sessionToken: string): Promise<{ guid: string } | undefined>;
  pollMember(guid: string, sessionToken: string, options: { interval: number; timeout?: number }): Promise<object>;
}

const folder = temporaryFolder(afterAll);
let files = 0;

/** The code of the guide, with a server that returns these responses one after the other, the last one again and again. */
async function withResponses(...responses: { status?: number; body: object }[]) {
  let calls = 0;
  const { url, received } = await startServer((_, response) => {
    const { status = 200, body } = responses[Math.min(calls++, responses.length - 1)] ?? expect.fail("no response");
    response.writeHead(status, { "Content-Type": mediaType }).end(JSON.stringify(body));
  });
  const file = join(folder, `${files++}.mjs`);
  writeFileSync(file, code.replace(contract.document.servers[0].url, url));
  const snippets: Snippets = await import(pathToFileURL(file).href);
  return { ...snippets, received, calls: () => calls };
}

const { member } = examples.createMember.oauth.response;
const interval = 1;

describe("the code of the guide to looking up a member", () => {
  test("finds a member by its external_guid, in a list or alone", async () => {
    const other = { ...member, external_guid: "link-2" };
    const { findMember, received } = await withResponses(
      { body: { members: [other, member] } },
      { body: { member } },
      { body: { members: [other] } },
    );
    expect(await findMember("link-1003", "example-session")).toEqual(member);
    expect(await findMember("link-1003", "example-session")).toEqual(member);
    expect(await findMember("link-1003", "example-session")).toBeUndefined();
    expect(received[0]).toMatchObject({ method: "GET", path: "/members", headers: { accept: mediaType } });
    expect(received[0]?.headers["md-session-token"]).toBe("example-session");
  });

  test("polls through 404, PENDING and the aggregation", async () => {
    const connected = { ...member, connection_status: "CONNECTED" };
    const { pollMember, calls } = await withResponses(
      { status: 404, body: {} },
      { body: { member } },
      { body: { member: { ...connected, is_being_aggregated: true } } },
      { body: { member: connected } },
    );
    expect(await pollMember(member.guid, "example-session", { interval })).toEqual(connected);
    expect(calls()).toBe(4);
  });

  test("returns at once when the user has to answer a challenge", async () => {
    const challenged = { ...member, connection_status: "CHALLENGED", is_being_aggregated: true };
    const { pollMember, calls } = await withResponses({ body: { member: challenged } });
    expect(await pollMember(member.guid, "example-session", { interval })).toEqual(challenged);
    expect(calls()).toBe(1);
  });

  test("gives up after the timeout, at a member that is gone, and at an error", async () => {
    const pending = await withResponses({ body: { member } });
    await expect(pending.pollMember(member.guid, "example-session", { interval, timeout: 20 })).rejects.toThrow("timeout");
    const gone = await withResponses({ status: 404, body: {} });
    await expect(gone.pollMember(member.guid, "example-session", { interval })).rejects.toThrow("Nexus returned 404");
    expect(gone.calls()).toBe(2);
    const rejected = await withResponses({ status: 401, body: {} });
    await expect(rejected.findMember("link-1003", "example-session")).rejects.toThrow("Nexus returned 401");
  });

  test("waits for statuses that need no user, as the guide to the statuses groups them", () => {
    const waits = /new Set\(\[(.*?)\]\)/.exec(code)?.[1]?.match(/\w+/g) ?? [];
    const listed = section("openapi/guides/connection-statuses.md", "Your app has to act");
    expect(waits.length).toBeGreaterThan(0);
    // An OAuth member changes when the user has signed in, without a call of yours.
    for (const status of waits.filter((one) => one !== "PENDING")) expect(listed).toContain(`[${status}]`);
  });
});
