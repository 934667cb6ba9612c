import { expect } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient, type NexusClientOptions, sessionTokenHeader } from "../../src/index.js";

export const sessionToken = "example-session";
/** A member to create by credentials, with an `external_guid`. */
export const member = { ...examples.createMember.created.request.member, external_guid: "link-1001" };
/** A response body with the created member. */
export const created = examples.createMember.created.response;

type Fetch = (request: Request) => Promise<Response> | Response;

/** A client whose requests go to `fetch`. */
export function clientWith(fetch: Fetch, options: Partial<Omit<NexusClientOptions, "baseUrl">> = {}) {
  const all = { server: "integration", sessionToken, fetch: async (request: Request) => fetch(request), ...options };
  return createNexusClient(all as NexusClientOptions);
}

/** A fetch that responds with one of `responses` after the other, and the tokens and bodies that it was sent. */
export function fetchInTurn(...responses: (() => Promise<Response> | Response)[]) {
  const tokens: (string | null)[] = [];
  const bodies: string[] = [];
  const fetch: Fetch = async (request) => {
    tokens.push(request.headers.get(sessionTokenHeader));
    bodies.push(await request.text());
    return responses[bodies.length - 1]?.() ?? expect.fail("more requests than responses");
  };
  return { fetch, tokens, bodies };
}

export const success = () => Response.json(created);
export const lost = () => Promise.reject(new TypeError("fetch failed"));
export const never = () => new Promise<never>(() => {});
export const unsent = () => expect.fail("sent");

/** Responds with a status and no body. */
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(null, { status: code, headers });

/** A `sessionToken` function that has one token, and another one after that was rejected. */
export const renewing = (renewal?: { rejected: string }) => (renewal ? "new" : "old");

/** What a promise rejects with. */
export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error("It did not reject.")),
    (error: unknown) => error,
  );
}
