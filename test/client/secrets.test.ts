import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createNexusClient, unwrap } from "../../src/index.js";
import { type Handler, reply, startServer } from "../support/server.js";

// Values with everything that is written differently in JSON, in HTML or in an address.
const secrets = {
  token: "token-Zq8~!$&'()*+,;=<>\"\\%20",
  login: 'login <Zq8> & "co" 100% ü\n',
  password: "p'Zq8\\\"\u2028\ud83d\ude00",
  pin: "7391",
  external_guid: "link-Zq8/é?&=",
  metadata: '{"note":"Zq8 <b>"}',
};
const member = {
  institution_guid: "INS-1572a04c-912b-59bf-5841-332c7dfafaef",
  credentials: [secrets.login, secrets.password, secrets.pin].map((value) => ({ credential_guid: "CRD-1", value })),
  external_guid: secrets.external_guid,
  metadata: secrets.metadata,
};

/** Everything that a program or a log can get out of a value and of its causes. */
function everythingOf(value: unknown): string {
  const shown = [
    String(value),
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(value) ?? "",
  ];
  if (value instanceof Error) shown.push(value.stack ?? "", everythingOf(value.cause));
  return shown.join("\n");
}

function expectNoSecret(value: unknown) {
  const shown = everythingOf(value);
  const spellings = Object.entries(secrets).flatMap(([name, secret]) =>
    [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      escapeHtml(secret),
      inspect(secret).slice(1, -1),
    ].map((spelling) => [name, spelling] as const),
  );
  for (const [name, spelling] of spellings) expect(shown.includes(spelling), `${name} in: ${shown}`).toBe(false);
  expect(shown).not.toContain("Zq8");
}

/** What the credentials of a request body say. */
const valuesIn = (body: string): string[] => JSON.parse(body).member.credentials.map(({ value }: { value: string }) => value);

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[char] ?? char);

async function call(handler: Handler, options: object = {}) {
  const { url } = await startServer(handler);
  return createNexusClient({ baseUrl: url, sessionToken: secrets.token }).createMember(member, options);
}

describe("what was sent appears in no error", () => {
  test.each<[string, Handler]>([
    ["success without a member", (_, response) => reply(response, 200, "{}")],
    ["a success that echoes the request", ({ body, rawHeaders }, response) => reply(response, 200, body + rawHeaders)],
    [
      "a redirect that echoes the token",
      ({ headers }, response) =>
        reply(response, 302, "", {
          Location: `https://login.example.com/?token=${encodeURIComponent(String(headers["md-session-token"]))}`,
        }),
    ],
    ["a connection reset", (_, response) => void response.destroy()],
    ["a time-out", () => undefined],
    [
      "an answer that is no HTTP and echoes the token",
      ({ headers }, response) => void response.socket?.end(`${headers["md-session-token"]}`),
    ],
  ])("thrown after %s", async (what, handler) => {
    const error = await call(handler, what === "a time-out" ? { timeout: 200 } : {}).then(
      () => expect.fail("resolved"),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expectNoSecret(error);
  });

  test.each<[string, (body: string, headers: string) => string]>([
    ["raw", (body, headers) => body + headers],
    [
      "in JSON",
      (body, headers) => JSON.stringify({ error: { code: 4220, message: headers }, request: JSON.parse(body), raw: [body] }),
    ],
    ["in a sentence of JSON that breaks off", (body) => JSON.stringify(`is ${valuesIn(body).join(" and ")}`).slice(0, -1)],
    ["in keys of JSON", (body) => JSON.stringify({ error: { [JSON.parse(body).member.metadata]: 1 } })],
    ["in HTML", (body, headers) => `<pre>${escapeHtml(body)}</pre><pre>${escapeHtml(headers)}</pre>`],
    [
      "in HTML, from decoded values",
      (body) =>
        valuesIn(body)
          .map((value) => `<li>${escapeHtml(value)}`)
          .join(""),
    ],
    ["in HTML with hexadecimal entities", (body) => escapeHtml(valuesIn(body).join()).replaceAll("&#39;", "&#x27;")],
    ["in a form", (body) => `${new URLSearchParams(valuesIn(body).map((value) => ["v", `is ${value}`]))}`],
    [
      "in an address",
      (body, headers) => `https://gateway.example.com/?body=${encodeURIComponent(body)}&${encodeURIComponent(headers)}`,
    ],
    ["across the place where it is cut", (_, headers) => `${"x".repeat(9_995)}${headers.slice(headers.indexOf("token-"))}`],
  ])("nor in a result whose body echoes it %s", async (_, echo) => {
    const result = await call(({ body, rawHeaders }, response) => reply(response, 400, echo(body, rawHeaders.join("\n"))));
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toMatch(/\[redacted\]|\[reda…/);
    expectNoSecret(result);
    expectNoSecret(await Promise.reject(result).catch(() => tryUnwrap(result)));
  });

  test("with a renewed token: neither of them", async () => {
    const tokens = [secrets.token, "renewed-Zq8"];
    const echo: Handler = ({ body, rawHeaders }, response) => reply(response, 401, `${body}${rawHeaders}${secrets.token}`);
    const result = await call(echo, { sessionToken: () => tokens.shift() });
    expect(tokens).toEqual([]);
    expectNoSecret(result);
  });

  test("in the cause of a fetch that attaches the request to its error", async () => {
    const fetch = async (request: Request) => {
      const sent = await request.text();
      const cause = Object.assign(new Error(`refused ${sent}`), { request, config: { headers: [...request.headers] } });
      throw Object.assign(new TypeError(`cannot send ${request.headers.get("md-session-token")}`, { cause }), {
        code: "EX",
        request,
      });
    };
    const nexus = createNexusClient({ server: "integration", sessionToken: secrets.token, fetch });
    const error = await nexus.createMember(member).then(
      () => expect.fail("resolved"),
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      name: "NexusConnectionError",
      cause: {
        name: "TypeError",
        code: "EX",
        message: "cannot send [redacted]",
        cause: { message: expect.stringMatching(/^refused /) },
      },
    });
    expectNoSecret(error);
  });

  test("in the cause of an error whose causes go round in a circle", async () => {
    const circle = new Error(`token ${secrets.token}`);
    circle.cause = circle;
    const fetch = () => Promise.reject(circle);
    const error = await createNexusClient({ server: "integration", sessionToken: secrets.token, fetch })
      .createMember(member)
      .then(
        () => expect.fail("resolved"),
        (reason: unknown) => reason,
      );
    expectNoSecret(error);
  });

  test("single characters are hidden once, not in what stands in for them", async () => {
    const credentials = ["e", "d", "a", "r"].map((value) => ({ credential_guid: "CRD-1", value }));
    const { url } = await startServer((_, response) => reply(response, 400, '{"error":{"code":4002,"message":"a red read"}}'));
    const nexus = createNexusClient({ baseUrl: url, sessionToken: "token" });
    const result = await nexus.createMember({ ...member, credentials, external_guid: "x" });
    const hidden = "[redacted]";
    expect(result).toMatchObject({ error: { message: `${hidden} ${hidden.repeat(3)} ${hidden.repeat(4)}` } });
  });

  test.each([
    ["token-secret-end", "secret"],
    ["secret", "token-secret-end"],
  ])("a secret that contains another is hidden whole: %s, %s", async (sessionToken, value) => {
    const { url } = await startServer((_, response) => reply(response, 400, '{"error":{"message":"token-secret-end"}}'));
    const credentials = [{ credential_guid: "CRD-1", value }];
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember({
      ...member,
      credentials,
    });
    expect(result).toMatchObject({ error: { message: "[redacted]" } });
  });

  test("fields that are only named like those that hold no secret", async () => {
    const odd = { ...member, my_credential_guid: "Zq8-1", credential_guid_2: "Zq8-2", this_is_mine: "Zq8-3" };
    const echo: Handler = ({ body }, response) => reply(response, 400, body);
    const { url } = await startServer(echo);
    expectNoSecret(await createNexusClient({ baseUrl: url, sessionToken: secrets.token }).createMember(odd));
  });

  test("texts that only begin or end like a GUID", async () => {
    const odd = { ...member, external_guid: "INS-1, Zq8", metadata: "Zq8 at INS-1" };
    const { url } = await startServer(({ body }, response) => reply(response, 400, body));
    expectNoSecret(await createNexusClient({ baseUrl: url, sessionToken: secrets.token }).createMember(odd));
  });

  test("what is no secret stays readable", async () => {
    const oauth = { institution_guid: "INS-12aB-", is_oauth: true, skip_aggregation: true } as const;
    const message = `true, ${oauth.institution_guid}`;
    const { url } = await startServer((_, response) => reply(response, 400, JSON.stringify({ error: { message } })));
    const result = await createNexusClient({ baseUrl: url, sessionToken: "token" }).createMember(oauth);
    expect(result).toMatchObject({ error: { message } });
  });

  test("what is short, empty or no text is no reason to fail", async () => {
    const odd = {
      ...member,
      external_guid: "",
      metadata: 1,
      credentials: [null, { value: 7391 }, {}],
    } as unknown as typeof member;
    const { url } = await startServer((_, response) => reply(response, 400, '{"error":{"code":4002,"message":"a b"}}'));
    const result = await createNexusClient({ baseUrl: url, sessionToken: "b" }).createMember(odd);
    expect(result).toMatchObject({ error: { code: 4002, message: "a [redacted]" } });
  });
});

function tryUnwrap(result: Parameters<typeof unwrap>[0]) {
  try {
    return unwrap(result);
  } catch (error) {
    return error;
  }
}
