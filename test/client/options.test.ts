import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient, type NexusClientOptions, servers } from "../../src/index.js";

const member = examples.standard.request.member;
const sessionToken = "example-session";

describe("options that are refused when the client is made", () => {
  const refused: [string, NexusClientOptions, string][] = [
    ["no address", {}, "Give either server (integration,production) or baseUrl"],
    ["two addresses", { server: "production", baseUrl: "https://nexus.example.com" }, "Give either server"],
    ["an unknown server", { server: "staging" as "production" }, "Give either server"],
    ["a server that every object has", { server: "toString" as "production" }, "Give either server"],
    [
      "an address without a scheme",
      { baseUrl: "nexus.example.com" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "an empty address",
      { baseUrl: "" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "another scheme",
      { baseUrl: "ftp://nexus.example.com" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "http on another machine",
      { baseUrl: "http://mock:4010" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "http on a host that begins like loopback",
      { baseUrl: "http://127.0.0.1.example.com" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "http on a host that ends like it",
      { baseUrl: "http://notlocalhost" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "a user in the address",
      { baseUrl: "https://user@nexus.example.com" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "a password in the address",
      { baseUrl: "https://:secret@nexus.example.com" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "a query in the address",
      { baseUrl: "https://nexus.example.com/?key=1" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "a fragment in the address",
      { baseUrl: "https://nexus.example.com/#top" },
      "baseUrl, an https address without user, query and fragment (http on loopback or with allowInsecureHttp)",
    ],
    [
      "a user before a path like an address",
      { baseUrl: "https://user@nexus.example.com/https://nexus.example.com/" },
      "baseUrl",
    ],
    ["http on another machine before a path like an address", { baseUrl: "http://mock/https://nexus.example.com/" }, "baseUrl"],
    ["an empty token", { server: "integration", sessionToken: "" }, "sessionToken must be visible ASCII"],
    ["a token with a line break", { server: "integration", sessionToken: "a\r\nb" }, "sessionToken must be visible ASCII"],
    ["a token with another alphabet", { server: "integration", sessionToken: "tokén" }, "sessionToken must be visible ASCII"],
    ["a token with a space", { server: "integration", sessionToken: "Bearer token" }, "sessionToken must be visible ASCII"],
    ["a timeout of zero", { server: "integration", timeout: 0 }, "timeout must be false or positive milliseconds"],
    ["a negative timeout", { server: "integration", timeout: -1 }, "timeout must be"],
    ["a timeout that is no number", { server: "integration", timeout: Number.NaN }, "timeout must be"],
    ["a timeout as text", { server: "integration", timeout: "30s" as unknown as number }, "timeout must be"],
    ["a timeout beyond what a timer can wait", { server: "integration", timeout: 2 ** 31 }, "below 2^31"],
    ["a timeout of true", { server: "integration", timeout: true as unknown as false }, "timeout must be"],
  ];

  test.each(refused)("%s", (_, options, message) => {
    expect(() => createNexusClient(options)).toThrow(TypeError);
    expect(() => createNexusClient(options)).toThrow(message);
  });
});

describe("options that are taken", () => {
  test.each([
    "https://nexus.example.com/api",
    "http://localhost:4010",
    "http://127.0.0.1:4010",
    "http://127.1.2.3",
    "http://[::1]:4010",
  ])("%s", (baseUrl) => {
    expect(createNexusClient({ baseUrl })).toHaveProperty("createMember");
  });

  test("http on another machine, if that is said", () => {
    expect(createNexusClient({ baseUrl: "http://mock:4010", allowInsecureHttp: true })).toHaveProperty("createMember");
  });

  test("the servers of the contract", async () => {
    const urls: string[] = [];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return Response.json(examples.standard.response);
    };
    for (const server of ["integration", "production"] as const) {
      await createNexusClient({ server, sessionToken, fetch, timeout: false }).createMember(member);
    }
    expect(urls).toEqual(["https://int-data.moneydesktop.com/members", "https://data.moneydesktop.com/members"]);
    expect(urls).toEqual(Object.values(servers).map((server) => `${server}/members`));
  });
});

describe("options of a call that are refused before anything is sent", () => {
  const nexus = createNexusClient({ server: "integration", fetch: () => expect.fail("sent") });
  const refused: [string, object, string][] = [
    ["no token anywhere", {}, "sessionToken must be visible ASCII"],
    ["an empty token", { sessionToken: "" }, "sessionToken must be visible ASCII"],
    ["a function that gives none", { sessionToken: () => undefined }, "sessionToken must be visible ASCII"],
    ["a function that gives an empty one", { sessionToken: async () => "" }, "sessionToken must be visible ASCII"],
    ["a function that gives a line break", { sessionToken: () => "a\nb" }, "sessionToken must be visible ASCII"],
    ["a timeout of zero", { sessionToken, timeout: 0 }, "timeout must be"],
    ["the media type in a header", { sessionToken, headers: { "content-type": "application/json" } }, "headers: content-type"],
    ["the accepted type in a header", { sessionToken, headers: { Accept: "*/*" } }, "headers: Accept"],
    [
      "the token in a header",
      { sessionToken, headers: { "MD-SESSION-TOKEN": "other" } },
      "headers: MD-SESSION-TOKEN is fixed by the contract, or not valid",
    ],
    [
      "a header that cannot be sent",
      { sessionToken, headers: { "X-Name": "a\nsecret" } },
      "headers: X-Name is fixed by the contract, or not valid",
    ],
  ];

  test.each(refused)("%s", async (_, options, message) => {
    await expect(nexus.createMember(member, options)).rejects.toThrow(TypeError);
    await expect(nexus.createMember(member, options)).rejects.toThrow(message);
    await expect(nexus.createMember(member, options)).rejects.not.toThrow("secret");
  });

  test("a token that is given but undefined does not turn into the client's", async () => {
    const single = createNexusClient({ server: "integration", sessionToken, fetch: () => expect.fail("sent") });
    const options = { sessionToken: undefined } as object;
    await expect(single.createMember(member, options)).rejects.toThrow("sessionToken must be visible ASCII");
  });

  test("a member that is no JSON", async () => {
    const metadata = 1n as unknown as string;
    await expect(nexus.createMember({ ...member, metadata }, { sessionToken })).rejects.toThrow(TypeError);
  });
});
