/** Requests to a mock. */
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { type Sent, validHeaders } from "./transports.js";

export const institution_guid = "INS-abc";
export const credentials = [{ credential_guid: "CRD-abc", value: "my-login" }];

/** The members of requests that no scenario has. */
export const own = { institution_guid, credentials };
export const ownOAuth = { institution_guid, is_oauth: true };

export const creating = (fields: object): Sent => ({ body: { member: { ...own, ...fields } } });
export const creatingOAuth = (fields: object = {}): Sent => ({ body: { member: { ...ownOAuth, ...fields } } });

/** A request with other headers than the usual ones; undefined leaves one out. */
export function withHeaders(headers: Record<string, string | undefined>, body: unknown = { member: own }): Sent {
  const all = Object.entries({ ...validHeaders, ...headers }).filter(([, value]) => value !== undefined);
  return { headers: Object.fromEntries(all) as Record<string, string>, body };
}

export const noToken = { [sessionTokenHeader]: undefined };

export const preferring = (Prefer: string, body?: unknown): Sent => withHeaders({ Prefer }, body);

/** A request of the user of a token. */
export const sentBy = (token: string, member: object = ownOAuth): Sent =>
  withHeaders({ [sessionTokenHeader]: token }, { member });

type Scenarios = typeof examples.createMember;
type WithRequest = { [Name in keyof Scenarios]: Scenarios[Name]["request"] extends object ? Name : never }[keyof Scenarios];

/** The member in the request of a scenario. */
export const memberOf = <Name extends WithRequest>(name: Name) =>
  examples.createMember[name].request.member as Scenarios[Name]["request"]["member"];
