import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createNexusClient, sessionTokenHeader } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, rejectionOf, sessionToken } from "./client.js";

describe("whose token is sent, if an option is a getter", () => {
  class Inherited {
    get sessionToken() {
      return "read-1";
    }
  }
  let reads = 0;
  const changing = {
    get sessionToken() {
      return `read-${++reads}`;
    },
  };

  test.each([
    ["an inherited getter's, as a class has it", new Inherited()],
    ["the first one that a getter returns, for it is read once", changing],
  ])("%s", async (_, options) => {
    const seen: unknown[] = [];
    const nexus = clientWith((request) => {
      seen.push(request.headers.get(sessionTokenHeader));
      return Response.json(created);
    });
    await nexus.createMember(member, options);
    expect(seen).toEqual(["read-1"]);
  });
});

describe("a request is sent once", () => {
  test("after each status from 200 to 599", async () => {
    for (let status = 200; status <= 599; status++) {
      let sent = 0;
      const withoutBody = [204, 205, 304].includes(status);
      const nexus = clientWith(() => {
        sent++;
        return new Response(withoutBody ? null : "{}", { status });
      });
      const outcome = await nexus.createMember(member).catch((error: unknown) => error);
      expect(outcome, String(status)).toMatchObject(
        status < 400 ? { name: "NexusResponseError", status } : { ok: false, status },
      );
      expect(sent).toBe(1);
    }
  });
});

describe("a response that breaks off after each of its bytes", () => {
  const bytes = new TextEncoder().encode(JSON.stringify(created));

  test("never becomes a member", async () => {
    for (let length = 0; length < bytes.length; length++) {
      const error = await rejectionOf(clientWith(() => new Response(bytes.slice(0, length))).createMember(member));
      expect(error, `after ${length} bytes`).toMatchObject({ name: "NexusResponseError", mayExist: true });
    }
    expect(await clientWith(() => new Response(bytes)).createMember(member)).toMatchObject({ ok: true });
  });
});

describe("a body of any shape", () => {
  const deep = (levels: number, inner: string) => "[".repeat(levels) + inner + "]".repeat(levels);

  test.each([2700, 4900, 100_000])("an error body that is nested %i deep is a result", async (levels) => {
    for (const body of ["[".repeat(levels), deep(levels, ""), `{"error":${deep(levels - 10, "")}}`]) {
      const nexus = clientWith(() => new Response(body, { status: 400 }));
      expect(await nexus.createMember(member)).toMatchObject({ ok: false, status: 400 });
    }
  });

  test("a created member that is nested 3,000 deep stays one, also with a schema that gives up on it", async () => {
    const body = `{"member":{"guid":"MBR-1","deep":${deep(3000, "")}}}`;
    const recursive = (value: unknown): number => (Array.isArray(value) ? 1 + Math.max(0, ...value.map(recursive)) : 0);
    const response = {
      "~standard": {
        version: 1,
        vendor: "example",
        validate: (value: unknown) => {
          recursive((value as { member: { deep: unknown } }).member.deep);
          throw new RangeError("Maximum call stack size exceeded");
        },
      },
    } as const;
    const nexus = clientWith(() => new Response(body), { validate: { response } });
    expect(await nexus.createMember(member)).toMatchObject({
      ok: true,
      member: { guid: "MBR-1" },
      issues: [{ pointer: "", message: "The schema failed: Maximum call stack size exceeded" }],
    });
  });

  test("an error body with keys that objects inherit", async () => {
    const body = '{"__proto__":{"x":1},"constructor":"c","error":{"__proto__":{"code":1}}}';
    const nexus = clientWith(() => new Response(body, { status: 400 }));
    const result = await nexus.createMember(member);
    expect(JSON.stringify((result as { error: { body: unknown } }).error.body)).toBe(body);
  });
});

describe("a response of more than 1 MB", () => {
  const tooLarge = JSON.stringify({ ...created, padding: "x".repeat(1_000_000) });

  test("is an error without a body, if its status is one", async () => {
    const result = await clientWith(() => new Response(tooLarge, { status: 500 })).createMember(member);
    expect(result).toMatchObject({ ok: false, status: 500, error: { body: undefined } });
  });

  test("is an unknown outcome, if it is a success", async () => {
    const call = clientWith(() => new Response(tooLarge)).createMember(member);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 200, mayExist: true });
  });

  test("is read no further, also if it was sent as less by gzip", async () => {
    const gzipped = gzipSync(Buffer.alloc(50_000_000, "[1]"));
    const { url } = await startServer((_, response) => {
      response.writeHead(500, { "Content-Encoding": "gzip" }).end(gzipped);
    });
    const before = process.memoryUsage().arrayBuffers;
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
    expect(result).toMatchObject({ status: 500, error: { body: undefined } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25_000_000);
  });

  test("of exactly 1 MB is read", async () => {
    const body = JSON.stringify({ ...created, padding: "" });
    const padded = body.replace('"padding":""', `"padding":"${"x".repeat(1_000_000 - body.length)}"`);
    expect(padded).toHaveLength(1_000_000);
    expect(await clientWith(() => new Response(padded)).createMember(member)).toMatchObject({ ok: true });
  });
});

describe("what a fetch may throw", () => {
  const throwing = () => {
    throw new Error("no");
  };
  test.each<[string, unknown]>([
    ["an error whose message throws", Object.defineProperty(new Error("lost"), "message", { get: throwing })],
    ["an error whose cause throws", Object.defineProperty(new Error("lost"), "cause", { get: throwing })],
    ["an object whose toString throws", { toString: throwing }],
    ["an object without a prototype", Object.create(null)],
    ["a proxy", new Proxy(new Error("lost"), { get: throwing, getPrototypeOf: throwing })],
    ["a proxy that was revoked", revokedProxy()],
    ["a symbol", Symbol("lost")],
    ["null", null],
    ["undefined", undefined],
    ["a frozen error", Object.freeze(new TypeError("lost"))],
    ["an error that is its own cause", withItself("cause")],
    ["an error that collects itself", withItself("errors")],
  ])("%s becomes the cause of a NexusConnectionError, a plain error", async (_, thrown) => {
    const error = await rejectionOf(clientWith(() => Promise.reject(thrown)).createMember(member));
    expect(error).toMatchObject({ name: "NexusConnectionError", reason: "network", mayExist: true });
    expect((error as Error).cause).toBeInstanceOf(Error);
    expect(Object.is((error as Error).cause, thrown)).toBe(false);
    expect(inspect(error)).not.toContain("lost");
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["an object that is no Response", { ok: true, status: 200 }],
  ])("a fetch that returns %s is an unknown outcome", async (_, returned) => {
    const error = await rejectionOf(clientWith(() => returned as Response).createMember(member));
    expect(error).toMatchObject({ mayExist: true });
  });
});

function withItself(property: "cause" | "errors"): Error {
  const error = new Error("lost");
  return Object.assign(error, { [property]: property === "cause" ? error : [error, error] });
}

function revokedProxy(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
