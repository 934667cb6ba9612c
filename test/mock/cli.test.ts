import { Server } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { main } from "../../src/mock/cli.js";
import { startMock } from "../../src/mock-server.js";
import { servedContract } from "../../src/served-contract.js";
import { collectOutput } from "../support/output.js";
import { validHeaders } from "./transports.js";

const usage =
  "Usage: nexus-members-mock [--port N] [--host H] [--base-path P] [--stateful] [--control | --control-anywhere] [--verbose] | --version";

const paths = [...new Set(servedContract.operations.map(({ path }) => path))].join(", ");

/** Runs the program in this process. */
async function run(...args: string[]) {
  const output = collectOutput();
  const result = await main(startMock, args, output, "1.2.3");
  if (typeof result !== "number") onTestFinished(() => result.close());
  const mock = typeof result === "number" ? expect.fail : result;
  return {
    exitCode: typeof result === "number" ? result : undefined,
    ...output,
    mock: mock as Exclude<typeof result, number>,
  };
}

const post = (url: string, body: unknown) =>
  fetch(`${url}/members`, { method: "POST", headers: validHeaders, body: JSON.stringify(body) });

test("says where it listens, then prints every response but a plain success", async () => {
  const { lines, errors, mock } = await run("--port", "0");
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  for (const body of [examples.createMember.oauth.request, {}]) await (await post(mock.url, body)).text();
  await fetch(`${mock.url}/other`);
  expect(lines).toEqual([
    `Mock of the Nexus contract: ${mock.url}`,
    'POST 400 invalid [{"in":"body","pointer":"/member","rule":"required"}]',
    `GET 404 (The contract has no path /other. It has: ${paths})`,
  ]);
  expect(errors).toEqual([]);
});

test.each<[number, RequestInit, string]>([
  [401, { method: "POST", body: "{}" }, "POST 401 missing-session"],
  [404, {}, `GET 404 (The contract has no path /x. It has: ${paths})`],
  [405, { method: "PUT" }, "PUT 405 (This path allows POST, OPTIONS)"],
  [406, { method: "POST", headers: { Accept: "text/html" } }, "POST 406 (Accept must allow "],
  [
    413,
    { method: "POST", headers: validHeaders, body: " ".repeat(1_000_001) },
    "POST 413 (The mock reads request bodies of up to",
  ],
  [
    415,
    { method: "POST", headers: { ...validHeaders, "Content-Type": "text/html" }, body: "{}" },
    "POST 415 (Content-Type must be",
  ],
  [400, { method: "POST", headers: { ...validHeaders, Prefer: "code=302" } }, "POST 400 (Prefer: The contract does not have"],
  [422, { method: "POST", headers: { ...validHeaders, Prefer: "code=422" } }, "POST 422 duplicate-member"],
  [200, { method: "POST", headers: { ...validHeaders, Prefer: "delay=1, code=200" } }, "POST 200 standard delayed by 1 ms"],
])("prints a line for %i of %j", async (status, init, line) => {
  const { lines, mock } = await run("--port", "0");
  expect((await fetch(`${mock.url}/${status === 404 ? "x" : "members"}`, init)).status).toBe(status);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(line);
});

test("prints every response with --verbose, with path and duration", async () => {
  const { lines, mock } = await run("--port", "0", "--verbose");
  await post(mock.url, examples.createMember.oauth.request);
  await fetch(`${mock.url}/_mock/health`);
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^POST 200 oauth \/members \d+\.\d ms$/),
    expect.stringMatching(/^GET 200 control \/_mock\/health \d+\.\d ms$/),
  ]);
});

test("--version prints the version of the contract", async () => {
  expect(await run("--version")).toMatchObject({ exitCode: 0, lines: ["1.2.3"] });
});

test("with --base-path, the paths of the contract begin with it", async () => {
  const { mock, lines } = await run("--port", "0", "--base-path", "/nexus");
  expect(lines).toEqual([`Mock of the Nexus contract: ${mock.url}/nexus`]);
  expect((await post(`${mock.url}/nexus`, examples.createMember.oauth.request)).status).toBe(200);
  expect((await post(mock.url, examples.createMember.oauth.request)).status).toBe(404);
});

test.each([
  ["the port 4010 unless told otherwise", [], 4010],
  ["the highest port there is", ["--port", "65535"], 65535],
])("listens on %s", async (_, args, port) => {
  const { listen } = Server.prototype;
  // Any free port is taken in its place: something else may use that port here.
  const asked = vi.spyOn(Server.prototype, "listen").mockImplementation(function (this: Server) {
    return listen.call(this, 0);
  });
  onTestFinished(() => asked.mockRestore());
  await run(...args);
  expect(asked).toHaveBeenCalledWith(port, "127.0.0.1");
});

test("a port that is in use is one line", async () => {
  const other = await startMock();
  onTestFinished(() => other.close());
  const { port } = new URL(other.url);
  const inUse = `Port ${port} is in use. Choose another one with --port N, or --port 0 for any free one.`;
  expect(await run("--port", port)).toMatchObject({ exitCode: 1, lines: [], errors: [inUse] });
});

test("listens on the address it is given", async () => {
  expect((await run("--port", "0", "--host", "::1")).mock.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
});

test("--stateful rejects what is taken; without it, nothing is", async () => {
  for (const [args, status] of [[["--stateful"], 422] as const, [[], 200] as const]) {
    const { mock } = await run("--port", "0", ...args);
    expect((await post(mock.url, examples.createMember.oauth.request)).status).toBe(200);
    expect((await post(mock.url, examples.createMember.oauth.request)).status).toBe(status);
  }
});

test.each([
  ["--verbose", 0],
  ["--control", 1],
])("with %s, the journal has %i of one request: nobody reads it without control", async (option, length) => {
  const { mock } = await run("--port", "0", option);
  await post(mock.url, examples.createMember.oauth.request);
  expect(mock.requests).toHaveLength(length);
});

test.each([
  ["--control", 200],
  ["--control-anywhere", 200],
  ["--verbose", 404],
])("with %s, the control paths give %i", async (option, status) => {
  const { mock } = await run("--port", "0", option);
  expect((await fetch(`${mock.url}/_mock/requests`)).status).toBe(status);
});

test.each([
  ["--help", usage],
  ["--port x --help", usage],
])("%s prints how to use it, and starts nothing", async (args, line) => {
  expect(await run(...args.split(" "))).toMatchObject({ exitCode: 0, lines: [line], errors: [] });
});

test.each([
  ["--port http", "--port needs a number from 0 to 65535."],
  ["--port x1", "--port needs a number from 0 to 65535."],
  ["--port 1x", "--port needs a number from 0 to 65535."],
  ["--port 65536", "--port needs a number from 0 to 65535."],
  ["--host=", "--host needs an address to listen on, such as 127.0.0.1 or 0.0.0.0."],
  ["--port 0 --host 192.0.2.1", "listen EADDRNOTAVAIL: address not available 192.0.2.1"],
  ["--prot 1", `Unknown option '--prot'. ${usage}`],
  ["127.0.0.1", `Unexpected argument '127.0.0.1'. ${usage}`],
  ["--base-path nexus", "basePath must be a path that begins with a slash and does not end in one, such as /nexus."],
  ["--port", `Option '--port <value>' argument missing. ${usage}`],
])("%s is one line", async (args, line) => {
  expect(await run(...args.split(" "))).toMatchObject({ exitCode: 1, lines: [], errors: [line] });
});
