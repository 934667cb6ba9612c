import { examples } from "../../generated/examples.js";
import { createNexusClient, type NexusClientOptions } from "../../src/index.js";

export const sessionToken = "example-session";
/** A member to create by credentials, with an `external_guid`. */
export const member = { ...examples.createMember.created.request.member, external_guid: "link-1001" };
/** A response body with the created member. */
export const created = examples.createMember.created.response;

/** A client whose requests go to `fetch`. */
export function clientWith(
  fetch: (request: Request) => Promise<Response> | Response,
  options: Partial<Omit<NexusClientOptions, "baseUrl">> = {},
) {
  const server = "integration";
  return createNexusClient({
    server,
    sessionToken,
    fetch: async (request) => fetch(request),
    ...options,
  } as NexusClientOptions);
}

/** What a promise rejects with. */
export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error("It did not reject.")),
    (error: unknown) => error,
  );
}
