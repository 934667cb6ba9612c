/**
 * The mock against the Prism CLI on the same bundle, taking turns. Both run as programs, as they are installed. In process, there is
 * nothing to compare with.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { mediaType } from "../../generated/contract.js";
import { freePort } from "../../scripts/prism.js";
import { createMock } from "../../src/mock.js";
import { servedContract } from "../../src/served-contract.js";
import { median } from "./turns.js";

const { operations } = servedContract;

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const prism = pathOf("../../node_modules/@stoplight/prism-cli/dist/index.js");
const contenders: Record<"ours" | "prism", (port: string) => string[]> = {
  ours: (port) => [pathOf("../../dist/mock-cli.js"), "--port", port],
  prism: (port) => [prism, "mock", "-h", "127.0.0.1", "-p", port, pathOf("../../generated/openapi.yaml")],
};

// Any request of the contract that succeeds.
const [operation] = operations;
const scenario = operation?.scenarios.find(({ status, request }) => status < 400 && request !== undefined);
if (!operation || !scenario) throw new Error("The contract has no scenario of a success.");
const { method, path } = operation;
const body = JSON.stringify(scenario.request);
const headers = {
  "Content-Type": mediaType,
  "Content-Length": String(Buffer.byteLength(body)),
  ...Object.fromEntries(operation.security.map((header) => [header, "example-session"])),
};

export interface MockFigures {
  /** Start to first response: ours ÷ Prism's. */
  startRatio: number;
  /** Requests a second over HTTP, with 32 connections: ours, and ours ÷ Prism's. */
  rate: number;
  rateRatio: number;
  /** Requests a second in process. */
  inProcess: number;
}

export async function compareMocks({ rounds = 5, requests = 6_000 } = {}): Promise<MockFigures> {
  const starts = { ours: [] as number[], prism: [] as number[] };
  const rates = { ours: [] as number[], prism: [] as number[] };
  const names = ["ours", "prism"] as const;
  for (let round = 0; round < rounds; round++) {
    const turns = round % 2 ? names : [...names].reverse();
    for (const name of turns) {
      const port = await freePort();
      const began = performance.now();
      const program = spawn(process.execPath, contenders[name](String(port)), { stdio: "ignore" });
      await firstResponse(port);
      starts[name].push(performance.now() - began);
      await load(port, requests); // Until both are compiled.
      rates[name].push(await load(port, requests));
      program.kill();
      await once(program, "exit");
    }
  }
  const ratioOf = ({ ours, prism }: typeof starts) => median(ours.map((value, round) => value / (prism[round] as number)));
  return {
    startRatio: ratioOf(starts),
    rate: median(rates.ours),
    rateRatio: ratioOf(rates),
    inProcess: await rateInProcess(requests),
  };
}

async function firstResponse(port: number) {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
      return await response.text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** Requests a second over 32 connections, by a client that does next to nothing, so that the server is what is measured. */
async function load(port: number, requests: number): Promise<number> {
  const lines = Object.entries({ Host: "mock", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const message = `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
  let left = requests;
  const connection = async () => {
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    socket.write(message);
    let response = "";
    for await (const chunk of socket) {
      response += chunk;
      if (!isWhole(response)) continue;
      if (!response.startsWith(`HTTP/1.1 ${scenario?.status}`)) throw new Error(response);
      response = "";
      if (--left < 32) break;
      socket.write(message);
    }
    socket.destroy();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: 32 }, connection));
  return requests / ((performance.now() - began) / 1000);
}

function isWhole(response: string): boolean {
  const head = response.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(response)?.[1];
  return length === undefined ? response.endsWith("\r\n0\r\n\r\n") : response.length === head + 4 + Number(length);
}

async function rateInProcess(requests: number): Promise<number> {
  const mock = createMock();
  const send = async () => (await mock.fetch(`http://mock${path}`, { method, headers, body })).text();
  for (let i = 0; i < requests / 2; i++) await send();
  const began = performance.now();
  for (let i = 0; i < requests; i++) await send();
  return requests / ((performance.now() - began) / 1000);
}
