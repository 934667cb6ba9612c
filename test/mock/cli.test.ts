import { once } from "node:events";
import { createServer, Server } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { mediaType } from "../support/contract.js";

// In this process, for coverage and mutants to be seen; program.test.ts runs what is built.
const before = process.argv;
const usage = "Usage: nexus-members-mock [--port N] [--host H] [--verbose]";

beforeEach(() => {
  vi.resetModules();
  vi.spyOn(Server.prototype, "listen");
  vi.spyOn(process, "exit").mockReturnValue(undefined as never);
});
afterEach(() => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
  for (const server of vi.mocked(Server.prototype.listen).mock.contexts as Server[]) server.close();
  vi.restoreAllMocks();
  process.argv = before;
  process.exitCode = undefined;
});

/** Runs the program until it listens, or has given up. */
async function run(...args: string[]) {
  const out = vi.spyOn(console, "log").mockReturnValue();
  const err = vi.spyOn(console, "error").mockReturnValue();
  process.argv = ["node", "nexus-members-mock", ...args];
  await import("../../src/mock/cli.js");
  const lines = (spy: typeof out) => spy.mock.calls.map(([line]) => line as string);
  return {
    url: lines(out)[0]?.replace("Mock of POST /members: ", "") ?? "",
    output: () => ({ stdout: lines(out), stderr: lines(err), exitCode: process.exitCode }),
  };
}

const failure = (line: string) => ({ stdout: [], stderr: [line], exitCode: 1 });

/** Has a running mock answer once with 200 and once with 400. */
async function call(url: string) {
  const headers = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
  for (const body of [examples.oauth.request, {}]) {
    await (await fetch(`${url}/members`, { method: "POST", headers, body: JSON.stringify(body) })).text();
  }
}

test.each([
  ["only what breaks the contract", [], []],
  ["everything with --verbose", ["--verbose"], ["POST 200 oauth"]],
])("says where it listens, then prints %s", async (_, args, more) => {
  const { url, output } = await run("--port", "0", ...args);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await call(url);
  const stdout = [`Mock of POST /members: ${url}`, ...more, 'POST 400 invalid [{"at":"","rule":"required"}]'];
  expect(output()).toEqual({ stdout, stderr: [], exitCode: undefined });
});

test("listens on the port 4010 unless told otherwise", async () => {
  const { stdout, stderr } = (await run()).output();
  const busy = "Port 4010 is busy. Choose another one with --port N, or --port 0 for any free one";
  expect(["Mock of POST /members: http://127.0.0.1:4010", busy]).toContain([...stdout, ...stderr].join("\n"));
});

test("listens on the address it is given", async () => {
  expect((await run("--port", "0", "--host", "::1")).url).toMatch(/^http:\/\/\[::1\]:\d+$/);
});

test.each(["SIGINT", "SIGTERM"] as const)("ends on %s", async (signal) => {
  await run("--port", "0");
  expect(process.exit).not.toHaveBeenCalled();
  process.emit(signal);
  expect(process.exit).toHaveBeenCalledExactlyOnceWith(0);
});

test("goes on when the reader of its log has gone", async () => {
  await run("--port", "0");
  expect(() => process.stdout.emit("error", new Error("EPIPE"))).not.toThrow();
});

test("--help prints how to use it, and starts nothing", async () => {
  expect((await run("--help")).output()).toEqual({ stdout: [usage], stderr: [], exitCode: undefined });
});

test("a busy port is one line", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const { output } = await run("--port", String(port));
  expect(output()).toEqual(failure(`Port ${port} is busy. Choose another one with --port N, or --port 0 for any free one`));
  blocker.close();
});

test.each([
  ["--port http", "--port takes a number from 0 to 65535"],
  ["--port x1", "--port takes a number from 0 to 65535"],
  ["--port 1x", "--port takes a number from 0 to 65535"],
  ["--port 65536", "--port takes a number from 0 to 65535"],
  ["--host=", "--host takes an address to listen on, such as 127.0.0.1 or 0.0.0.0"],
  ["--port 0 --host 192.0.2.1", "listen EADDRNOTAVAIL: address not available 192.0.2.1"],
  ["--prot 1", `Unknown option '--prot'. ${usage}`],
  ["--port", `Option '--port <value>' argument missing. ${usage}`],
])("%s is one line", async (args, line) => {
  expect((await run(...args.split(" "))).output()).toEqual(failure(line));
});

test("the highest port is one", async () => {
  const { output } = await run("--port", "65535");
  expect(JSON.stringify(output())).toMatch(/Mock of POST \/members: http:\/\/127\.0\.0\.1:65535|Port 65535 is busy/);
});
