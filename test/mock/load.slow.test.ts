import { Agent } from "node:http";
import { expect, test } from "vitest";
import { startMock } from "../../src/mock-server.js";
import { operation, sendOver, validHeaders } from "./transports.js";

test("responds to 2,000 requests over 64 connections, then ends with nothing left open", async () => {
  const mock = await startMock({ stateful: true });
  const connections = new Agent({ keepAlive: true, maxSockets: 64 });
  const [scenario] = operation.scenarios.filter(({ name }) => name === "oauth");
  const sent = { headers: validHeaders, body: scenario?.request };
  const start = performance.now();
  const responses = await Promise.all(Array.from({ length: 2_000 }, () => sendOver(mock.url, sent, connections)));
  console.log(`load: 2000 requests over 64 connections, ${Math.round(2_000_000 / (performance.now() - start))} a second`);
  expect(responses).toHaveLength(2_000);
  // One external_guid: one member, whoever came first.
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(responses.filter(({ status }) => status === 422)).toHaveLength(1_999);
  expect(mock.members).toHaveLength(1);
  await mock.close();
  connections.destroy();
  await expect(fetch(mock.url)).rejects.toThrow();
});
