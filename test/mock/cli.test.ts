/** What the program prints and which mock it starts; program.test.ts runs it as it is built. */
import { Server } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../src/mock/cli.js";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { servedContract } from "../../src/served-contract.js";
import { collectOutput } from "../support/output.js";
import { creatingOAuth, preferring } from "./requests.js";
import { sendOver } from "./transports.js";

const usage =
  "Usage: nexus-members-mock [--port N] [--host H] [--base-path P] [--stateful] [--control | --control-anywhere] [--verbose] | --version";

const paths = [...new Set(servedContract.operations.map(({ path }) => path))].join(", ");

/** Runs the program in this process, with arguments that start no mock. */
async function run(...args: string[]) {
  const { lines, errors, ...output } = collectOutput();
  return { result: await main(startMock, args, output, "1.2.3"), lines, errors };
}

/** Starts a mock as the program does, on any free port unless the arguments say otherwise. */
async function start(...args: string[]) {
  const { lines, errors, ...output } = collectOutput();
  const mock = (await main(startMock, ["--port", "0", ...args], output)) as RunningMock;
  expect(errors).toEqual([]);
  onTestFinished(() => mock.close());
  return { mock, lines, create: (base = "") => sendOver(mock.url, { ...creatingOAuth(), path: `${base}/members` }) };
}

test("says where it listens, then prints every response but a plain success", async () => {
  const { lines, mock, create } = await start();
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await create();
  await sendOver(mock.url, { body: {} });
  await sendOver(mock.url, preferring("delay=1, code=200"));
  await fetch(`${mock.url}/other`);
  expect(lines).toEqual([
    `Mock of the Nexus contract: ${mock.url}`,
    'POST 400 invalid [{"in":"body","pointer":"/member","rule":"required"}]',
    "POST 200 created delayed by 1 ms",
    `GET 404 (The contract has no path /other. It has: ${paths})`,
  ]);
});

test("prints every response with --verbose, with path and duration", async () => {
  const { lines, mock, create } = await start("--verbose");
  await create();
  await fetch(`${mock.url}/_mock/health`);
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^POST 200 oauth \/members \d+\.\d ms$/),
    expect.stringMatching(/^GET 200 control \/_mock\/health \d+\.\d ms$/),
  ]);
});

test("with --base-path, the paths of the contract begin with it", async () => {
  const { mock, lines, create } = await start("--base-path", "/nexus");
  expect(lines).toEqual([`Mock of the Nexus contract: ${mock.url}/nexus`]);
  expect((await create("/nexus")).status).toBe(200);
  expect((await create()).body.error.message).toContain("It has: /nexus/members");
});

test.each([
  ["the port 4010 unless told otherwise", [], 4010, "127.0.0.1"],
  ["the highest port there is", ["--port", "65535"], 65535, "127.0.0.1"],
  ["the address it is given", ["--port", "1", "--host", "::1"], 1, "::1"],
])("listens on %s", async (_, args, port, host) => {
  const { listen } = Server.prototype;
  // Any free port is taken in its place: something else may use that port here.
  const asked = vi.spyOn(Server.prototype, "listen").mockImplementation(function (this: Server) {
    return listen.call(this, 0);
  });
  onTestFinished(() => asked.mockRestore());
  const { result } = await run(...args);
  await (result as RunningMock).close();
  expect(asked).toHaveBeenCalledWith(port, host);
});

test("--stateful rejects what is taken; without it, nothing is", async () => {
  for (const [args, status] of [[["--stateful"], 422] as const, [[], 200] as const]) {
    const { mock } = await start(...args);
    const sent = creatingOAuth({ external_guid: "link-1" });
    expect([(await sendOver(mock.url, sent)).status, (await sendOver(mock.url, sent)).status]).toEqual([200, status]);
  }
});

test.each([
  ["--control", 200, 1],
  ["--control-anywhere", 200, 1],
  ["--verbose", 404, 0],
])("with %s, the control paths give %i, and the journal has %i of one request", async (option, status, length) => {
  const { mock, create } = await start(option);
  await create();
  expect((await fetch(`${mock.url}/_mock/requests`)).status).toBe(status);
  expect(mock.requests).toHaveLength(length);
});

test.each([
  ["--version", "1.2.3"],
  ["--help", usage],
  ["--port x --help", usage],
])("%s prints one line, and starts nothing", async (args, line) => {
  expect(await run(...args.split(" "))).toEqual({ result: 0, lines: [line], errors: [] });
});

test("a port that is in use is one line", async () => {
  const { port } = new URL((await start()).mock.url);
  const inUse = `Port ${port} is in use. Choose another one with --port N, or --port 0 for any free one.`;
  expect(await run("--port", port)).toEqual({ result: 1, lines: [], errors: [inUse] });
});

test.each([
  ["--port http", "--port needs a number from 0 to 65535."],
  ["--port 1x", "--port needs a number from 0 to 65535."],
  ["--port", `Option '--port <value>' argument missing. ${usage}`],
  ["--prot 1", `Unknown option '--prot'. ${usage}`],
  ["127.0.0.1", `Unexpected argument '127.0.0.1'. ${usage}`],
  ["--host=", "The mock: host must be an address to listen on, such as 127.0.0.1 or 0.0.0.0."],
  ["--port 0 --host 192.0.2.1", "listen EADDRNOTAVAIL: address not available 192.0.2.1"],
])("%s is one line", async (args, line) => {
  expect(await run(...args.split(" "))).toEqual({ result: 1, lines: [], errors: [line] });
});
