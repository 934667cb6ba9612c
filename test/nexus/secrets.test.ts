import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { unwrap } from "../../src/index.js";
import { clientWith, created, member as exampleMember, rejectionOf } from "./client.js";

// Each has "Zq8" in it, and what JSON, HTML and URLs escape.
const secrets = {
  token: "token-Zq8~!$&'()*+,;=<>\"\\%20",
  login: 'login <Zq8> & "co" 100% ü\n',
  password: "p'Zq8\\\"/\u2028\ud83d\ude00",
  pin: "7391",
  metadata: '{"note":"Zq8 <b>"}',
};
const member = {
  ...exampleMember,
  credentials: [secrets.login, secrets.password, secrets.pin].map((value) => ({ credential_guid: "CRD-1", value })),
  metadata: secrets.metadata,
};
const call = { sessionToken: secrets.token };

const hex = (radix: number, prefix: string, suffix: string) => (text: string) =>
  [...text].map((character) => `${prefix}${(character.codePointAt(0) as number).toString(radix)}${suffix}`).join("");
const encodings: [string, (text: string) => string][] = [
  ["as it is", (text) => text],
  ["JSON", (text) => JSON.stringify(text).slice(1, -1)],
  ["JSON with escaped slashes", (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/")],
  [
    "JSON with \\u escapes",
    (text) => Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  ],
  [
    "HTML with &#039;",
    (text) =>
      text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#039;"),
  ],
  [
    "HTML with &apos;",
    (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;"),
  ],
  ["decimal HTML entities", hex(10, "&#", ";")],
  ["hexadecimal HTML entities", hex(16, "&#x", ";")],
  ["percent-encoding", encodeURIComponent],
  ["percent-encoding in lower case", (text) => encodeURIComponent(text).replaceAll(/%../g, (byte) => byte.toLowerCase())],
  [
    "percent-encoding of RFC 3986",
    (text) => encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`),
  ],
  ["a form", (text) => new URLSearchParams([["key", text]]).toString().slice("key=".length)],
];

/** Everything that a program or a log can get out of a value and of its causes. */
function everythingOf(value: unknown): string {
  const shown = [String(value), inspect(value, { depth: 20 }), JSON.stringify(value) ?? ""];
  if (value instanceof Error) shown.push(value.stack ?? "", everythingOf(value.cause));
  return shown.join("\n");
}

function expectNoSecret(value: unknown) {
  const shown = everythingOf(value);
  for (const secret of ["Zq8", secrets.pin]) expect(shown).not.toContain(secret);
  for (const [, encode] of encodings) expect(shown).not.toContain(encode("Zq8"));
}

describe.each(encodings)("a secret in %s", (_, encode) => {
  const others = encodings.map(([name, second]) => [name, (text: string) => second(encode(text))] as const);
  const texts = Object.values(secrets).map((secret) => `sent ${encode(secret)} today`);

  test("is in no result and no error", async () => {
    for (const text of texts) {
      const bodies = [text, JSON.stringify({ error: { code: text, message: text, [text]: [text] } }), JSON.stringify(text)];
      for (const body of bodies) {
        const result = await clientWith(() => new Response(body, { status: 400 })).createMember(member, call);
        const { error } = result as { error: unknown };
        expectNoSecret(error);
        expectNoSecret(rejectionOfUnwrap(result));
      }
      const fetch = () => Promise.reject(new TypeError(text, { cause: new Error(text) }));
      expectNoSecret(await rejectionOf(clientWith(fetch).createMember(member, call)));
    }
  });

  test.each(others)("encoded again in %s is hidden as well", async (_, encodeTwice) => {
    for (const secret of Object.values(secrets)) {
      const message = `sent ${encodeTwice(secret)} today`;
      const result = await clientWith(() => Response.json({ error: { message } }, { status: 400 })).createMember(member, call);
      expect(result).toMatchObject({ error: { message: expect.stringMatching(/^\[redacted\]$|^sent \[redacted\] today$/) } });
    }
  });
});

/** The error message of a result, for a response with this one. */
async function messageAfter(message: string, options: { token?: string; values?: string[]; metadata?: unknown } = {}) {
  const { token = "example-token", values = [], metadata } = options;
  const nexus = clientWith(() => Response.json({ error: { message } }, { status: 400 }));
  const credentials = values.map((value) => ({ credential_guid: "CRD-1", value }));
  const request = { ...exampleMember, credentials, metadata: metadata as string };
  const result = await nexus.createMember(request, { sessionToken: token });
  return (result as { error: { message?: string } }).error.message;
}

describe("what is hidden", () => {
  test("is the secret alone, if it stands there literally", async () => {
    expect(await messageAfter("the login Zq8-user is not known", { values: ["Zq8-user"] })).toBe(
      "the login [redacted] is not known",
    );
  });

  test.each([
    ["token-secret-end", "secret"],
    ["secret", "token-secret-end"],
  ])("is the longer one of two secrets that contain each other: %s, %s", async (token, value) => {
    expect(await messageAfter("token-secret-end", { token, values: [value] })).toBe("[redacted]");
  });

  test("is the rejected token as well as the renewed one", async () => {
    const nexus = clientWith(() => Response.json({ error: { message: "old-token new-token" } }, { status: 401 }));
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new-token" : "old-token");
    expect(await nexus.createMember(exampleMember, { sessionToken })).toMatchObject({
      attempts: 2,
      error: { message: "[redacted] [redacted]" },
    });
  });

  test("is a number, as code and in the body", async () => {
    const nexus = clientWith(() => Response.json({ error: { code: 7391, seen: [7391, 42] } }, { status: 400 }));
    const result = await nexus.createMember(member, call);
    expect(result).toMatchObject({
      error: { code: "[redacted]", body: { error: { code: "[redacted]", seen: ["[redacted]", 42] } } },
    });
  });

  test("is a short secret only where it stands alone", async () => {
    expect(await messageAfter("an error: e, (e) 7e e", { values: ["e"] })).toBe(
      "an error: [redacted], ([redacted]) 7e [redacted]",
    );
    expect(await messageAfter("a.c abc", { values: ["a.c"] })).toBe("[redacted] abc");
    expect(await messageAfter("abc abcd", { values: ["abc"] })).toBe("[redacted] abcd");
    expect(await messageAfter("$ $$", { values: ["$"] })).toBe("[redacted] [redacted][redacted]");
  });

  test("is a secret of four characters within a word too", async () => {
    expect(await messageAfter("pin7391", { values: ["7391"] })).toBe("pin[redacted]");
  });

  test("is metadata of 9,000 characters", async () => {
    const metadata = "Zq8 ".repeat(2250);
    expect(await messageAfter(`got ${metadata}`, { metadata })).toBe("got [redacted]");
  });

  test("is also what is no string", async () => {
    const values = [7391, { pin: 7391 }, null, undefined] as unknown as string[];
    expect(await messageAfter('7391 {"pin":7391} null', { values, metadata: 12345 })).toBe("[redacted] [redacted] null");
    expect(await messageAfter("12345", { metadata: 12345 })).toBe("[redacted]");
  });
});

describe("what stays readable", () => {
  test("external_guid, use cases, and the words of a body that is JSON", async () => {
    const error = { message: "42 is taken, PFM", external_guid: "42", use_cases: ["PFM"] };
    const nexus = clientWith(() => Response.json({ error }, { status: 422 }));
    const result = await nexus.createMember({ ...member, external_guid: "42", use_cases: ["PFM"] }, call);
    expect(result).toMatchObject({ error: { message: error.message, body: { error } } });
  });

  test("name and code of an error, whatever the credentials are", async () => {
    const cause = Object.assign(new DOMException("e failed", "NetworkError"), {});
    const lost = Object.assign(new TypeError("fetch failed", { cause }), { code: "ECONNRESET" });
    const values = ["e", "E", "Error", "TypeError", "ECONNRESET"];
    const credentials = values.map((value) => ({ credential_guid: "CRD-1", value }));
    const error = await rejectionOf(clientWith(() => Promise.reject(lost)).createMember({ ...member, credentials }, call));
    expect(error).toMatchObject({
      cause: { name: "TypeError", code: "ECONNRESET", cause: { name: "NetworkError", message: "[redacted] failed" } },
    });
  });

  test("no field of an error beyond name, message, code and cause", async () => {
    const lost = Object.assign(new Error("lost"), { code: { headers: "Zq8" }, config: { headers: "Zq8" } });
    const error = await rejectionOf(clientWith(() => Promise.reject(lost)).createMember(member, call));
    expectNoSecret(error);
    expect(error).toMatchObject({ cause: { message: "lost" } });
  });

  test.each([[""], [" "], ["+"], ["%20"]])("everything, if a credential is %j", async (value) => {
    const message = "Missing: an e-mail address  (- + -) ...";
    expect(await messageAfter(message, { values: [value] })).toBe(message);
  });

  test("a text with the letters of a secret, but for its spaces", async () => {
    expect(await messageAfter("the password is wrong", { values: ["pass word"] })).toBe("the password is wrong");
  });

  test("three causes of an error", async () => {
    const chain = ["fifth", "fourth", "third", "second", "first"].reduce<Error | undefined>(
      (cause, message) => new Error(message, cause && { cause }),
      undefined,
    );
    const error = await rejectionOf(clientWith(() => Promise.reject(chain)).createMember(member, call));
    const messages: string[] = [];
    for (let at = (error as Error).cause; at instanceof Error; at = at.cause) messages.push(at.message);
    expect(messages).toEqual(["first", "second", "third", "fourth"]);
  });

  test("that an error has no cause", async () => {
    const error = await rejectionOf(clientWith(() => Promise.reject(new Error("lost"))).createMember(member, call));
    expect((error as Error).cause).not.toHaveProperty("cause");
  });

  test("a member, which is returned as it is", async () => {
    const body = { member: { ...created.member, metadata: secrets.metadata } };
    expect(unwrap(await clientWith(() => Response.json(body)).createMember(member, call))).toEqual(body.member);
  });
});

function rejectionOfUnwrap(result: Parameters<typeof unwrap>[0]): unknown {
  try {
    return unwrap(result);
  } catch (error) {
    return error;
  }
}
