import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { requiredHeaders } from "../support/contract.js";

const calls = fileURLToPath(new URL("../package/consumer/mock-calls.mjs", import.meta.url));
const expected =
  /^CREATED, PENDING after 2, 422 may exist: true, network, timeout, 5 members, 7 requests, MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What every runtime has. */
const names = `AbortController AbortSignal DOMException Headers Request Response ReadableStream URL TextDecoder TextEncoder
  clearTimeout performance setTimeout`.split(/\s+/);
const globals = Object.fromEntries(names.map((name) => [name, Reflect.get(globalThis, name)]));

test("as it is built, it needs no module of Node and no eval, and gives the same GUIDs everywhere", async () => {
  const options = { bundle: true, write: false, metafile: true, format: "iife", platform: "neutral" } as const;
  const { outputFiles, metafile } = await build({ entryPoints: [calls], globalName: "calls", ...options });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
  expect(imports).toEqual([]);

  const runtime = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  const elsewhere: { callMock(headers: object): Promise<string> } = vm.runInContext(`${outputFiles[0]?.text} calls`, runtime);
  const results = await Promise.all([elsewhere, await import(calls)].map(({ callMock }) => callMock(requiredHeaders)));

  expect(results[0]).toMatch(expected);
  expect(results[1]).toBe(results[0]);
});
