import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type CreateMemberOptions, createNexusClient, type NexusClientOptions, servers } from "../../src/index.js";
import { clientWith, created, member, sessionToken, unsent } from "./client.js";

describe("createNexusClient rejects", () => {
  const ofOptions: [string, unknown, string][] = [
    ["no options", undefined, "createNexusClient: the options must be an object."],
    ["a base URL in the place of options", "https://nexus.example.com", "createNexusClient: the options must be an object."],
    ["neither server nor baseUrl", {}, "Use either `server` or `baseUrl`."],
    ["both server and baseUrl", { server: "production", baseUrl: "https://nexus.example.com" }, "Use either"],
    ["an unknown server", { server: "staging" }, `server must be one of: ${Object.keys(servers).join(", ")}.`],
    ["a server that is a name every object has", { server: "toString" }, "server must be one of"],
  ];

  const beyondServer: [string, object, string][] = [
    ["a misspelt option", { timeOut: 5 }, "createNexusClient: timeOut is not an option. The options are server,"],
    ["a fetch that is none", { fetch: {} }, "fetch must be a function."],
    ["a delay in the place of a function", { retryDelay: 100 }, "retryDelay must be a function."],
    ["a hook that is none", { onAttempt: 5 }, "onAttempt must be a function."],
    ["a deadline of zero", { deadline: 0 }, "deadline must be a positive number of milliseconds below 2^31, or false."],
    ["an empty token", { sessionToken: "" }, "sessionToken is missing: pass it to createMember"],
    ["a token with a line break", { sessionToken: "a\r\nb" }, "visible ASCII characters"],
    ["a token with a space", { sessionToken: "Bearer token" }, "visible ASCII characters"],
    ...[0, -1, Number.NaN, "30s", 2 ** 31, true].map((timeout): [string, object, string] => [
      `a timeout of ${timeout}`,
      { timeout },
      "timeout must be a positive number of milliseconds below 2^31, or false.",
    ]),
    ["negative retries", { retries: -1 }, "retries must be a whole number from 0"],
    ["headers that are a string", { headers: "X-Name: a" }, "headers must be an object, or Headers."],
    ["headers of null", { headers: null }, "headers must be an object, or Headers."],
    [
      "a reserved header",
      { headers: { "Content-Length": "3" } },
      "The header Content-Length is set by the client. Leave it out.",
    ],
    ["the token in a header", { headers: { "MD-SESSION-TOKEN": "t" } }, "The header MD-SESSION-TOKEN is set"],
    ["a header that cannot be sent", { headers: { "X-Name": "a\nb" } }, "The header X-Name has a name or a value that"],
    ["a request schema that is none", { validate: { request: "x" } }, "validate: request must be a Standard Schema"],
    ["a misspelt schema", { validate: { respone: {} } }, "validate: respone is not an option"],
    ["schemas of null", { validate: null }, "validate: the options must be an object."],
  ];

  const absolute = "baseUrl must be an absolute http or https URL without user name, password, query or fragment.";
  const https = "baseUrl must be https. http is for loopback; elsewhere it needs `allowInsecureHttp: true`.";
  const ofBaseUrl: [string, string, string][] = [
    ["a base URL without a scheme", "nexus.example.com", absolute],
    ["a scheme that ends like http", "xhttp://nexus.example.com", absolute],
    ["http on another machine", "http://mock:4010", https],
    ["http on a host that begins like loopback", "http://127.0.0.1.example.com", https],
    ["http on a host that ends like loopback", "http://notlocalhost", https],
    ["a user name in the URL", "https://user@nexus.example.com", absolute],
    ["a password in the URL", "https://:secret@nexus.example.com", absolute],
    ["a query", "https://nexus.example.com/?key=1", absolute],
    ["a fragment", "https://nexus.example.com/#top", absolute],
  ];

  test.each([
    ...ofOptions,
    ...beyondServer.map(([name, options, message]) => [name, { server: "integration", ...options }, message] as const),
    ...ofBaseUrl.map(([name, baseUrl, message]) => [name, { baseUrl }, message] as const),
  ])("%s", (_, options, message) => {
    const create = () => createNexusClient(options as NexusClientOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

describe("createNexusClient accepts", () => {
  test.each<[string, NexusClientOptions, string]>([
    ...Object.entries(servers).map(([server, url]): [string, NexusClientOptions, string] => [
      `the server ${server} of the contract`,
      { server: server as keyof typeof servers },
      url,
    ]),
    ["a path", { baseUrl: "https://nexus.example.com/api" }, "https://nexus.example.com/api"],
    ["a slash at its end", { baseUrl: "https://nexus.example.com/api/" }, "https://nexus.example.com/api"],
    ["an empty query", { baseUrl: "https://nexus.example.com/api?" }, "https://nexus.example.com/api"],
    ["an empty fragment", { baseUrl: "https://nexus.example.com/api#" }, "https://nexus.example.com/api"],
    ["http on localhost", { baseUrl: "http://localhost:4010" }, "http://localhost:4010"],
    ["http on another address of loopback", { baseUrl: "http://127.10.200.3" }, "http://127.10.200.3"],
    ["http on loopback of IPv6", { baseUrl: "http://[::1]:4010" }, "http://[::1]:4010"],
    ["http elsewhere if it is allowed", { baseUrl: "http://mock:4010", allowInsecureHttp: true }, "http://mock:4010"],
  ])("%s, and sends requests there", async (_, options, url) => {
    const fetch = vi.fn(async (_: Request) => Response.json(created));
    await createNexusClient({ ...options, sessionToken, fetch }).createMember(member);
    expect(fetch.mock.calls.map(([request]) => request.url)).toEqual([`${url}/members`]);
  });
});

describe("headers of the client and of a call", () => {
  test.each<[string, (headers: Record<string, string>) => object]>([
    ["an object", (headers) => headers],
    ["Headers", (headers) => new Headers(headers)],
    ["a list of pairs", (headers) => Object.entries(headers)],
    ["a Map", (headers) => new Map(Object.entries(headers))],
  ])("are sent if they are %s", async (_, form) => {
    const fetch = vi.fn((_: Request) => Response.json(created));
    const nexus = clientWith(fetch, { headers: form({ "X-Gateway": "g-1" }) as Headers });
    await nexus.createMember(member, { headers: form({ "X-Request-Id": "r-1" }) as CreateMemberOptions["headers"] });
    const sent = Object.fromEntries(fetch.mock.calls[0]?.[0].headers ?? []);
    expect(sent).toMatchObject({ "x-gateway": "g-1", "x-request-id": "r-1" });
  });
});

describe("createMember rejects, before it sends anything,", () => {
  const missing = "sessionToken is missing: pass it to createMember, or to createNexusClient if the process serves one user.";
  const ofToken: [string, unknown, string][] = [
    ["a token that is passed but undefined: it must not become the client's, which is another user's", undefined, missing],
    ["an empty token", "", missing],
    ["a token of null", null, missing],
    ["a function that returns an empty token", async () => "", missing],
    ["a function that returns a number", () => 12345, "visible ASCII characters"],
    ["a function that returns a line break", () => "secret\nb", "visible ASCII characters"],
  ];

  test.each<[string, object | null, string]>([
    ...ofToken.map(([name, sessionToken, message]): [string, object, string] => [name, { sessionToken }, message]),
    ["options of null", null, "createMember: the options must be an object."],
    ["a misspelt option", { retry: 3 }, "createMember: retry is not an option. The options are sessionToken,"],
    ["a deadline that is a string", { deadline: "30s" }, "deadline must be a positive number"],
    ["a signal that is none", { signal: {} }, "signal must be an AbortSignal"],
    ["the controller in place of its signal", { signal: new AbortController() }, "signal must be an AbortSignal"],
    ["the media type in a header", { headers: { "content-type": "application/json" } }, "content-type is set by the client"],
    ["a header that cannot be sent", { headers: { "X-Name": "a\nsecret" } }, "X-Name has a name or a value"],
    ["a header name that cannot be sent", { headers: { "X Name": "a" } }, "X Name has a name or a value"],
  ])("%s", async (_, options, message) => {
    const call = clientWith(unsent).createMember(member, options as CreateMemberOptions);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(message);
    await expect(call).rejects.not.toThrow("secret");
  });

  test("no token anywhere", async () => {
    const nexus = createNexusClient({ server: "integration", fetch: unsent });
    await expect(nexus.createMember(member)).rejects.toThrow(missing);
  });

  test("a member that is not JSON", async () => {
    const request = { ...member, metadata: 1n } as never;
    await expect(clientWith(unsent).createMember(request)).rejects.toThrow(TypeError);
  });

  test.each<["fetch" | "Request", object]>([
    ["fetch", {}],
    ["Request", { fetch: unsent }],
  ])("a missing %s in the environment", async (name, options) => {
    vi.stubGlobal(name, undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const nexus = createNexusClient({ server: "integration", sessionToken, ...options });
    const call = nexus.createMember(member, { retries: 2 });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(`${name} is missing in this environment`);
  });
});

test("an environment without Response is enough", async () => {
  const response = Response.json(created);
  vi.stubGlobal("Response", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await clientWith(() => response).createMember(member)).toMatchObject({ ok: true });
});
