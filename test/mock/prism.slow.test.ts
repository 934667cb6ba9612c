/** Plain Prism on the bundle is the reference server: what it accepts and rejects, the mock accepts and rejects. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { type Prism, startPrism } from "../../scripts/prism.js";
import { type RunningMock, startMock } from "../../src/mock-server.js";
import { corpus } from "../contract/corpus.js";
import { operation, responseIssues, sendOver } from "./transports.js";

let prism: Prism;
let mock: RunningMock;

beforeAll(async () => {
  [prism, mock] = await Promise.all([startPrism(), startMock()]);
});
afterAll(async () => {
  await Promise.all([prism?.stop(), mock?.close()]);
});

test("Prism and the mock accept and reject the requests of the corpus as it says", async () => {
  const requests = corpus().filter(({ part }) => part === "requests");
  for (const accepted of [true, false]) expect(requests.filter((request) => request.accepted === accepted)).not.toEqual([]);
  for (const { name, body, accepted } of requests) {
    const [byPrism, byMock] = await Promise.all([sendOver(prism.url, { body }), sendOver(mock.url, { body })]);
    // The scenarios of invalid requests are those that no request example leads to.
    const scenario = operation.scenarios.find((one) => one.name === byMock.scenario);
    const verdicts = { prism: byPrism.status === 200, mock: scenario?.request !== undefined };
    expect(verdicts, name).toEqual({ prism: accepted, mock: accepted });
    expect(responseIssues(byPrism), name).toEqual([]);
  }
});

test("Prism responds to a request without a session with the first 401 of the contract", async () => {
  const headers = { "Content-Type": mediaType };
  const { status, body } = await sendOver(prism.url, { headers, body: examples.createMember.standard.request });
  expect({ status, body }).toEqual({ status: 401, body: examples.createMember["missing-session"].response });
});
