import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import manifest from "../../package.json" with { type: "json" };
import type { Node } from "../../src/contract/document.js";
import { servedContract } from "../../src/served-contract.js";
import { contract } from "../support/contract.js";
import { temporaryFolder } from "../support/folder.js";
import { recipe } from "./project.js";

const { operations } = servedContract;

const root = fileURLToPath(new URL("../..", import.meta.url));
const [command] = recipe("Postman", "sh") as [string];
const objectOf = (pairs: Node[]) =>
  Object.fromEntries(pairs.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value]));
const compact = (text: string) => JSON.stringify(JSON.parse(text));

const folder = temporaryFolder(afterAll);
let collection: Node;
let request: Node;
let saved: Node[];

beforeAll(() => {
  // The version in the guide has to be the one that is installed here: npx would look for any other one on the network.
  expect(command).toContain(`openapi-to-postmanv2@${manifest.devDependencies["openapi-to-postmanv2"]} `);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", manifest.name), "junction");
  for (const name of [".bin", "openapi-to-postmanv2"]) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  const env = { ...process.env, npm_config_offline: "true" };
  execFileSync("sh", ["-ec", command], { cwd: folder, env, stdio: "pipe" });
  const [, file] = /--output (\S+)/.exec(command) as unknown as [string, string];
  collection = JSON.parse(readFileSync(join(folder, file), "utf8"));
  [{ request, response: saved }] = collection.item.flatMap(({ item }: Node) => item);
});

const [operation] = operations as [(typeof operations)[number]];
const withRequest = operation.scenarios.filter((scenario) => scenario.request !== undefined);

test("one request: method, URL, media types, body", () => {
  expect(collection.item.flatMap(({ item }: Node) => item)).toHaveLength(operations.length);
  expect(request.method).toBe(operation.method);
  expect(`/${request.url.path.join("/")}`).toBe(operation.path);
  expect(request.url.host).toEqual(["{{baseUrl}}"]);
  expect(objectOf(collection.variable)).toEqual({ baseUrl: contract.root.servers[0].url });
  expect(objectOf(request.header)).toEqual({ "Content-Type": mediaType, Accept: mediaType });
  expect(JSON.parse(request.body.raw)).toEqual(withRequest[0]?.request);
});

test("the token is a variable, sent in its header", () => {
  expect(request.auth).toBeNull(); // As the collection says.
  expect(collection.auth.type).toBe("apikey");
  expect(objectOf(collection.auth.apikey)).toEqual({ key: sessionTokenHeader, value: "{{apiKey}}", in: "header" });
});

test.each(withRequest)("$name is a saved response with its request", ({ request: body, response, status }) => {
  const found = saved.filter((one) => compact(one.body) === JSON.stringify(response));
  expect(found.map(({ originalRequest }) => JSON.parse(originalRequest.body.raw))).toEqual([body]);
  expect(found.map(({ code }) => code)).toEqual([status]);
  expect(objectOf(found[0]?.header ?? [])).toEqual({ "Content-Type": mediaType });
});

test("every status has a saved response", () => {
  expect([...new Set(saved.map(({ code }) => String(code ?? "default")))]).toEqual(Object.keys(operation.responses));
});
