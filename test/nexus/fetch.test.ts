import { describe, expect, test } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { createFetchClient, type FetchClientOptions } from "../../src/fetch.js";
import { startServer } from "../support/server.js";

const sessionToken = "example-session";
const { standard, oauth } = examples.createMember;

describe("the fetch client", () => {
  test("sends the media type, the token and the header parameters", async () => {
    const { url, received } = await startServer(() => standard.response);
    const client = createFetchClient({ baseUrl: url, sessionToken, headers: { "X-Trace": "trace-1" } });
    const params = { header: { "MX-Skip-Webhook": true } };
    const { data, response } = await client.POST("/members", { body: standard.request, params });
    expect(response.status).toBe(200);
    expect(data).toEqual(standard.response);
    const [{ method, path, headers, body } = expect.fail("nothing received")] = received;
    expect({ method, path, body: JSON.parse(body) }).toEqual({ method: "POST", path: "/members", body: standard.request });
    expect(headers).toMatchObject({
      accept: mediaType,
      "content-type": mediaType,
      [sessionTokenHeader.toLowerCase()]: sessionToken,
      "mx-skip-webhook": "true",
      "x-trace": "trace-1",
    });
  });

  test("asks a function for the token of each call; a token in the call's own headers takes precedence", async () => {
    const { url, received } = await startServer(() => oauth.response);
    let calls = 0;
    const client = createFetchClient({ baseUrl: url, sessionToken: async () => `token-${++calls}` });
    await client.POST("/members", { body: oauth.request });
    await client.POST("/members", { body: oauth.request });
    await client.POST("/members", { body: oauth.request, headers: { [sessionTokenHeader]: "own" } });
    expect(received.map(({ headers }) => headers[sessionTokenHeader.toLowerCase()])).toEqual(["token-1", "token-2", "own"]);
  });

  test("sends no content type without a body", async () => {
    const { url, received } = await startServer(() => oauth.response);
    await createFetchClient({ baseUrl: url, sessionToken }).request("get" as never, "/members" as never);
    expect(received[0]?.method).toBe("GET");
    expect(received[0]?.headers).not.toHaveProperty("content-type");
  });

  test("does not follow a redirect", async () => {
    const { url, received } = await startServer(
      (_, response) => void response.writeHead(307, { Location: "/elsewhere" }).end(),
    );
    const client = createFetchClient({ baseUrl: url, sessionToken });
    const { data, response } = await client.POST("/members", { body: oauth.request });
    expect(data).toBeUndefined();
    expect(response.status).toBe(307);
    expect(received).toHaveLength(1);
  });

  test("gives up after its timeout", async () => {
    const { url } = await startServer(() => undefined);
    const client = createFetchClient({ baseUrl: url, sessionToken, timeout: 50 });
    await expect(client.POST("/members", { body: oauth.request })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("has no timeout with `timeout: false`", async () => {
    const { url } = await startServer(() => oauth.response);
    const client = createFetchClient({ baseUrl: url, sessionToken, timeout: false });
    expect((await client.POST("/members", { body: oauth.request })).data).toEqual(oauth.response);
  });

  test("without a token sends nothing", async () => {
    const client = createFetchClient({ server: "integration", fetch: () => expect.fail("sent") });
    await expect(client.POST("/members", { body: oauth.request })).rejects.toThrow("sessionToken is missing");
  });

  test.each<[string, FetchClientOptions, RegExp]>([
    ["no URL", {}, /server.*baseUrl|baseUrl.*server/],
    ["http on another machine", { baseUrl: "http://mock:4010" }, /https/],
    ["a media type of its own", { server: "integration", headers: { Accept: "*/*" } }, /Accept/],
    ["a timeout of zero", { server: "integration", timeout: 0 }, /timeout/],
    ["a token with a space", { server: "integration", sessionToken: "Bearer token" }, /visible ASCII/],
  ])("rejects %s when it is made", (_, options, message) => {
    expect(() => createFetchClient(options)).toThrow(TypeError);
    expect(() => createFetchClient(options)).toThrow(message);
  });
});
