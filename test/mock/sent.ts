/** Requests to a mock. */
import { sessionTokenHeader } from "../../generated/contract.js";
import { type Sent, validHeaders } from "./transports.js";

export const institution_guid = "INS-abc";
export const credentials = [{ credential_guid: "CRD-abc", value: "my-login" }];

/** Bodies of requests that no scenario has. */
export const own = { member: { institution_guid, credentials } };
export const ownOAuth = { member: { institution_guid, is_oauth: true } };

export const noToken = without(sessionTokenHeader);
export const noType = without("Content-Type");

export const preferring = (Prefer: string, body: unknown = own): Sent => ({ headers: { ...validHeaders, Prefer }, body });
export const accepting = (Accept: string): Sent => ({ headers: { ...validHeaders, Accept }, body: own });
export const withType = (type: string): Sent => ({ headers: { ...validHeaders, "Content-Type": type }, body: own });
export const creating = (fields: object): Sent => ({ body: { member: { ...own.member, ...fields } } });
export const creatingOAuth = (fields: object): Sent => ({ body: { member: { ...ownOAuth.member, ...fields } } });

function without(header: string): Record<string, string> {
  return Object.fromEntries(Object.entries(validHeaders).filter(([name]) => name !== header));
}
