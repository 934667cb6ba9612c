/** `npm run bench`: what the client, the validators, the mock and the docs cost, as ratios measured in one run. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createNexusClient, mediaType } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import createClient from "openapi-fetch";
import { hasChromium } from "../support/chromium.ts";
import { gzippedSize } from "../support/size.ts";
import { compareDocs } from "./docs.ts";
import { compareMocks, median } from "./mock.ts";
import { compareValidators } from "./validators.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
console.table({
  ...(await sizes()),
  ...(await calls()),
  ...(await validations()),
  ...compilations(),
  ...(await mocks()),
  ...(await docs()),
});

function row(measured, value, limit) {
  return { [measured]: { value, limit } };
}

/** Minified and gzipped, with everything it needs. */
async function sizes() {
  const nothing = await gzippedSize("");
  const grams = async (contents) => `${(((await gzippedSize(contents)) - nothing) / 1000).toFixed(2)} kB`;
  return {
    ...row("size: client", await grams('export { createNexusClient } from "nexus-members-contract"'), "5.5 kB"),
    ...row("size: openapi-fetch alone", await grams('export { default } from "openapi-fetch"'), ""),
    ...row("size: all validators", await grams('export * from "nexus-members-contract/validators"'), "8 kB"),
    ...row("size: the same in zod", await grams('export * from "./test/bench/zod.mjs"'), ""),
    ...row("size: import of types only", await grams('import type { Member } from "nexus-members-contract"'), "0.00 kB"),
  };
}

/** Calls on loopback, taking turns; the median of the ratios of neighbouring rounds. */
async function calls() {
  const answer = JSON.stringify(examples.createMember.standard.response);
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(200, { "Content-Type": mediaType }).end(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const headers = { Accept: mediaType, "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
  const body = examples.createMember.standard.request;

  const nexus = createNexusClient({ baseUrl, sessionToken: "example-session" });
  const raw = createClient({ baseUrl, headers });
  const contenders = {
    ours: () => nexus.createMember(body.member),
    openapiFetch: () => raw.POST("/members", { body }),
    bareFetch: async () => (await fetch(`${baseUrl}/members`, { method: "POST", headers, body: JSON.stringify(body) })).json(),
  };
  const times = { ours: [], openapiFetch: [], bareFetch: [] };
  const turns = Object.entries(contenders);
  for (let round = -4; round < 60; round++) {
    for (const [name, call] of round % 2 ? turns : turns.toReversed()) {
      const start = performance.now();
      for (let i = 0; i < 150; i++) await call();
      if (round >= 0) times[name].push((performance.now() - start) / 150);
    }
  }
  server.close();
  server.closeAllConnections();
  const ratio = (name) => `${median(times.ours.map((time, round) => time / times[name][round])).toFixed(2)} ×`;
  return {
    ...row("call: client ÷ openapi-fetch", ratio("openapiFetch"), "1.10 ×"),
    ...row("call: client ÷ bare fetch", ratio("bareFetch"), ""),
    ...row("call: client, median", `${(median(times.ours) * 1000).toFixed(0)} µs`, ""),
  };
}

/** A validation of the published answer. Only ours and zod jitless may run where code is not made from strings. */
async function validations() {
  const { time, ajv, zod, zodJitless } = await compareValidators();
  return {
    ...row("validate: ours", `${time.toFixed(0)} ns`, ""),
    ...row("validate: ours ÷ zod jitless", `${zodJitless.toFixed(2)} ×`, "1.00 ×"),
    ...row("validate: ours ÷ zod", `${zod.toFixed(2)} ×`, ""),
    ...row("validate: ours ÷ Ajv compiling at run time", `${ajv.toFixed(2)} ×`, ""),
  };
}

/** The mock and the Prism CLI, as programs; and the mock in process. */
async function mocks() {
  const { start, rate, inProcess } = await compareMocks();
  return {
    ...row("mock: start to first response ÷ prism mock", `${start.ratio.toFixed(2)} ×`, "0.10 ×"),
    ...row("mock: requests a second ÷ prism mock", `${rate.ratio.toFixed(2)} ×`, "at least 5 ×"),
    ...row("mock: requests a second over HTTP", Math.round(rate.ours), ""),
    ...row("mock: requests a second in process", Math.round(inProcess), ""),
  };
}

/** The docs page and the generator's default page. */
async function docs() {
  if (!hasChromium) return row("docs: no Chromium to measure with", "", "");
  const { weight, defaultWeight, ratio, time } = await compareDocs();
  return {
    ...row("docs: weight", weight, ""),
    ...row("docs: weight of the default page and its script", defaultWeight, ""),
    ...row("docs: until the operation is readable ÷ default", ratio, "1.00 ×"),
    ...row("docs: until the operation is readable", time, ""),
  };
}

/** Type instantiations of a consumer that makes one call, beyond those of an empty file. */
function compilations() {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-bench-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/nexus-members-contract"), "junction");
  symlinkSync(join(root, "node_modules/openapi-fetch"), join(folder, "node_modules/openapi-fetch"), "junction");
  symlinkSync(
    join(root, "node_modules/openapi-typescript-helpers"),
    join(folder, "node_modules/openapi-typescript-helpers"),
    "junction",
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--lib", "es2022,dom", "--extendedDiagnostics"];
  const instantiations = (code) => {
    writeFileSync(join(folder, "consumer.ts"), code);
    const output = execFileSync(process.execPath, [tsc, ...options, "consumer.ts"], { cwd: folder, encoding: "utf8" });
    return Number(/Instantiations:\s+(\d+)/.exec(output)[1]);
  };
  const empty = instantiations("export {};");
  const member = '{ institution_guid: "INS-1", is_oauth: true }';
  const ours = instantiations(`import { createNexusClient } from "nexus-members-contract";
const result = await createNexusClient({ server: "integration" }).createMember(${member}, { sessionToken: "t" });
if (result.ok) console.log(result.member.oauth_window_uri);`);
  const openapiFetch = instantiations(`import createClient from "openapi-fetch";
import type { paths } from "nexus-members-contract/types";
const { data } = await createClient<paths, "application/vnd.mx.nexus.v1+json">().POST("/members", { body: { member: ${member} } });
console.log(data?.member);`);
  rmSync(folder, { recursive: true });
  return {
    ...row("tsc: instantiations of one call", ours - empty, "500"),
    ...row("tsc: the same through openapi-fetch", openapiFetch - empty, ""),
  };
}
