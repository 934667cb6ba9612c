import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { contract } from "../support/contract.js";
import { temporaryFolder } from "../support/folder.js";
import { codeBlocks, section } from "../support/markdown.js";
import { startServer } from "../support/server.js";

const guide = "openapi/guides/look-up-a-member.md";
const folder = temporaryFolder(afterAll);
let files = 0;

interface Snippets {
  findMember(externalGuid: string, sessionToken: string): Promise<{ guid: string } | undefined>;
  pollMember(guid: string, sessionToken: string, options: { interval: number; timeout?: number }): Promise<object>;
}

interface Reply {
  /** `cut`: the connection ends without a response. */
  status?: number | "cut";
  body?: object;
}

/** The code below a heading of the guide, with a server that returns these responses one after the other, the last one again and again. */
async function withResponses(heading: string, ...replies: Reply[]) {
  const { url, received } = await startServer((_, response) => {
    const { status = 200, body = {} } = replies[Math.min(received.length, replies.length) - 1] ?? expect.fail("no response");
    if (status === "cut") response.destroy();
    else response.writeHead(status, { "Content-Type": mediaType }).end(JSON.stringify(body));
  });
  const [source = ""] = codeBlocks(guide, "ts", heading);
  const file = join(folder, `${files++}.mjs`);
  writeFileSync(file, (await transform(source.replace(contract.root.servers[0].url, url), { loader: "ts" })).code);
  const snippets: Snippets = await import(pathToFileURL(file).href);
  return { ...snippets, received };
}

const { member } = examples.createMember.oauth.response;
const withStatus = (status: string | null, isBusy = false): Reply => ({
  body: { member: { ...member, connection_status: status, is_being_aggregated: isBusy } },
});
const options = { interval: 1 };
const token = "example-session";

describe("finding a member, as the guide does", () => {
  test("finds it by its external_guid, in a list or alone", async () => {
    const other = { ...member, external_guid: "link-2" };
    const lists = [{ members: [other, member] }, { member }, { members: [other] }].map((body) => ({ body }));
    const { findMember, received } = await withResponses("Find a member", ...lists, { status: 401 });
    expect(await findMember("link-1003", "example-session")).toEqual(member);
    expect(await findMember("link-1003", "example-session")).toEqual(member);
    expect(await findMember("link-1003", "example-session")).toBeUndefined();
    await expect(findMember("link-1003", "example-session")).rejects.toThrow("Nexus returned 401");
    expect(received[0]).toMatchObject({ method: "GET", path: "/members", headers: { accept: mediaType } });
    expect(received[0]?.headers["md-session-token"]).toBe("example-session");
  });
});

describe("polling a member, as the guide does", () => {
  const poll = (...replies: Reply[]) => withResponses("Poll a member", ...replies);

  test.each([
    ["a 404, PENDING and the aggregation", [{ status: 404 }, withStatus("PENDING"), withStatus("CONNECTED", true)]],
    ["a 503, a 429 and a lost connection", [{ status: 503 }, { status: 429 }, { status: "cut" }]],
    ["a status that is not known", [withStatus("ON_HOLD")]],
    ["credentials that were wrong before they were updated", [withStatus("DENIED", true), withStatus("UPDATED", true)]],
  ] satisfies [string, Reply[]][])("goes on through %s to CONNECTED", async (_, replies) => {
    const { pollMember, received } = await poll(...replies, withStatus("CONNECTED"));
    expect(await pollMember(member.guid, token, options)).toMatchObject({ connection_status: "CONNECTED" });
    expect(received).toHaveLength(replies.length + 1);
    expect(received[0]?.headers["md-session-token"]).toBe(token);
  });

  test("ends at a member that is gone, at a rejected request, and after the timeout", async () => {
    const gone = await poll({ status: 404 });
    await expect(gone.pollMember(member.guid, token, options)).rejects.toThrow("Nexus returned 404");
    expect(gone.received).toHaveLength(2);
    for (const status of [401, 406]) {
      const rejected = await poll({ status });
      await expect(rejected.pollMember(member.guid, token, options)).rejects.toThrow(`Nexus returned ${status}`);
      expect(rejected.received).toHaveLength(1);
    }
    const pending = await poll(withStatus("PENDING"));
    await expect(pending.pollMember(member.guid, token, { interval: 1, timeout: 20 })).rejects.toThrow("timeout");
  });

  const groups = section("openapi/guides/connection-statuses.md", "Who has to act").split("\n");
  const settled = groups
    .filter((row) => !row.startsWith("| your app: poll"))
    .flatMap((row) => row.match(/(?<=`)\w+(?=`)/g) ?? []);
  test.each(settled.filter((status) => status !== "PENDING"))("ends at %s", async (name) => {
    const status = name === "null" ? null : name;
    const { pollMember, received } = await poll(withStatus(status, status === "CHALLENGED"));
    expect(await pollMember(member.guid, token, options)).toMatchObject({ connection_status: status });
    expect(received).toHaveLength(1);
  });
});
