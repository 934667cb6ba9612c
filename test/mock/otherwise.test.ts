/** What the contract has not: responses of one's own. */
import { describe, expect, test } from "vitest";
import type { MockOptions } from "../../src/mock.js";
import { own } from "./sent.js";
import { transports } from "./transports.js";

/** Reads of a member, from what was created. */
const reads: MockOptions["otherwise"] = (request, mock) => {
  const guid = new URL(request.url).pathname.split("/").at(-1);
  const member = mock.members.find((one) => one.guid === guid);
  return member && Response.json({ member }, { headers: { "X-Read": "1", "Content-Encoding": "br" } });
};

describe.each(Object.entries(transports))("%s", (_, start) => {
  test("requests that the contract does not have get the response of one's own", async () => {
    const { send } = await start({ stateful: true, otherwise: reads });
    const { member } = (await send({ body: own })).body;
    const read = await send({ method: "GET", path: `/own/${member.guid}` });
    expect({ status: read.status, body: read.body, header: read.headers.get("X-Read") }).toEqual({
      status: 200,
      body: { member },
      header: "1",
    });
    expect(read.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("without one, they get the usual 404 or 405", async () => {
    const { send } = await start({ stateful: true, otherwise: reads });
    expect((await send({ method: "GET", path: "/own/MBR-0" })).status).toBe(404);
    expect((await send({ method: "GET" })).status).toBe(405);
  });

  test("they come with their method, query, headers and body", async () => {
    const echo = async (request: Request) => {
      const { method, url, headers } = request;
      const body = `${method} ${new URL(url).search} ${headers.get("X-Mine")} ${await request.text()}`;
      return new Response(body, { status: 202, headers: { "Content-Type": "text/plain" } });
    };
    const { send } = await start({ otherwise: echo });
    const { status, text } = await send({ method: "PUT", path: "/mine?a=1", headers: { "X-Mine": "yes" }, text: "hello" });
    expect({ status, text }).toEqual({ status: 202, text: "PUT ?a=1 yes hello" });
  });

  test("requests of the contract do not get it, nor does the preflight of a page", async () => {
    const { send } = await start({ otherwise: () => new Response(null, { status: 204 }) });
    expect((await send({ body: own })).status).toBe(200);
    expect((await send({ method: "OPTIONS" })).headers.has("Access-Control-Allow-Methods")).toBe(true);
    expect((await send({ method: "HEAD" })).status).toBe(204);
  });
});
