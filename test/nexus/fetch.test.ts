import { describe, expect, onTestFinished, test, vi } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { createFetchClient, type FetchClientOptions } from "../../src/fetch.js";
import { createNexusClient } from "../../src/index.js";
import { startServer } from "../support/server.js";

const sessionToken = "example-session";
const { standard, oauth } = examples.createMember;

describe("the fetch client", () => {
  test.each([
    ["an object", { "X-Trace": "trace-1" }],
    ["Headers", new Headers({ "X-Trace": "trace-1" })],
  ])("sends the media type, the token, the header parameters, and headers that are %s", async (_, ownHeaders) => {
    const { url, received } = await startServer(() => standard.response);
    const client = createFetchClient({ baseUrl: url, sessionToken, headers: ownHeaders });
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

  test.each([
    ["a redirect, which it does not follow", 307, { Location: "/elsewhere" }],
    ["a 204", 204, {}],
  ])("returns the response of %s, without data", async (_, status, headers) => {
    const { url, received } = await startServer((_, response) => void response.writeHead(status, headers).end());
    const client = createFetchClient({ baseUrl: url, sessionToken });
    const { data, response } = await client.POST("/members", { body: oauth.request });
    expect(data).toBeUndefined();
    expect(response.status).toBe(status);
    expect(received).toHaveLength(1);
  });

  test.each<[string, Partial<FetchClientOptions>]>([
    ["a response that never comes", { sessionToken }],
    ["a token function that never settles", { sessionToken: () => new Promise<never>(() => {}) }],
  ])("gives up on %s after its timeout", async (_, options) => {
    const { url } = await startServer(() => undefined);
    const client = createFetchClient({ ...options, baseUrl: url, timeout: 50 } as FetchClientOptions);
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

  test.each([
    ["undefined", undefined],
    ["null", null],
    ["empty", ""],
  ])(
    "sends nothing for a call whose token is %s: it must not become the client's, which is another user's",
    async (_, token) => {
      const client = createFetchClient({ server: "integration", sessionToken, fetch: () => expect.fail("sent") });
      const headers = { [sessionTokenHeader]: token };
      const body = oauth.request;
      await expect(client.POST("/members", { body, headers })).rejects.toThrow("sessionToken is missing");
      const inOtherCase = { headers: { [sessionTokenHeader.toLowerCase()]: token } };
      await expect(client.request("post", "/members", { body, ...inOtherCase })).rejects.toThrow("sessionToken is missing");
      const params = { header: headers as object };
      await expect(client.POST("/members", { body, params })).rejects.toThrow("sessionToken is missing");
    },
  );

  test("ends with the signal of the call", async () => {
    const { url } = await startServer(() => undefined);
    const controller = new AbortController();
    const { signal } = controller;
    const call = createFetchClient({ baseUrl: url, sessionToken }).POST("/members", { body: oauth.request, signal });
    setImmediate(() => controller.abort("left the page"));
    await expect(call).rejects.toBe("left the page");
  });

  test.each([
    ["a body of no bytes", { "Content-Length": "0" }],
    ["a body that ends at once", {}],
  ])("rejects a success with %s, which would be neither data nor error", async (_, headers) => {
    const { url } = await startServer((_, response) => void response.writeHead(200, headers).end());
    const call = createFetchClient({ baseUrl: url, sessionToken }).POST("/members", { body: oauth.request });
    await expect(call).rejects.toThrow("The response has the status 200, but no body.");
  });

  test("takes methods apart from the client", async () => {
    const { url } = await startServer(() => oauth.response);
    const { POST, use } = createFetchClient({ baseUrl: url, sessionToken });
    use({ onRequest: ({ request }) => request.headers.set("X-Trace", "trace-1") });
    expect((await POST("/members", { body: oauth.request })).data).toEqual(oauth.response);
  });

  test.each<[string, unknown, RegExp]>([
    ["a misspelt option", { server: "integration", timeOut: 5 }, /createFetchClient: timeOut is not an option/],
    ["no options", undefined, /createFetchClient: the options must be an object/],
    ["a fetch that is none", { server: "integration", fetch: {} }, /fetch must be a function/],
    ["no URL", {}, /server.*baseUrl|baseUrl.*server/],
    ["http on another machine", { baseUrl: "http://mock:4010" }, /https/],
    ["a media type of its own", { server: "integration", headers: { Accept: "*/*" } }, /Accept/],
    ["a timeout of zero", { server: "integration", timeout: 0 }, /timeout/],
    ["a token with a space", { server: "integration", sessionToken: "Bearer token" }, /visible ASCII/],
  ])("rejects %s when it is made", (_, options, message) => {
    expect(() => createFetchClient(options as FetchClientOptions)).toThrow(TypeError);
    expect(() => createFetchClient(options as FetchClientOptions)).toThrow(message);
  });
});

describe("a fetch with a cache behind it, as frameworks have", () => {
  /** Responds to a repeated request from its cache, unless the request says that it must not. */
  const cachingFetch = () => {
    const cached = new Map<string, Response>();
    const sent: Request[] = [];
    const fetch = async (request: Request) => {
      const found = cached.get(request.url);
      if (found && request.cache !== "no-store") return found.clone();
      sent.push(request);
      const response = Response.json(oauth.response);
      cached.set(request.url, response.clone());
      return response;
    };
    return { fetch, sent };
  };

  const create = {
    "the fetch client": (options: FetchClientOptions) => createFetchClient(options).POST("/members", { body: oauth.request }),
    createMember: (options: FetchClientOptions) => createNexusClient(options).createMember(oauth.request.member),
  };

  test.each(Object.entries(create))("sends each call of %s", async (_, call) => {
    const { fetch, sent } = cachingFetch();
    await call({ server: "integration", sessionToken, fetch });
    await call({ server: "integration", sessionToken, fetch });
    expect(sent).toHaveLength(2);
  });

  test.each(Object.entries(create))(
    "is not told so by %s where the runtime refuses to be told, as old workers do",
    async (_, call) => {
      const OwnRequest = Request;
      vi.stubGlobal(
        "Request",
        class extends OwnRequest {
          constructor(input: RequestInfo | URL, init?: RequestInit) {
            if (init && "cache" in init)
              throw new TypeError("The 'cache' field on 'RequestInitializerDict' is not implemented.");
            super(input, init);
          }
        },
      );
      onTestFinished(() => void vi.unstubAllGlobals());
      const { fetch, sent } = cachingFetch();
      const { response } = await call({ server: "integration", sessionToken, fetch });
      expect(response.ok).toBe(true);
      expect(sent).toHaveLength(1);
    },
  );
});
