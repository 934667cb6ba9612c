/** The reference against the same document built with the generator's defaults. Alone: `npx tsx test/bench/docs.ts`. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { documentOf } from "../../scripts/docs/document.js";
import { readSources } from "../../scripts/evidence/types.js";
import findChromium, { launchChromium } from "../support/chromium.js";
import { contract } from "../support/contract.js";
import { median } from "./turns.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const redocly = join(root, "node_modules/@redocly/cli");
const rounds = 11;

/** Weights, and the time until the first operation is readable, as a ratio of medians of pairs. */
export async function compareDocs(): Promise<Record<"weight" | "defaultWeight" | "ratio" | "time", string>> {
  execFileSync(process.execPath, ["--import", "tsx", "scripts/docs.ts"], { cwd: root, stdio: "pipe" });
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-bench-"));
  const output = join(folder, "default.html");
  const input = join(folder, "openapi.json");
  writeFileSync(input, JSON.stringify(documentOf(contract.root, readSources(root))));
  const options = ["build-docs", input, "--output", output];
  execFileSync(process.execPath, [join(redocly, "bin/cli.js"), ...options], { cwd: root, stdio: "pipe" });

  // The default page takes its script from a CDN, checked by hash; here it comes from loopback.
  const script = readFileSync(join(redocly, "lib/chunks/redoc.standalone.js"));
  const defaults = readFileSync(output, "utf8")
    .replaceAll(/https:\/\/cdn\.redocly\.com\/\S*?redoc\.standalone\.js/g, "/redoc.standalone.js")
    .replaceAll(/ integrity="[^"]*"/g, "");
  rmSync(folder, { recursive: true });
  const ours = readFileSync(join(root, "dist/docs/index.html"));
  const files: Record<string, Buffer> = { "/ours": ours, "/defaults": Buffer.from(defaults), "/redoc.standalone.js": script };
  const server = createServer(({ url = "" }, response) => {
    const type = url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
    response.writeHead(url in files ? 200 : 404, { "Content-Type": type, "Cache-Control": "no-store" }).end(files[url] ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  findChromium();
  const browser = await launchChromium();
  const times: Record<string, number[]> = { "/ours": [], "/defaults": [] };
  for (let round = -1; round < rounds; round++) {
    const turns = Object.entries(times);
    for (const [path, measured] of round % 2 ? turns : turns.reverse()) {
      const time = await timeUntilReadable(`${origin}${path}`);
      if (round >= 0) measured.push(time); // the first round warms up
    }
  }
  await browser.close();
  server.close();
  const pairs = (times["/ours"] ?? []).map((time, round) => time / (times["/defaults"]?.[round] ?? Number.NaN));
  return {
    weight: weigh(ours),
    defaultWeight: weigh(Buffer.from(defaults), script),
    ratio: `${median(pairs).toFixed(2)} ×`,
    time: `${Math.round(median(times["/ours"] ?? []))} ms`,
  };

  async function timeUntilReadable(url: string): Promise<number> {
    const [operation] = contract.operations;
    const { tags, summary } = operation?.node ?? {};
    const tab = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    const began = performance.now();
    await tab.goto(`${url}#/${tags[0]}/${operation?.operationId.toLowerCase()}`, { waitUntil: "commit" });
    await tab.locator("main").getByRole("heading", { name: summary }).first().waitFor();
    await tab.locator("main .schema-name").first().waitFor();
    const time = performance.now() - began;
    await tab.close();
    return time;
  }
}

function weigh(...parts: Buffer[]): string {
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0) / 1e6;
  const gzipped = sum(parts.map((part) => gzipSync(part).length));
  return `${sum(parts.map(({ length }) => length)).toFixed(2)} MB, ${gzipped.toFixed(2)} MB gzipped`;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) console.table(await compareDocs());
