import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type CreateMemberFailure, unwrap } from "../../src/index.js";
import { clientWith, created, member as exampleMember, rejectionOf } from "./client.js";

// Each has "Zq8" in it, and what JSON, HTML and URLs escape.
const secrets = {
  token: "token-Zq8~!$&'()*+,;=<>\"\\%20",
  login: 'login <Zq8> & "co" 100% ü\n',
  password: "p'Zq8\\\"/\u2028\ud83d\ude00",
  metadata: '{"note":"Zq8 <b>","pin":73914}',
};
const member = {
  ...exampleMember,
  credentials: [secrets.login, secrets.password].map((value) => ({ credential_guid: "CRD-1", value })),
  metadata: secrets.metadata,
};
const call = { sessionToken: secrets.token };

const hex = (radix: number, prefix: string, suffix: string) => (text: string) =>
  [...text].map((character) => `${prefix}${(character.codePointAt(0) as number).toString(radix)}${suffix}`).join("");
const encodings: [string, (text: string) => string][] = [
  ["as it is", (text) => text],
  ["in upper case", (text) => text.toUpperCase()],
  ["in the other normal form", (text) => text.normalize("NFD")],
  ["with other white space", (text) => text.replaceAll(/\s/g, "\n\t ")],
  ["JSON", (text) => JSON.stringify(text).slice(1, -1)],
  ["JSON with \\u escapes", (text) => hex(16, "\\u00", "")(text)],
  ["HTML", (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#039;")],
  ["decimal HTML entities", hex(10, "&#", ";")],
  ["percent-encoding", encodeURIComponent],
  ["a form", (text) => new URLSearchParams([["key", text]]).toString().slice("key=".length)],
];

/** Everything that a program or a log gets out of a value and of its causes, unless it asks for hidden properties. */
function everythingOf(value: unknown): string {
  const shown = [String(value), inspect(value, { depth: 20 }), JSON.stringify(value) ?? ""];
  if (value instanceof Error) shown.push(value.stack ?? "", everythingOf(value.cause));
  return shown.join("\n");
}

function expectNoSecret(value: unknown) {
  const shown = everythingOf(value).toLowerCase();
  for (const secret of ["Zq8", "73914"])
    for (const [, encode] of encodings) expect(shown).not.toContain(encode(secret).toLowerCase());
}

function rejectionOfUnwrap(result: Parameters<typeof unwrap>[0]): unknown {
  try {
    return unwrap(result);
  } catch (error) {
    return error;
  }
}

/** The error of a result, for a response with this body. */
async function errorAfter(body: unknown, request: object = member, options: object = call) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const nexus = clientWith(() => new Response(text, { status: 400 }));
  const result = await nexus.createMember(request as typeof member, options);
  expectNoSecret(rejectionOfUnwrap(result));
  return (result as CreateMemberFailure).error;
}

const messageAfter = async (message: string, request?: object) => (await errorAfter({ error: { message } }, request)).message;

describe.each(encodings)("a secret, %s,", (_, encode) => {
  const texts = Object.values(secrets).map((secret) => `sent ${encode(secret)} today`);

  test("is in no error, and in nothing that a logger prints of a result", async () => {
    for (const text of texts) {
      const bodies = [text, { error: { code: text, message: text, [text]: [text] } }, { error: text }, { message: text }];
      for (const body of bodies) {
        const error = await errorAfter(body);
        expectNoSecret(error);
        expect(error).toEqual({ code: undefined, message: undefined });
      }
    }
  });

  test("is in no error after a fetch that throws it", async () => {
    for (const text of texts) {
      const thrown = Object.assign(new TypeError(text, { cause: new Error(text) }), { code: text, name: text, [text]: text });
      expectNoSecret(await rejectionOf(clientWith(() => Promise.reject(thrown)).createMember(member, call)));
    }
  });
});

describe("a message of MX that has a value of the request is left out", () => {
  test.each<[string, string, object]>([
    ["metadata in another layout", '{ "note": "Zq8 <b>" }', member],
    ["one value of metadata that is JSON", "the pin 73914 is wrong", member],
    [
      "a value of JSON in metadata that is JSON",
      "no inner-Zq8",
      { metadata: JSON.stringify({ a: JSON.stringify(["inner-Zq8"]) }) },
    ],
    ["a login in another case", "unknown user ANNA", { credentials: [{ credential_guid: "CRD-1", value: "anna" }] }],
    ["credentials that are no list", "unknown user anna", { credentials: { credential_guid: "CRD-1", value: "anna" } }],
    ["a credential that is a string", "unknown user anna", { credentials: ["anna"] }],
    ["a credential that is a number", "wrong: 7391", { credentials: [{ value: 7391 }] }],
    ["a member in a member", "unknown user anna", { member: { credentials: [{ value: "anna" }] } }],
    ["a field that the contract does not have", "unknown user anna", { password: "anna" }],
    ["an object in the place of a public value", "unknown user anna", { external_guid: { login: "anna" } }],
    ["public names within metadata", "unknown user anna", { metadata: '{"external_guid":"anna"}' }],
  ])("%s", async (_, message, request) => {
    expect(await messageAfter(message, request)).toBeUndefined();
  });

  test("the rejected token as well as the renewed one", async () => {
    for (const message of ["old-token", "new-token"]) {
      const nexus = clientWith(() => Response.json({ error: { message } }, { status: 401 }));
      const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new-token" : "old-token");
      const result = await nexus.createMember(exampleMember, { sessionToken });
      expect(result).toMatchObject({ attempts: 2, error: { message: undefined } });
    }
  });

  test("so is a code that is one", async () => {
    const credentials = [{ credential_guid: "CRD-1", value: "4220" }];
    expect(await errorAfter({ error: { code: 4220, message: "In use" } }, { ...member, credentials })).toEqual({
      code: undefined,
      message: "In use",
    });
  });
});

describe("what stays", () => {
  test.each([
    ["external_guid", "link-1001 is taken"],
    ["institution_guid", `${exampleMember.institution_guid} is unknown`],
    ["credential_guid", "CRD-1 is outdated"],
    ["use cases", "PFM is not enabled"],
  ])("a message with a public value: %s", async (_, message) => {
    expect(await messageAfter(message, { ...member, use_cases: ["PFM"] })).toBe(message);
  });

  test.each([[""], [" "], ["\n"]])("any message, if a credential is %j", async (value) => {
    const message = "Missing: an e-mail address";
    expect(await messageAfter(message, { ...member, credentials: [{ credential_guid: "CRD-1", value }] })).toBe(message);
  });

  test("the code 4011 for the renewal of a token, if it is a credential of the user too", async () => {
    const responses = [Response.json({ error: { code: 4011 } }, { status: 400 }), Response.json(created)];
    const nexus = clientWith(() => responses.shift() ?? expect.fail("a third request"));
    const credentials = [{ credential_guid: "CRD-1", value: "4011" }];
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new" : "old");
    expect(await nexus.createMember({ ...member, credentials }, { sessionToken })).toMatchObject({ ok: true, attempts: 2 });
  });

  test("the body as it is, for programs that ask for it", async () => {
    const body = { error: { message: secrets.login } };
    const error = await errorAfter(body);
    expect(error.body).toEqual(body);
    expect(Object.keys(error)).not.toContain("body");
  });

  test("known name, code and system call of a fetch error and of its causes", async () => {
    const cause = Object.assign(new DOMException("Zq8", "NetworkError"), { syscall: "read" });
    const lost = Object.assign(new TypeError("Zq8", { cause }), { code: "ECONNRESET", config: { headers: "Zq8" } });
    const error = await rejectionOf(clientWith(() => Promise.reject(lost)).createMember(member, call));
    expectNoSecret(error);
    expect(error).toMatchObject({
      cause: { name: "TypeError", code: "ECONNRESET", cause: { name: "NetworkError", syscall: "read" } },
    });
  });

  test("three causes of an error", async () => {
    const chain = ["E5", "E4", "E3", "E2", "E1"].reduce<Error | undefined>(
      (cause, code) => Object.assign(new Error("lost", cause && { cause }), { code }),
      undefined,
    );
    const error = await rejectionOf(clientWith(() => Promise.reject(chain)).createMember(member, call));
    const codes: unknown[] = [];
    for (let at = (error as Error).cause; at instanceof Error; at = at.cause) codes.push((at as { code?: unknown }).code);
    expect(codes).toEqual(["E1", "E2", "E3", "E4"]);
  });

  test("a member, which is returned as it is", async () => {
    const body = { member: { ...created.member, metadata: secrets.metadata } };
    expect(unwrap(await clientWith(() => Response.json(body)).createMember(member, call))).toEqual(body.member);
  });
});

describe("an input that doubles three times takes at most 27 times as long, where the square of its length would be 64 times", () => {
  const inCredential = (value: string) => ({ credentials: [{ credential_guid: "CRD-1", value }] });
  const many = (size: number, value: unknown) => Array.from({ length: size }, () => value);

  test.each<[string, number, (size: number) => { request?: object; body: string }]>([
    ["backslashes in a credential", 400_000, (size) => ({ request: inCredential("\\".repeat(size)), body: "{}" })],
    ["backslashes in a response", 400_000, (size) => ({ body: "\\".repeat(size) })],
    ["white space in a credential", 400_000, (size) => ({ request: inCredential(`a${" ".repeat(size)}b`), body: "{}" })],
    [
      "combining characters in a credential",
      100_000,
      (size) => ({ request: inCredential(`a${"\u0323\u0307".repeat(size)}`), body: "{}" }),
    ],
    ["escapes in a credential", 40_000, (size) => ({ request: inCredential("\\u0041&#x41;%41".repeat(size)), body: "{}" })],
    [
      "short credentials, and a message",
      8_000,
      (size) => ({
        request: { credentials: Array.from({ length: size }, (_, index) => ({ value: `c${index}` })) },
        body: JSON.stringify({ error: { message: "e".repeat(1_000) } }),
      }),
    ],
    ["a message", 400_000, (size) => ({ body: JSON.stringify({ error: { message: "e".repeat(size) } }) })],
    ["lists in metadata", 40_000, (size) => ({ request: { metadata: "[".repeat(size) + "]".repeat(size) }, body: "{}" })],
    ["values in metadata", 40_000, (size) => ({ request: { metadata: JSON.stringify(many(size, "v")) }, body: "{}" })],
    [
      "JSON in JSON in metadata",
      50_000,
      (size) => ({ request: { metadata: JSON.stringify([JSON.stringify(many(size, 1))]) }, body: "{}" }),
    ],
  ])("%s", async (_, size, inputOf) => {
    const time = async (size: number) => {
      const { request = {}, body } = inputOf(size);
      const nexus = clientWith(() => new Response(body, { status: 400 }));
      const start = process.cpuUsage();
      await nexus.createMember({ ...exampleMember, ...request } as typeof member, call);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const shortest = async (size: number) => Math.min(await time(size), await time(size), await time(size));
    await time(size / 8); // Warms up.
    const limit = 27 * Math.max(await shortest(size / 8), 1_000); // Microseconds; less than a millisecond is noise.
    expect(await shortest(size)).toBeLessThanOrEqual(limit);
  });
});
