import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type CreateMemberFailure, unwrap } from "../../src/index.js";
import { clientWith, created, member as exampleMember, fetchInTurn, rejectionOf, renewing, success } from "./client.js";

// Each has "Zq8" in it, and what JSON, HTML and URLs escape.
const secrets = {
  token: "token-Zq8~!$&'()*+,;=<>\"\\%20",
  login: 'login <Zq8> & "co" 100% ü\n',
  password: "p'Zq8\\\"/\u2028\ud83d\ude00",
  metadata: '{"note":"Zq8 <b>","pin":73914}',
};
const withCredentials = (...values: unknown[]) => ({
  credentials: values.map((value) => ({ credential_guid: "CRD-1", value })),
});
const member = {
  ...exampleMember,
  ...(withCredentials(secrets.login, secrets.password) as Pick<typeof exampleMember, "credentials">),
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
  ["in JSON", (text) => JSON.stringify(text).slice(1, -1)],
  ["in JSON with \\u escapes", (text) => hex(16, "\\u00", "")(text)],
  ["in HTML", (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")],
  ["in decimal HTML entities", hex(10, "&#", ";")],
  ["in percent-encoding", encodeURIComponent],
  ["in a form", (text) => new URLSearchParams([["key", text]]).toString().slice("key=".length)],
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

/** The error of a result for this body. Neither it nor what `unwrap` throws may have a secret. */
async function errorAfter(body: unknown, request: object = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const nexus = clientWith(() => new Response(text, { status: 400 }));
  const result = nexus.createMember({ ...member, ...request } as typeof member, call);
  expectNoSecret(await rejectionOf(result.then(unwrap)));
  const { error } = (await result) as CreateMemberFailure;
  expectNoSecret(error);
  return error;
}

test.each(encodings)("a secret %s is in no error, and in nothing that a logger prints", async (_, encode) => {
  for (const secret of Object.values(secrets)) {
    const text = `sent ${encode(secret)} today`;
    for (const body of [text, { error: { code: text, message: text, [text]: [text] } }, { error: text }, { message: text }])
      expect(await errorAfter(body)).toEqual({ code: undefined, message: undefined });
    const thrown = Object.assign(new TypeError(text, { cause: new Error(text) }), { code: text, name: text, [text]: text });
    expectNoSecret(await rejectionOf(clientWith(() => Promise.reject(thrown)).createMember(member, call)));
  }
});

describe("a message of MX that has a value of the request is left out", () => {
  const inner = JSON.stringify({ a: JSON.stringify(["inner-Zq8"]) });

  test.each<[string, string, object]>([
    ["metadata in another layout", '{ "note": "Zq8 <b>" }', {}],
    ["one value of metadata that is JSON", "the pin 73914 is wrong", {}],
    ["a value of JSON in metadata that is JSON", "no inner-Zq8", { metadata: inner }],
    ["public names within metadata", "unknown user anna", { metadata: '{"external_guid":"anna"}' }],
    ["a login in another case", "unknown user ANNA", withCredentials("anna")],
    ["a login in the other normal form", "unknown user zoe\u0308", withCredentials("zo\u00eb")],
    ["credentials that are no list", "unknown user anna", { credentials: { credential_guid: "CRD-1", value: "anna" } }],
    ["a credential that is a number", "wrong: 7391", withCredentials(7391)],
    ["a member in a member", "unknown user anna", { member: withCredentials("anna") }],
    ["a field that the contract does not have", "unknown user anna", { password: "anna" }],
    ["an object in the place of a public value", "unknown user anna", { external_guid: { login: "anna" } }],
  ])("%s", async (_, message, request) => {
    expect((await errorAfter({ error: { message } }, request)).message).toBeUndefined();
  });

  test("a token that was rejected, and the renewed one", async () => {
    for (const message of ["no old token", "no new token"]) {
      const nexus = clientWith(() => Response.json({ error: { message } }, { status: 401 }), { sessionToken: renewing });
      expect(await nexus.createMember(exampleMember)).toMatchObject({ attempts: 2, error: { message: undefined } });
    }
  });

  test("so is a code that is one", async () => {
    const error = await errorAfter({ error: { code: 4220, message: "In use" } }, withCredentials("4220"));
    expect(error).toEqual({ code: undefined, message: "In use" });
  });
});

describe("what stays", () => {
  test.each<[string, string, object?]>([
    ["external_guid", "link-1001 is taken"],
    ["institution_guid", `${exampleMember.institution_guid} is unknown`],
    ["credential_guid", "CRD-1 is outdated"],
    ["use cases", "PFM is not enabled", { use_cases: ["PFM"] }],
    ["a sentence, if a credential is empty", "Missing: an e-mail address", withCredentials("", " ", "\n")],
  ])("a message with a public value: %s", async (_, message, request) => {
    expect((await errorAfter({ error: { message } }, request)).message).toBe(message);
  });

  test("the code 4011 for the renewal of a token, if it is a credential of the user too", async () => {
    const { fetch } = fetchInTurn(() => Response.json({ error: { code: 4011 } }, { status: 400 }), success);
    const request = { ...member, ...withCredentials("4011") } as typeof member;
    const result = await clientWith(fetch).createMember(request, { sessionToken: renewing });
    expect(result).toMatchObject({ ok: true, attempts: 2 });
  });

  test("the body as it is, for programs that ask for it", async () => {
    const body = { error: { message: secrets.login } };
    const error = await errorAfter(body);
    expect(error.body).toEqual(body);
    expect(Object.keys(error)).not.toContain("body");
  });

  test("known name, code and system call of a fetch error and of three causes", async () => {
    const E5 = Object.assign(new Error("Zq8"), { code: "E5" });
    const chain = ["E4", "E3", "E2", "E1"].reduce<Error>(
      (cause, code) => Object.assign(new Error("Zq8", { cause }), { code }),
      E5,
    );
    const known = { name: "NetworkError", syscall: "read", code: "ECONNRESET" };
    const thrown = Object.assign(new TypeError("Zq8", { cause: chain }), { config: { headers: "Zq8" }, errors: [known] });
    const error = await rejectionOf(clientWith(() => Promise.reject(thrown)).createMember(member, call));
    expectNoSecret(error);
    expect(error).toMatchObject({ cause: { name: "TypeError", errors: [known], cause: { code: "E1" } } });
    expect(error).toMatchObject({ cause: { cause: { cause: { code: "E2", cause: { code: "E3" } } } } });
    expect(error).not.toMatchObject({ cause: { cause: { cause: { cause: { cause: {} } } } } });
  });

  test("a member, which is returned as it is", async () => {
    const body = { member: { ...created.member, metadata: secrets.metadata } };
    expect(unwrap(await clientWith(() => Response.json(body)).createMember(member, call))).toEqual(body.member);
  });
});

describe("a large input takes no time that grows with its square", () => {
  const many = (size: number, value: unknown) => Array.from({ length: size }, () => value);
  const short = withCredentials(...Array.from({ length: 50_000 }, (_, index) => `c${index}`));

  test.each<[string, { request?: object; body?: string }]>([
    ["backslashes in a credential", { request: withCredentials("\\".repeat(400_000)) }],
    ["backslashes in a response", { body: "\\".repeat(400_000) }],
    ["white space in a credential", { request: withCredentials(`a${" ".repeat(400_000)}b`) }],
    ["combining characters", { request: withCredentials(`a${"\u0323\u0307".repeat(400_000)}`) }],
    ["short credentials, and a message", { request: short, body: JSON.stringify({ error: { message: "e".repeat(1_000) } }) }],
    ["lists in metadata", { request: { metadata: "[".repeat(200_000) + "]".repeat(200_000) } }],
    ["JSON in JSON", { request: { metadata: JSON.stringify([JSON.stringify(many(100_000, 1))]) } }],
  ])("%s", async (_, { request, body = "{}" }) => {
    const nexus = clientWith(() => new Response(body, { status: 400 }));
    const start = process.cpuUsage();
    await nexus.createMember({ ...exampleMember, ...request }, call);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000_000).toBeLessThan(10); // Seconds of the processor; the square takes minutes.
  });
});
