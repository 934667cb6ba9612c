import { describe, expect, onTestFinished, test, vi } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { createFetchClient, type FetchClientOptions } from "../../src/fetch.js";
import { createNexusClient } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { never, sessionToken, unsent } from "./client.js";

const { standard, oauth } = examples.createMember;
const body = oauth.request;

/** A client of a server that responds like this, and what the server received. */
async function clientOf(respond: Parameters<typeof startServer>[0], options: Partial<FetchClientOptions> = {}) {
  const { url, received } = await startServer(respond);
  return { client: createFetchClient({ baseUrl: url, sessionToken, ...options } as FetchClientOptions), received };
}

describe("the fetch client", () => {
  test.each([
    ["an object", { "X-Trace": "trace-1" }],
    ["Headers", new Headers({ "X-Trace": "trace-1" })],
  ])("sends the media type, the token, the header parameters, and headers that are %s", async (_, ownHeaders) => {
    const { client, received } = await clientOf(() => standard.response, { headers: ownHeaders });
    const params = { header: { "MX-Skip-Webhook": true } };
    const { data, response } = await client.POST("/members", { body: standard.request, params });
    expect({ data, status: response.status }).toEqual({ data: standard.response, status: 200 });
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
    let calls = 0;
    const { client, received } = await clientOf(() => oauth.response, { sessionToken: async () => `token-${++calls}` });
    await client.POST("/members", { body });
    await client.POST("/members", { body });
    await client.POST("/members", { body, headers: { [sessionTokenHeader]: "own" } });
    expect(received.map(({ headers }) => headers[sessionTokenHeader.toLowerCase()])).toEqual(["token-1", "token-2", "own"]);
  });

  test("sends no content type without a body", async () => {
    const { client, received } = await clientOf(() => oauth.response);
    await client.request("get" as never, "/members" as never);
    expect(received[0]?.method).toBe("GET");
    expect(received[0]?.headers).not.toHaveProperty("content-type");
  });

  test.each([
    ["a redirect, which it does not follow", 307, { Location: "/elsewhere" }],
    ["a 204", 204, {}],
  ])("returns the response of %s, without data", async (_, status, headers) => {
    const { client, received } = await clientOf((_, response) => void response.writeHead(status, headers).end());
    const { data, response } = await client.POST("/members", { body });
    expect({ data, status: response.status }).toEqual({ data: undefined, status });
    expect(received).toHaveLength(1);
  });

  test.each([
    ["a body of no bytes", { "Content-Length": "0" }],
    ["a body that ends at once", {}],
  ])("rejects a success with %s, which would be neither data nor error", async (_, headers) => {
    const { client } = await clientOf((_, response) => void response.writeHead(200, headers).end());
    await expect(client.POST("/members", { body })).rejects.toThrow("The response has the status 200, but no body.");
  });

  test.each<[string, Partial<FetchClientOptions>]>([
    ["a response that never comes", { fetch: never }],
    ["a token function that never settles", { fetch: unsent, sessionToken: never }],
  ])("gives up on %s after its timeout, if it has one", async (_, options) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const settled: unknown[] = [];
    const start = (timeout?: false) => {
      const client = createFetchClient({ server: "integration", sessionToken, timeout, ...options } as FetchClientOptions);
      client.POST("/members", { body }).catch((error) => settled.push(error));
    };
    start();
    start(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).toMatchObject([{ name: "TimeoutError", message: "Timed out after 30000 ms" }]);
  });

  test("ends with the signal of the call", async () => {
    const controller = new AbortController();
    const { client } = await clientOf(() => void controller.abort("left the page"));
    await expect(client.POST("/members", { body, signal: controller.signal })).rejects.toBe("left the page");
  });

  test("without a token sends nothing", async () => {
    const client = createFetchClient({ server: "integration", fetch: unsent });
    await expect(client.POST("/members", { body })).rejects.toThrow("sessionToken is missing");
  });

  test.each<[string, object]>([
    ["undefined", { headers: { [sessionTokenHeader]: undefined } }],
    ["null, in lower case", { headers: { [sessionTokenHeader.toLowerCase()]: null } }],
    ["an empty parameter", { params: { header: { [sessionTokenHeader]: "" } } }],
  ])("sends nothing if a call's own token is %s: it must not become the client's, another user's", async (_, init) => {
    const client = createFetchClient({ server: "integration", sessionToken, fetch: unsent });
    await expect(client.POST("/members", { body, ...init })).rejects.toThrow("sessionToken is missing");
  });

  test("takes methods apart from the client", async () => {
    const { client, received } = await clientOf(() => oauth.response);
    const { POST, use } = client;
    use({ onRequest: ({ request }) => request.headers.set("X-Trace", "trace-1") });
    expect((await POST("/members", { body })).data).toEqual(oauth.response);
    expect(received[0]?.headers).toMatchObject({ "x-trace": "trace-1" });
  });

  test.each<[string, unknown, RegExp]>([
    ["a misspelt option", { server: "integration", timeOut: 5 }, /createFetchClient: timeOut is not an option/],
    ["a fetch that is none", { server: "integration", fetch: {} }, /fetch must be a function/],
    ["http on another machine", { baseUrl: "http://mock:4010" }, /https/],
    ["a media type of its own", { server: "integration", headers: { Accept: "*/*" } }, /Accept/],
    ["a token with a space", { server: "integration", sessionToken: "Bearer token" }, /visible ASCII/],
  ])("rejects %s when it is made", (_, options, message) => {
    expect(() => createFetchClient(options as FetchClientOptions)).toThrow(TypeError);
    expect(() => createFetchClient(options as FetchClientOptions)).toThrow(message);
  });
});

describe.each<[string, (options: FetchClientOptions) => Promise<{ response: Response }>]>([
  ["the fetch client", (options) => createFetchClient(options).POST("/members", { body })],
  ["createMember", (options) => createNexusClient(options).createMember(body.member)],
])("%s tells a fetch with a cache behind it, as frameworks have, to send each request", (_, call) => {
  const fetch = vi.fn(async (_: Request) => Response.json(oauth.response));

  test("by its cache mode", async () => {
    await call({ server: "integration", sessionToken, fetch });
    expect(fetch.mock.lastCall?.[0].cache).toBe("no-store");
  });

  test("unless the runtime has no cache mode, as old workers", async () => {
    class OldRequest extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        if (init && "cache" in init) throw new TypeError("The 'cache' field on 'RequestInitializerDict' is not implemented.");
        super(input, init);
      }
    }
    vi.stubGlobal("Request", OldRequest);
    onTestFinished(() => void vi.unstubAllGlobals());
    const { response } = await call({ server: "integration", sessionToken, fetch });
    expect(response.ok).toBe(true);
  });
});
