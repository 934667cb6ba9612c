/** What the client costs: its size, its time, and what the compiler does for a call. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createNexusClient, mediaType, sessionTokenHeader } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import createClient from "openapi-fetch";
import { gzippedSize } from "../support/size.js";
import { median, medianRatio, takeTurns } from "./turns.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Kilobytes of a module with everything it needs, minified and gzipped. */
export async function kilobytes(code: string): Promise<string> {
  const nothing = await gzippedSize("");
  return `${(((await gzippedSize(code)) - nothing) / 1000).toFixed(2)} kB`;
}

/** A call on loopback, beside openapi-fetch. Milliseconds, and ours ÷ theirs. */
export async function compareCalls() {
  const { request: body, response } = examples.createMember.standard;
  const text = JSON.stringify(response);
  const server = createServer((request, outgoing) => {
    request.resume().on("end", () => outgoing.writeHead(200, { "Content-Type": mediaType }).end(text));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sessionToken = "example-session";
  const headers = { Accept: mediaType, "Content-Type": mediaType, [sessionTokenHeader]: sessionToken };

  const nexus = createNexusClient({ baseUrl, sessionToken });
  // biome-ignore lint/suspicious/noExplicitAny: its types are not measured here
  const openapiFetch = createClient<any>({ baseUrl, headers });
  const contenders = {
    ours: () => nexus.createMember(body.member),
    openapiFetch: () => openapiFetch.POST("/members", { body }),
  };
  const times = await takeTurns(contenders, { rounds: 60, calls: 150, warmUp: 4 });
  server.close();
  server.closeAllConnections();
  return { ours: median(times.ours), toOpenapiFetch: medianRatio(times.ours, times.openapiFetch) };
}

/** Type instantiations of a program that makes one call, beyond those of an empty file. */
export function countInstantiations(): number {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-bench-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    symlinkSync(root, join(folder, "node_modules/nexus-members-contract"), "junction");
    const call = `import { createNexusClient } from "nexus-members-contract";
const nexus = createNexusClient({ server: "integration" });
const result = await nexus.createMember({ institution_guid: "INS-1", is_oauth: true }, { sessionToken: "t" });
if (result.ok) console.log(result.member.oauth_window_uri);`;
    return instantiationsOf(folder, call) - instantiationsOf(folder, "export {};");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function instantiationsOf(folder: string, code: string): number {
  writeFileSync(join(folder, "program.ts"), code);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--lib", "es2022,dom", "--extendedDiagnostics"];
  const output = execFileSync(process.execPath, [tsc, ...options, "program.ts"], { cwd: folder, encoding: "utf8" });
  return Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]);
}
