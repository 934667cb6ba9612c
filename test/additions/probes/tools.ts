import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { mediaType, sessionTokenHeader } from "../../../generated/contract.js";
import { createFetchClient, type FetchClient } from "../../../src/fetch.js";
import { createMock } from "../../../src/mock.js";

/** The typed fetch client, and plain Prism on the bundle behind it. */
export function clientOfPrism(prefer?: string): FetchClient {
  const headers = prefer ? { Prefer: prefer } : {};
  return createFetchClient({ baseUrl: inject("prismUrl"), sessionToken: "example-session", headers });
}

/** What the mock responds. */
export async function askMock(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const request = new Request(`https://nexus.example${path}`, {
    method,
    headers: { "Content-Type": mediaType, [sessionTokenHeader]: "example-session", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await createMock().fetch(request);
  return { status: response.status, scenario: response.headers.get("X-Nexus-Members-Mock"), body: await response.json() };
}

/** The docs page. */
export const docs = () => readFileSync(new URL("../../../dist/docs/index.html", import.meta.url), "utf8");
