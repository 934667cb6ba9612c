/** What the client costs: its size, and its time. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNexusClient, mediaType, sessionTokenHeader } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import createClient from "openapi-fetch";
import { gzippedSize } from "../support/size.js";
import { median, medianRatio, takeTurns } from "./turns.js";

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
