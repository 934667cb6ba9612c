import { connect } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../src/mock-server.js";
import { seed } from "../support/arbitraries.js";
import { operation, validHeaders } from "./transports.js";

test("responds to whatever bytes arrive", async () => {
  const log: string[] = [];
  const mock = await startMock({ log: (line) => log.push(line) });
  onTestFinished(() => mock.close());
  const body = JSON.stringify(operation.scenarios[0]?.request);
  const headers = Object.entries({ Host: "mock", ...validHeaders, "Content-Length": body.length, Connection: "close" });
  const whole = `POST /members HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
  const head = whole.length - body.length;
  /** One byte of the head is another one: the body stays whole, so that the mock never has to wait for the rest of it. */
  const broken = fc
    .tuple(fc.nat(head - 1), fc.integer({ min: 1, max: 255 }))
    .map(([at, code]) => `${whole.slice(0, at)}${String.fromCharCode(code)}${whole.slice(at + 1)}`);
  const statuses: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      log.length = 0;
      const socket = connect({ port: Number(new URL(mock.url).port), host: "127.0.0.1", allowHalfOpen: true });
      socket.end(Buffer.from(bytes, "latin1"));
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(await text(socket)) ?? [];
      expect(status).toMatch(/^[24]\d\d$/);
      expect(log.length).toBeGreaterThan(0);
      statuses[String(status)] = (statuses[String(status)] ?? 0) + 1;
    }),
    { numRuns: 1_500, seed, endOnFailure: true },
  );
  console.log(`fuzz: seed ${seed}, 1500 broken heads, responses by status:`, JSON.stringify(statuses));
  expect(statuses["400"]).toBeGreaterThan(100);
  expect(statuses["200"]).toBeGreaterThan(100);
});
