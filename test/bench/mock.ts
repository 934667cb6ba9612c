/** The mock and the Prism CLI on the same bundle, taking turns. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mediaType } from "../../generated/contract.js";
import { freePort } from "../../scripts/prism.js";
import { servedContract } from "../../src/served-contract.js";
import { median } from "./turns.js";

const run = promisify(execFile);
const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const prism = pathOf("../../node_modules/@stoplight/prism-cli/dist/index.js");
const autocannon = createRequire(import.meta.url).resolve("autocannon");

// Any request of the contract that succeeds.
const [operation] = servedContract.operations;
const scenario = operation?.scenarios.find(({ status, request }) => status < 400 && request !== undefined);
if (!operation || !scenario) throw new Error("The contract has no scenario of a success.");
const { method, path } = operation;
const body = JSON.stringify(scenario.request);
const headers = {
  "Content-Type": mediaType,
  ...Object.fromEntries(operation.security.flatMap((one) => (one ? [[one.header, "example-session"]] : []))),
};

const contenders = {
  ours: (port: string) => [pathOf("../../dist/mock-cli.js"), "--port", port],
  prism: (port: string) => [prism, "mock", "-h", "127.0.0.1", "-p", port, pathOf("../../generated/openapi.yaml")],
};
type Name = keyof typeof contenders;
const names = Object.keys(contenders) as Name[];

/** From the start to the first response, and successful creates a second over 16 connections: ours, and as ratios to Prism's. */
export async function compareMocks({ rounds = 7, seconds = 3 } = {}) {
  const starts: Record<Name, number[]> = { ours: [], prism: [] };
  const rates: Record<Name, number[]> = { ours: [], prism: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 ? names : [...names].reverse()) {
      const port = await freePort();
      const began = performance.now();
      const program = spawn(process.execPath, contenders[name](String(port)), { stdio: "ignore" });
      await firstResponse(port);
      starts[name].push(performance.now() - began);
      await load(port, 1); // Until the code is compiled.
      rates[name].push(await load(port, seconds));
      program.kill();
      await once(program, "exit");
    }
  }
  const ratios = (ours: number[], others: number[]) => ours.map((value, round) => value / (others[round] as number));
  const toPrism = ratios(rates.ours, rates.prism);
  return {
    startRatio: median(ratios(starts.ours, starts.prism)),
    rate: median(rates.ours),
    rateRatio: median(toPrism),
    rateRange: [Math.min(...toPrism), Math.max(...toPrism)],
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

/** Requests a second over 16 connections. */
async function load(port: number, seconds: number): Promise<number> {
  const sent = Object.entries(headers).flatMap(([name, value]) => ["--headers", `${name}=${value}`]);
  const options = ["--json", "--connections", "16", "--duration", String(seconds), "--method", method, "--body", body, ...sent];
  const { stdout } = await run(process.execPath, [autocannon, ...options, `http://127.0.0.1:${port}${path}`]);
  const { "2xx": successes, non2xx, errors, duration } = JSON.parse(stdout);
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} responses are no success, ${errors} requests failed`);
  return successes / duration;
}
