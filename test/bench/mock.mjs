/** Part of `npm run bench`: the mock against the Prism CLI on the same bundle, taking turns. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { mediaType } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { freePort } from "../support/prism.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const contenders = {
  ours: (port) => [path("../../dist/src/mock/cli.js"), "--port", port],
  prism: (port) => [
    path("../../node_modules/@stoplight/prism-cli/dist/index.js"),
    "mock",
    "-h",
    "127.0.0.1",
    "-p",
    port,
    path("../../generated/openapi.yaml"),
  ],
};
const body = JSON.stringify(examples.standard.request);
const headers = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session", "Content-Length": Buffer.byteLength(body) };

/** @returns {Promise<{ start: number, rate: number, ours: number }>} Ratios of ours to Prism's CLI, and our requests a second. */
export async function compareMocks() {
  const starts = { ours: [], prism: [] };
  const rates = { ours: [], prism: [] };
  for (let round = 0; round < 5; round++) {
    const running = {};
    for (const name of Object.keys(contenders)) {
      const port = await freePort();
      const began = performance.now();
      const program = spawn(process.execPath, contenders[name](String(port)), { stdio: "ignore" });
      await firstAnswer(port);
      starts[name].push(performance.now() - began);
      running[name] = { port, program };
    }
    for (const name of Object.keys(contenders)) {
      await load(running[name].port, 2_000);
      rates[name].push(await load(running[name].port, 5_000));
    }
    for (const { program } of Object.values(running)) {
      program.kill();
      await once(program, "exit");
    }
  }
  const ratio = (of) => median(of.ours.map((value, round) => value / of.prism[round]));
  return { start: ratio(starts), rate: ratio(rates), ours: median(rates.ours) };
}

async function firstAnswer(port) {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/members`, { method: "POST", headers: { ...headers }, body });
      return await response.text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Requests a second over 32 connections, by a client that does next to nothing, so that the server is what is measured. */
async function load(port, requests) {
  const lines = Object.entries({ Host: "mock", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const message = `POST /members HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
  let left = requests;
  const connection = async () => {
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    socket.write(message);
    let answer = "";
    for await (const chunk of socket) {
      answer += chunk;
      if (!isWhole(answer)) continue;
      if (!answer.startsWith("HTTP/1.1 200")) throw new Error(answer);
      answer = "";
      if (--left < 32) break;
      socket.write(message);
    }
    socket.destroy();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: 32 }, connection));
  return requests / ((performance.now() - began) / 1000);
}

function isWhole(answer) {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("\r\n0\r\n\r\n") : answer.length === head + 4 + Number(length);
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
