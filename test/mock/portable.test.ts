import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { requiredHeaders } from "../support/contract.js";
import { openPage } from "../support/page.js";

const calls = fileURLToPath(new URL("../package/consumer/mock-calls.mjs", import.meta.url));
const expected =
  /^CREATED, PENDING after 2, 422 may exist: true, network, timeout, 5 members, 7 requests, MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The calls with all that they need, for a runtime without modules of Node. Their result becomes the title of the page. */
async function bundle(): Promise<string> {
  const contents = `import { callMock } from ${JSON.stringify(calls)};
import { isMemberResponseBody } from "nexus-members-contract/validators";
callMock(${JSON.stringify(requiredHeaders)}).then((result) => (document.title = isMemberResponseBody({}) || result));`;
  const stdin = { contents, resolveDir: fileURLToPath(new URL("../package/consumer", import.meta.url)) };
  const options = { bundle: true, write: false, metafile: true, format: "iife", platform: "neutral" } as const;
  const { outputFiles, metafile } = await build({ stdin, ...options });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
  expect(imports).toEqual([]);
  return outputFiles[0]?.text as string;
}

test("in Node as it is built, and in a page without modules of Node and without eval, with the same GUIDs", async () => {
  const inNode = import(calls).then(({ callMock }) => callMock(requiredHeaders));
  const script = await bundle();
  const page = await openPage((_, response) => {
    const headers = { "Content-Type": "text/html", "Content-Security-Policy": "script-src 'unsafe-inline'" };
    response.writeHead(200, headers).end(`<script>${script}</script>`);
  });
  await expect.poll(() => page.title()).toMatch(expected);
  expect(await inNode).toBe(await page.title());
});
