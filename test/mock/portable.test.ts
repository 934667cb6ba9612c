import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test } from "vitest";
import { servers } from "../../generated/contract.js";
import { createNexusClient } from "../../src/index.js";
import { createMock } from "../../src/mock.js";
import { requiredHeaders } from "../support/contract.js";
import { openPage } from "../support/page.js";

const calls = fileURLToPath(new URL("../package/consumer/mock-calls.mjs", import.meta.url));
const expected =
  /^CREATED, PENDING after 2, 422 may exist: true, network, timeout, 5 members, 7 requests, MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The calls with all that they need, for a runtime without modules of Node. */
async function bundle(): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `import { callMock } from ${JSON.stringify(calls)}; globalThis.callMock = callMock;`, resolveDir: "." },
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    platform: "neutral",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
  expect(imports).toEqual([]);
  return outputFiles[0]?.text as string;
}

test("in Node as it is built, and in a page without a module of Node, with the same GUIDs", async () => {
  const inNode = import(calls).then(({ callMock }) => callMock(requiredHeaders));
  const script = await bundle();
  const page = await openPage((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<script>${script}</script>`);
  });
  const result = await page.evaluate(`callMock(${JSON.stringify(requiredHeaders)})`);
  expect(result).toMatch(expected);
  expect(await inNode).toBe(result);
});

test("under MSW", async () => {
  const mock = createMock({ stateful: true });
  const server = setupServer(
    http.all(`${servers.integration}/*`, ({ request }) => mock.fetch(request).catch(() => HttpResponse.error())),
  );
  server.listen({ onUnhandledRequest: "error" });
  onTestFinished(() => server.close());
  const nexus = createNexusClient({
    server: "integration",
    headers: requiredHeaders,
    sessionToken: "user-1",
    retryDelay: () => 0,
    retries: 1,
  });
  const member = { institution_guid: "INS-1", is_oauth: true } as const;
  mock.next({ status: 503 });
  expect(await nexus.createMember({ ...member, external_guid: "link-1" })).toMatchObject({ ok: true, attempts: 2 });
  mock.next({ cut: "after" });
  expect(await nexus.createMember({ ...member, external_guid: "link-2" })).toMatchObject({ status: 422, mayExist: true });
  mock.next({ cut: "body" });
  await expect(nexus.createMember(member, { retries: 0 })).rejects.toMatchObject({ reason: "network" });
  expect(mock.members).toHaveLength(3);
});
