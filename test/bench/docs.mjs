/** Part of `npm run bench`: the docs page against the same contract built with the generator's defaults. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { launchChromium } from "../support/chromium.mjs";
import { median } from "./mock.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const redocly = join(root, "node_modules/@redocly/cli");

/** @returns {Promise<Record<string, string>>} Weights, and the time until the operation is readable as a ratio. */
export async function compareDocs() {
  execFileSync(process.execPath, ["openapi/docs.mjs"], { cwd: root, stdio: "pipe" });
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-bench-"));
  const output = join(folder, "default.html");
  const args = [join(redocly, "bin/cli.js"), "build-docs", "generated/openapi.yaml", "--output", output];
  execFileSync(process.execPath, args, { cwd: root, stdio: "pipe" });

  // The default page takes its script from a CDN, checked by hash; here it comes from loopback.
  const script = readFileSync(join(redocly, "lib/chunks/redoc.standalone.js"));
  const defaults = readFileSync(output, "utf8")
    .replaceAll(/https:\/\/cdn\.redocly\.com\/\S*?redoc\.standalone\.js/g, "/redoc.standalone.js")
    .replaceAll(/ integrity="[^"]*"/g, "");
  rmSync(folder, { recursive: true });
  const files = {
    "/ours": readFileSync(join(root, "dist/docs/index.html")),
    "/defaults": Buffer.from(defaults),
    "/redoc.standalone.js": script,
  };
  const server = createServer(({ url = "" }, response) => {
    const type = url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
    response.writeHead(url in files ? 200 : 404, { "Content-Type": type, "Cache-Control": "no-store" }).end(files[url] ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;

  const browser = await launchChromium();
  const times = { "/ours": [], "/defaults": [] };
  const turns = Object.entries(times);
  for (let round = -1; round < 11; round++) {
    for (const [path, measured] of round % 2 ? turns : turns.toReversed()) {
      const tab = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      const began = performance.now();
      await tab.goto(`${origin}${path}#/members/createmember`, { waitUntil: "commit" });
      await tab.getByText("StandardMemberCreateRequest").first().waitFor();
      if (round >= 0) measured.push(performance.now() - began);
      await tab.close();
    }
  }
  await browser.close();
  server.close();
  const ratio = median(times["/ours"].map((time, round) => time / times["/defaults"][round]));
  const weight = (...parts) => {
    const gzipped = parts.map((part) => gzipSync(part).length).reduce((a, b) => a + b);
    return `${(parts.reduce((sum, part) => sum + part.length, 0) / 1e6).toFixed(2)} MB, ${(gzipped / 1e6).toFixed(2)} MB gzipped`;
  };
  return {
    weight: weight(files["/ours"]),
    defaultWeight: weight(files["/defaults"], script),
    ratio: `${ratio.toFixed(2)} ×`,
    time: `${Math.round(median(times["/ours"]))} ms`,
  };
}
