import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type CreateMemberOptions, createNexusClient, type NexusClientOptions, servers } from "../../src/index.js";
import { clientWith, created, member, sessionToken } from "./client.js";

const asOption = <T>(value: unknown) => value as T;

describe("createNexusClient rejects", () => {
  test.each<[string, unknown, string]>([
    ["no options", undefined, "createNexusClient: the options must be an object."],
    ["a base URL in the place of options", "https://nexus.example.com", "createNexusClient: the options must be an object."],
    [
      "a misspelt option",
      { server: "integration", timeOut: 5 },
      "createNexusClient: timeOut is not an option. The options are server,",
    ],
    ["a fetch that is none", { server: "integration", fetch: {} }, "fetch must be a function."],
    ["a delay in the place of a function", { server: "integration", retryDelay: 100 }, "retryDelay must be a function."],
    ["a hook that is none", { server: "integration", onAttempt: 5 }, "onAttempt must be a function."],
    ["headers that are a string", { server: "integration", headers: "X-Name: a" }, "headers must be an object, or Headers."],
    ["a deadline of zero", { server: "integration", deadline: 0 }, "deadline must be a positive number of milliseconds"],
    ["neither server nor baseUrl", {}, "Use either `server` or `baseUrl`."],
    ["both server and baseUrl", { server: "production", baseUrl: "https://nexus.example.com" }, "Use either"],
    ["an unknown server", { server: asOption("staging") }, `server must be one of: ${Object.keys(servers).join(", ")}.`],
    ["a server that is a name every object has", { server: asOption("toString") }, "server must be one of"],
    ["a base URL without a scheme", { baseUrl: "nexus.example.com" }, "baseUrl must be an absolute http or https URL without"],
    ["an empty base URL", { baseUrl: "" }, "baseUrl must be an absolute"],
    ["another scheme", { baseUrl: "ftp://nexus.example.com" }, "baseUrl must be an absolute"],
    ["a scheme that ends like http", { baseUrl: "xhttp://nexus.example.com" }, "baseUrl must be an absolute"],
    ["http on another machine", { baseUrl: "http://mock:4010" }, "elsewhere it needs `allowInsecureHttp: true`"],
    ["http on a host that begins like loopback", { baseUrl: "http://127.0.0.1.example.com" }, "allowInsecureHttp"],
    ["http on a host that ends like loopback", { baseUrl: "http://notlocalhost" }, "allowInsecureHttp"],
    ["a user name in the URL", { baseUrl: "https://user@nexus.example.com" }, "without user name, password, query or fragment"],
    ["a password in the URL", { baseUrl: "https://:secret@nexus.example.com" }, "without user name, password"],
    ["a query", { baseUrl: "https://nexus.example.com/?key=1" }, "without user name, password"],
    ["a fragment", { baseUrl: "https://nexus.example.com/#top" }, "without user name, password"],
    ["a user name before a path like a URL", { baseUrl: "https://user@a.example/https://b.example/" }, "without user name"],
    ["http before a path like a URL", { baseUrl: "http://mock/https://nexus.example.com/" }, "allowInsecureHttp"],
    ["an empty token", { server: "integration", sessionToken: "" }, "sessionToken is missing: pass it to createMember"],
    ["a token with a line break", { server: "integration", sessionToken: "a\r\nb" }, "visible ASCII characters"],
    ["a token with other letters", { server: "integration", sessionToken: "tokén" }, "visible ASCII characters"],
    ["a token with a space", { server: "integration", sessionToken: "Bearer token" }, "visible ASCII characters"],
    ["a timeout of zero", { server: "integration", timeout: 0 }, "timeout must be a positive number of milliseconds"],
    ["a negative timeout", { server: "integration", timeout: -1 }, "timeout must be"],
    ["a timeout that is not a number", { server: "integration", timeout: Number.NaN }, "timeout must be"],
    ["a timeout that is a string", { server: "integration", timeout: asOption("30s") }, "timeout must be"],
    ["a timeout that no timer can wait", { server: "integration", timeout: 2 ** 31 }, "below 2^31"],
    ["a timeout of true", { server: "integration", timeout: asOption(true) }, "or false"],
    ["negative retries", { server: "integration", retries: -1 }, "retries must be a whole number from 0"],
    ["half a retry", { server: "integration", retries: 0.5 }, "retries must be a whole number from 0"],
    ["a reserved header", { server: "integration", headers: { "Content-Length": "3" } }, "The header Content-Length is set by"],
    [
      "the token in a header",
      { server: "integration", headers: { "MD-SESSION-TOKEN": "t" } },
      "The header MD-SESSION-TOKEN is",
    ],
    ["a header that cannot be sent", { server: "integration", headers: { "X-Name": "a\nb" } }, "The header X-Name has a name"],
    [
      "a response schema that is none",
      { server: "integration", validate: { response: asOption({}) } },
      "validate: response must be a Standard Schema",
    ],
    [
      "a request schema that is none",
      { server: "integration", validate: { request: asOption("x") } },
      "validate: request must be a Standard Schema",
    ],
    ["a misspelt schema", { server: "integration", validate: { respone: {} } }, "validate: respone is not an option"],
    ["schemas of null", { server: "integration", validate: null }, "validate: the options must be an object."],
    ["headers of null", { server: "integration", headers: null }, "headers must be an object, or Headers."],
    [
      "a schema of null",
      { server: "integration", validate: { request: asOption(null) } },
      "validate: request must be a Standard Schema",
    ],
  ])("%s", (_, options, message) => {
    expect(() => createNexusClient(options as NexusClientOptions)).toThrow(TypeError);
    expect(() => createNexusClient(options as NexusClientOptions)).toThrow(message);
  });
});

describe("createNexusClient accepts", () => {
  test.each([
    "https://nexus.example.com/api",
    "http://localhost:4010",
    "http://127.0.0.1:4010",
    "http://127.10.200.3",
    "http://[::1]:4010",
  ])("%s", (baseUrl) => {
    expect(createNexusClient({ baseUrl })).toHaveProperty("createMember");
  });

  test.each(["https://nexus.example.com/api/", "https://nexus.example.com/api?", "https://nexus.example.com/api#"])(
    "%s, and sends requests below its path",
    async (baseUrl) => {
      const urls: string[] = [];
      const fetch = async ({ url }: Request) => {
        urls.push(url);
        return Response.json(created);
      };
      await createNexusClient({ baseUrl, sessionToken, fetch }).createMember(member);
      expect(urls).toEqual(["https://nexus.example.com/api/members"]);
    },
  );

  test("http on another machine with allowInsecureHttp", () => {
    expect(createNexusClient({ baseUrl: "http://mock:4010", allowInsecureHttp: true })).toHaveProperty("createMember");
  });

  test.each(Object.entries(servers))("the server %s of the contract", async (server, url) => {
    const urls: string[] = [];
    const nexus = clientWith(
      (request) => {
        urls.push(request.url);
        return Response.json(created);
      },
      { server: server as keyof typeof servers, timeout: false },
    );
    await nexus.createMember(member);
    expect(urls).toEqual([`${url}/members`]);
  });
});

describe("headers of the client and of a call", () => {
  test.each<[string, (headers: Record<string, string>) => object]>([
    ["an object", (headers) => headers],
    ["Headers", (headers) => new Headers(headers)],
    ["a list of pairs", (headers) => Object.entries(headers)],
    ["a Map", (headers) => new Map(Object.entries(headers))],
  ])("are sent if they are %s", async (_, form) => {
    const received = new Headers();
    const fetch = async (request: Request) => {
      for (const [name, value] of request.headers) received.set(name, value);
      return Response.json(created);
    };
    const nexus = clientWith(fetch, { headers: asOption(form({ "X-Gateway": "g-1" })) });
    await nexus.createMember(member, { headers: asOption(form({ "X-Request-Id": "r-1", "MX-Skip-Webhook": "true" })) });
    expect(received.get("X-Gateway")).toBe("g-1");
    expect(received.get("X-Request-Id")).toBe("r-1");
    expect(received.get("MX-Skip-Webhook")).toBe("true");
  });
});

test("an environment without Response is enough", async () => {
  const response = Response.json(created);
  vi.stubGlobal("Response", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await clientWith(() => response).createMember(member)).toMatchObject({ ok: true });
});

describe("createMember rejects, before it sends anything,", () => {
  const missing = "sessionToken is missing: pass it to createMember, or to createNexusClient if the process serves one user.";
  test.each<[string, object | null, string]>([
    ["no token anywhere", {}, missing],
    ["an empty token", { sessionToken: "" }, missing],
    ["a token of null", { sessionToken: null }, missing],
    ["a function that returns undefined", { sessionToken: () => undefined }, missing],
    ["a function that returns an empty token", { sessionToken: async () => "" }, missing],
    ["a function that returns a number", { sessionToken: () => 12345 }, "visible ASCII characters"],
    ["a function that returns a line break", { sessionToken: () => "secret\nb" }, "visible ASCII characters"],
    ["a misspelt option", { sessionToken, retry: 3 }, "createMember: retry is not an option. The options are sessionToken,"],
    ["options of null", null, "createMember: the options must be an object."],
    ["a hook that is none", { sessionToken, onAttempt: "log" }, "onAttempt must be a function."],
    ["a deadline that is a string", { sessionToken, deadline: "30s" }, "deadline must be a positive number"],
    [
      "the token in Headers",
      { sessionToken, headers: new Headers({ "MD-SESSION-TOKEN": "secret" }) },
      "The header md-session-token is",
    ],
    ["a timeout of zero", { sessionToken, timeout: 0 }, "timeout must be"],
    ["negative retries", { sessionToken, retries: -1 }, "retries must be"],
    ["a signal that is none", { sessionToken, signal: {} }, "signal must be an AbortSignal"],
    ["the controller in place of its signal", { sessionToken, signal: new AbortController() }, "signal must be an AbortSignal"],
    ["the media type in a header", { sessionToken, headers: { "content-type": "application/json" } }, "content-type is set by"],
    ["the accepted type in a header", { sessionToken, headers: { Accept: "*/*" } }, "The header Accept is set by the client"],
    ["the token in a header", { sessionToken, headers: { "MD-SESSION-TOKEN": "secret" } }, "The header MD-SESSION-TOKEN is"],
    ["the length of the body", { sessionToken, headers: { "Content-Length": "3" } }, "The header Content-Length is set"],
    ["a header that cannot be sent", { sessionToken, headers: { "X-Name": "a\nsecret" } }, "X-Name has a name or a value"],
    ["a header name that cannot be sent", { sessionToken, headers: { "X Name": "a" } }, "X Name has a name or a value"],
  ])("%s", async (_, options, message) => {
    const nexus = createNexusClient({ server: "integration", fetch: () => expect.fail("sent") });
    const call = nexus.createMember(member, options as CreateMemberOptions);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(message);
    await expect(call).rejects.not.toThrow("secret");
  });

  test("a token that is passed but undefined: it must not become the client's, which is another user's", async () => {
    const nexus = clientWith(() => expect.fail("sent"));
    await expect(nexus.createMember(member, { sessionToken: undefined })).rejects.toThrow(missing);
  });

  test.each<["fetch" | "Request", object]>([
    ["fetch", {}],
    ["Request", { fetch: () => expect.fail("sent") }],
  ])("a missing %s in the environment", async (name, options) => {
    vi.stubGlobal(name, undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const nexus = createNexusClient({ server: "integration", sessionToken, ...options });
    const call = nexus.createMember(member, { retries: 2 });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(`${name} is missing in this environment`);
  });

  test("a member that is not JSON", async () => {
    const nexus = clientWith(() => expect.fail("sent"));
    await expect(nexus.createMember({ ...member, metadata: asOption(1n) })).rejects.toThrow(TypeError);
  });
});
