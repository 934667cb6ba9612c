/** Tests that run at the same time share a mock, and each gets its own faults. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../src/mock-server.js";
import { validHeaders } from "./transports.js";

/** What each thread runs: tests of a user of their own, which ask for a 503, an expired session, and nothing, and say what came. */
const code = `
const { parentPort, workerData: { url, thread, tests, headers } } = require("node:worker_threads");
const send = (path, sent, more) =>
  fetch(url + path, { method: "POST", headers: { "Content-Type": "application/json", ...more }, body: JSON.stringify(sent) });
const run = async (test) => {
  const sessionToken = "user-" + thread + "-" + test;
  const member = { institution_guid: "INS-1", is_oauth: true, external_guid: "link-" + thread + "-" + test };
  const match = test % 2 ? { sessionToken } : { body: { member: { external_guid: member.external_guid } } };
  const statuses = [];
  for (const status of [503, 401]) await send("/_mock/next", { status, match });
  for (let i = 0; i < 3; i++) statuses.push((await send("/members", { member }, { ...headers, "MD-SESSION-TOKEN": sessionToken })).status);
  return statuses.join();
};
Promise.all(Array.from({ length: tests }, (_, test) => run(test))).then((seen) => parentPort.postMessage(seen));
`;

test("200 tests in 8 threads each get the faults that they asked for, and nobody else's", async () => {
  const mock = await startMock({ control: "loopback" });
  onTestFinished(() => mock.close());
  const runThread = async (thread: number) => {
    const worker = new Worker(code, { eval: true, workerData: { url: mock.url, thread, tests: 25, headers: validHeaders } });
    const [seen] = (await once(worker, "message")) as [string[]];
    return seen;
  };
  const seen = await Promise.all(Array.from({ length: 8 }, (_, thread) => runThread(thread)));
  expect(seen.flat()).toEqual(Array(200).fill("503,401,200"));
  expect(mock.unused).toEqual([]);
});
