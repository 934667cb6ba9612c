/** Responses of one's own to requests that the contract does not have. */
import { describe, expect, test } from "vitest";
import type { MockOptions } from "../../src/mock.js";
import { creatingOAuth } from "./requests.js";
import { transports } from "./transports.js";

/** Reads of a member, from what was created. */
const reads: MockOptions["otherwise"] = (request, mock) => {
  const guid = new URL(request.url).pathname.split("/").at(-1);
  const member = mock.members.find((one) => one.guid === guid);
  return member && Response.json({ member }, { headers: { "X-Read": "1", "Content-Encoding": "br" } });
};

describe.each(Object.entries(transports))("%s", (_, start) => {
  test("requests that the contract does not have get a response of one's own, or else the usual 404 or 405", async () => {
    const { send } = await start({ stateful: true, otherwise: reads });
    const { member } = (await send(creatingOAuth())).body;
    const { status, body, headers } = await send({ method: "GET", path: `/own/${member.guid}` });
    expect({ status, body, header: headers.get("X-Read") }).toEqual({ status: 200, body: { member }, header: "1" });
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect((await send({ method: "GET", path: "/own/MBR-0" })).status).toBe(404);
    expect((await send({ method: "GET" })).status).toBe(405);
  });

  test("they come with their method, query, headers and body", async () => {
    const echo = async (request: Request) => {
      const { search } = new URL(request.url);
      return new Response(`${request.method} ${search} ${request.headers.get("X-Mine")} ${await request.text()}`, {
        status: 202,
      });
    };
    const { send } = await start({ otherwise: echo });
    const { status, text } = await send({ method: "PUT", path: "/mine?a=1", headers: { "X-Mine": "yes" }, text: "hello" });
    expect({ status, text }).toEqual({ status: 202, text: "PUT ?a=1 yes hello" });
  });

  test("a GET with a body comes without it", async () => {
    const { send } = await transports["over HTTP"]({ otherwise: async (request) => new Response(`[${await request.text()}]`) });
    expect(await send({ method: "GET", path: "/mine", text: "hello" })).toMatchObject({ status: 200, text: "[]" });
  });

  test("requests of the contract do not get it, nor does the preflight of a page", async () => {
    const { send } = await start({ otherwise: () => new Response(null, { status: 204 }) });
    expect((await send(creatingOAuth())).status).toBe(200);
    expect((await send({ method: "OPTIONS" })).headers.has("Access-Control-Allow-Methods")).toBe(true);
    expect((await send({ method: "HEAD" })).status).toBe(204);
  });
});
