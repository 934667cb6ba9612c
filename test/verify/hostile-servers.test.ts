import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { maxBodySize } from "../../src/http/body.js";
import { type Handler, reply, startServer } from "../support/server.js";
import { run } from "./program.js";
import { changedMock, type Json, withBody } from "./servers.js";

const success = examples.createMember.oauth.response;
const token = "token-Zq8";

/** Runs the program against a server that must not get through, and returns what it printed. Takes less than the limit of a test. */
async function runAgainst(url: string, timeout = "10000", ...args: string[]) {
  const env = { NEXUS_SESSION_TOKEN: token, GITHUB_ACTIONS: "true" };
  const { code, output, errors } = await run(["--server", url, "--timeout", timeout, ...args], env);
  expect(output).not.toContain("Zq8");
  expect(output).not.toMatch(/[^\P{C}\n]/u);
  for (const command of output.match(/^::.*/gm) ?? []) expect(command).toMatch(/^::(error|notice) title=[^:,]+::[^\n]+$/);
  expect(errors).toBe("");
  return { code, output };
}

/** A server that speaks no HTTP but what it is told to. */
async function startRaw(respond: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("data", () => respond(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

describe("a redirect is not followed, and is an issue", () => {
  test.each([
    ["to another host", () => true],
    ["of calls with a token only", (sent: string | undefined) => sent !== undefined],
  ])("%s", async (_, redirects) => {
    const other = await startServer(() => success);
    const { url, received } = await startServer(({ headers }, response) => {
      if (!redirects(headers["md-session-token"] as string | undefined)) return void reply(response, 401, "");
      return void reply(response, 307, "", { Location: other.url.replace("127.0.0.1", "localhost") });
    });
    const { code, output } = await runAgainst(url);
    expect(code).toBe(1);
    expect(output).toContain("status is 307; expected 200");
    expect(other.received).toEqual([]);
    expect(received.map(({ path }) => path)).toEqual(received.map(() => "/members"));
  });

  test("on the same host", async () => {
    const { url, received } = await startServer(({ path = "" }, response) => {
      if (path !== "/members") return success;
      return void reply(response, 302, "", { Location: "/elsewhere" });
    });
    expect((await runAgainst(url)).code).toBe(1);
    expect(new Set(received.map(({ path }) => path))).toEqual(new Set(["/members"]));
  });
});

test("a server that accepts everything with a field nested 5,000 deep does not conform: every check has run", async () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const body = JSON.stringify(success).replace("{", `{"deep":${deep},`).replace('"member":{', `"member":{"metadata":${deep},`);
  const { url, received } = await startServer((_, response) => reply(response, 200, body));
  const { code, output } = await runAgainst(url);
  expect(code).toBe(1);
  expect(received.length).toBeGreaterThan(40);
  expect(output).toMatch(/^\d of \d{3} checks passed(, \d skipped)?\.$/m);
});

describe("a body without an end", () => {
  const type = { "Content-Type": mediaType };
  const bodies: Record<string, Handler> = {
    "that is endless": (_, response) => void pour(response.writeHead(200, type)),
    "that says it has ten gigabytes": (_, response) => void pour(response.writeHead(200, { ...type, "Content-Length": 1e10 })),
    "that drips": async (_, response) => {
      for (response.writeHead(200, type); !response.destroyed; await setTimeout(10)) response.write(" ");
    },
    "that stops": (_, response) => void response.writeHead(200, type).write("{"),
    "that never begins": () => undefined,
    "that grows when it is decompressed": (_, response) => {
      response.writeHead(200, { ...type, "Content-Encoding": "gzip" }).end(bomb);
    },
  };
  const bomb = gzipSync(" ".repeat(100 * maxBodySize));

  test.each(Object.entries(bodies))("%s: the check could not run, and nothing more is sent", async (_, handler) => {
    const { url, received } = await startServer(handler);
    const { code, output } = await runAgainst(url, "300");
    expect(code).toBe(2);
    expect(output).toMatch(/^No complete response from \S+: (the body is larger than|it took longer than)/m);
    expect(received).toHaveLength(3);
  });

  test("is no longer read than it takes to see that it is too large", async () => {
    const poured: Promise<number>[] = [];
    const { url } = await startServer((_, response) => void poured.push(pour(response.writeHead(200, type))));
    await runAgainst(url);
    for (const size of await Promise.all(poured)) expect(size).toBeLessThan(20 * maxBodySize);
    expect(poured).toHaveLength(3);
  });

  /** Writes as much as the other side takes. Returns how much that was. */
  async function pour(response: ServerResponse): Promise<number> {
    let size = 0;
    function* spaces() {
      for (const chunk = Buffer.alloc(65_536, " "); ; size += chunk.length) yield chunk;
    }
    await pipeline(Readable.from(spaces()), response).catch(() => {});
    return size;
  }
});

describe("what is no response", () => {
  test.each([
    ["nothing, and the connection is closed", ""],
    ["garbage", "\u0000\u001b[31m::error::\r\n\r\n"],
    ["a status that is no number", "HTTP/1.1 ::error:: OK\r\n\r\n"],
    ["a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"],
    ["a switch of protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"],
    ["headers without an end", `HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(10_000)}`],
    ["interim responses only", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"],
    ["a wrong compression", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"],
  ])("%s: the check could not run", async (_, text) => {
    const url = await startRaw((socket) => void socket.end(text));
    const { code, output } = await runAgainst(url);
    expect(code).toBe(2);
    expect(output).toMatch(/^No complete response from http:\S+: .{10,80}\.$/m);
  });

  const body = JSON.stringify(success);
  const whole = `HTTP/1.1 200 OK\r\nContent-Type: ${mediaType}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const places = Array.from({ length: 40 }, (_, index) => Math.floor((index * whole.length) / 40));

  test.each(places)("a response cut after byte %i: the check could not run", async (length) => {
    const url = await startRaw((socket) => void socket.end(whole.slice(0, length)));
    expect((await runAgainst(url)).code).toBe(2);
  });

  test("only some responses: these checks fail, and the others pass", async () => {
    const { url } = await changedMock(
      (one) => one,
      (response, { status, headers, body }) => {
        if (status === 422) response.destroy();
        else response.writeHead(status, headers).end(body);
      },
    );
    const { code, output } = await runAgainst(url);
    expect(code).toBe(1);
    expect(output).toContain("✓ createMember: standard (200)");
    expect(output).toContain(
      "✗ createMember: unknown-institution\n    response status is missing or incomplete: the connection failed",
    );
  });
});

describe("values of the server never reach the output as they are", () => {
  const evil = "\u001b[31mZq8\r\n::error::Zq8\u0085\u202e\u2028%0A##[error]Zq8";

  /** A copy of a JSON value with another value in place of each string, and with a further field. */
  function poisoned(value: Json): Json {
    if (typeof value === "string") return evil;
    if (Array.isArray(value)) return [...value.map(poisoned), evil];
    if (typeof value !== "object" || value === null) return value;
    return { ...Object.fromEntries(Object.entries(value).map(([key, child]) => [key, poisoned(child)])), [evil]: evil };
  }

  test("control characters and commands in every value", async () => {
    const { url } = await changedMock((one) => withBody(one, poisoned));
    const { code, output } = await runAgainst(url);
    expect(code).toBe(1);
    expect(output).toContain("/member/guid must be MBR- followed by");
  });

  test("field names in place of the contract's", async () => {
    const { url } = await changedMock((one) =>
      withBody(one, () => ({ member: { [evil]: { [evil]: 1 } }, [evil]: 1, error: evil })),
    );
    expect((await runAgainst(url)).code).toBe(1);
  });

  test("the token and the body of the request, sent back in a status text, headers and values", async () => {
    const { url } = await startServer(({ headers, body }, response) => {
      const sent = String(headers["md-session-token"]);
      response.writeHead(200, sent, { "Content-Type": `${sent}/x`, Location: sent });
      response.end(JSON.stringify({ member: { guid: sent, metadata: body, [sent]: sent } }));
    });
    const { code, output } = await runAgainst(url);
    expect(code).toBe(1);
    expect(output).toContain("header Content-Type is another media type");
  });
});

describe("JSON that a program may stumble over", () => {
  const member = JSON.stringify(success.member).slice(1);
  test.each([
    ["a prototype", `{"member":{"__proto__":{"guid":7},"constructor":1,${member},"__proto__":1}`],
    ["a list with 3,000 items", `{"member":{"use_cases":[${"1,".repeat(3_000)}1],${member}}`],
    ["nested 100,000 deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["numbers beyond all limits", `{"member":{"revision":1e999,"connection_status_id":-1e999,${member}}`],
    ["half a character", `{"member":{"name":"\\ud800","\\udfff":"\\ud800",${member}}`],
    ["the same field 10,000 times", `{"member":{${'"guid":1,'.repeat(10_000)}${member}}`],
    ["null", "null"],
    ["a string", '"member"'],
  ])("%s", async (_, body) => {
    const { url } = await startServer((_, response) => reply(response, 200, body));
    expect((await runAgainst(url, "10000", "--skip", ", /", "--skip", ", the body")).code).toBe(1);
  });
});
