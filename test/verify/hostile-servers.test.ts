/** Servers that must not get through: what they send neither ends the verification nor reaches its output. */
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { maxBodySize } from "../../src/http/body.js";
import { verifyOf } from "../../src/verify/verify.js";
import { verify } from "../../src/verify.js";
import { type Handler, reply, startServer } from "../support/server.js";
import { run } from "./program.js";
import { type Json, skip, stubMock, withBody } from "./servers.js";
import { things } from "./things.js";

const success = examples.createMember.oauth.response;

test("a redirect is not followed, and is an issue", async () => {
  const other = await startServer(() => success);
  const { url, received } = await startServer((_, response) => {
    reply(response, 307, "", { Location: other.url.replace("127.0.0.1", "localhost") });
  });
  const { outcome, checks } = await verify({ baseUrl: url, skip });
  expect(outcome).toBe("deviates");
  expect(checks[0]?.issues[0]?.message).toBe("is 307; expected 401");
  expect(other.received).toEqual([]);
  expect(new Set(received.map(({ path }) => path))).toEqual(new Set(["/members"]));
});

describe("what is no complete response", () => {
  const type = { "Content-Type": mediaType };
  const body = JSON.stringify(success);
  const whole = `HTTP/1.1 200 OK\r\nContent-Type: ${mediaType}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const bomb = gzipSync(" ".repeat(10 * maxBodySize));
  const poured: Promise<number>[] = [];

  /** Writes as much as the other side takes. Returns how much that was. */
  async function pour(response: ServerResponse): Promise<number> {
    let size = 0;
    function* spaces() {
      for (const chunk = Buffer.alloc(65_536, " "); ; size += chunk.length) yield chunk;
    }
    await pipeline(Readable.from(spaces()), response).catch(() => {});
    return size;
  }

  const sends = (text: string): Handler => {
    return (_, response) => void response.socket?.end(text);
  };

  const tooLarge: Record<string, Handler> = {
    "an endless body": (_, response) => void poured.push(pour(response.writeHead(200, type))),
    "a body that grows when it is decompressed": (_, response) => {
      response.writeHead(200, { ...type, "Content-Encoding": "gzip" }).end(bomb);
    },
  };

  const incomplete: Record<string, Handler> = {
    "a body that drips": async (_, response) => {
      for (response.writeHead(200, type); !response.destroyed; await setTimeout(10)) response.write(" ");
    },
    "a body that stops": (_, response) => void response.writeHead(200, type).write("{"),
    "a response that never begins": () => undefined,
    "a closed connection": sends(""),
    garbage: sends("\u0000\u001b[31m::error::\r\n\r\n"),
    "a status that is no number": sends("HTTP/1.1 ::error:: OK\r\n\r\n"),
    "a status of four digits": sends("HTTP/1.1 2000 OK\r\n\r\n"),
    "a switch of protocols": sends("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    "headers without an end": sends(`HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(10_000)}`),
    "interim responses only": sends("HTTP/1.1 102 Processing\r\n\r\n".repeat(100)),
    "two lengths": sends("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
    "a wrong compression": sends("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
  };
  for (const end of [1, 20, 60, 95, 130, whole.length - 1])
    incomplete[`what ends after byte ${end}`] = sends(whole.slice(0, end));

  test("is the reason why the checks could not run, and no more is read than that takes", async () => {
    const expectReason = async (what: string, handler: Handler, timeout: number, expected: RegExp) => {
      const { url, received } = await startServer(handler);
      const { outcome, reason } = await verifyOf(things, { baseUrl: url, timeout });
      expect(outcome, what).toBe("incomplete");
      expect(reason, what).toMatch(expected);
      expect(received.length, what).toBeLessThanOrEqual(3);
    };
    const isLarger = /^No complete response from http:\S+: the body is larger than 1000000 bytes\.$/;
    const isMissing = /^No complete response from http:\S+: (the connection|it took) [\w ()]{10,80}\.$/;
    await Promise.all([
      ...Object.entries(tooLarge).map(([what, handler]) => expectReason(what, handler, 30_000, isLarger)),
      ...Object.entries(incomplete).map(([what, handler]) => expectReason(what, handler, 300, isMissing)),
    ]);
    expect(poured.length).toBeGreaterThan(0);
    for (const size of await Promise.all(poured)) expect(size).toBeLessThan(20 * maxBodySize);
  });
});

describe("values of the server never reach the output as they are", () => {
  const token = "token-Zq8";
  const evil = "\u001b[31mZq8\r\n::error::Zq8\u0085\u202e\u2028%0A##[error]Zq8";

  /** A copy of a JSON value with another value in place of each string, and with a further field. */
  function poisoned(value: Json): Json {
    if (typeof value === "string") return evil;
    if (Array.isArray(value)) return [...value.map(poisoned), evil];
    if (typeof value !== "object" || value === null) return value;
    return { ...Object.fromEntries(Object.entries(value).map(([key, child]) => [key, poisoned(child)])), [evil]: evil };
  }

  test.each<[what: string, body: (sent: Json, token: string) => unknown, line: string]>([
    ["control characters and commands in every value", (sent) => poisoned(sent), "/member/guid must be MBR- followed by"],
    [
      "field names in place of the contract's",
      () => ({ member: { [evil]: { [evil]: 1 } }, [evil]: 1, error: evil }),
      "/member/guid is required",
    ],
    [
      "the token, sent back in values and as a name",
      (_, sent) => ({ member: { guid: sent, metadata: sent, [sent]: sent } }),
      "/member/guid must be MBR- followed by",
    ],
  ])("%s", async (_, body, line) => {
    const { url } = stubMock((one, received) => ({
      ...withBody(one, (sent) => body(sent, received.token)),
      headers: { "content-type": `${token}/x`, location: token },
    }));
    const env = { NEXUS_SESSION_TOKEN: token, GITHUB_ACTIONS: "true" };
    const { code, output, errors } = await run(["--server", url, ...skip.flatMap((part) => ["--skip", part])], env);
    expect({ code, errors }).toEqual({ code: 1, errors: "" });
    expect(output).toContain(line);
    expect(output).toContain("header Content-Type is another media type");
    expect(output).not.toMatch(/Zq8|[^\P{C}\n]/u);
    for (const command of output.match(/^::.*/gm) ?? []) expect(command).toMatch(/^::(error|notice) title=[^:,]+::[^\n]+$/);
  });
});

describe("JSON that a program may stumble over", () => {
  const member = JSON.stringify(success.member).slice(1);
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  test.each([
    ["a prototype", `{"member":{"__proto__":{"guid":7},"constructor":1,${member},"__proto__":1}`],
    ["a list with 3,000 items", `{"member":{"use_cases":[${"1,".repeat(3_000)}1],${member}}`],
    ["a field nested 5,000 deep", `{"deep":${deep},"member":{"metadata":${deep},${member}}`],
    ["nested 30,000 deep", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
    ["numbers beyond all limits", `{"member":{"revision":1e999,"connection_status_id":-1e999,${member}}`],
    ["half a character", `{"member":{"name":"\\ud800","\\udfff":"\\ud800",${member}}`],
    ["the same field 10,000 times", `{"member":{${'"guid":1,'.repeat(10_000)}${member}}`],
    ["null", "null"],
  ])("%s: every check has run, and the server does not conform", async (_, body) => {
    const { url } = stubMock(() => ({ status: 200, headers: { "content-type": mediaType }, body }));
    const { outcome, reason = "", checks } = await verify({ baseUrl: url, skip });
    expect(outcome).toBe("deviates");
    expect(reason).not.toContain("checks have run");
    expect(checks.length).toBeGreaterThan(8);
  });
});
