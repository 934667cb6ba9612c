import type { components } from "../generated/types.js";

type Schemas = components["schemas"];

/** A member to create with credentials. */
export type StandardMemberCreateRequest = Schemas["StandardMemberCreateRequest"];

/** A member to create by OAuth, without credentials. */
export type OAuthMemberCreateRequest = Schemas["OAuthMemberCreateRequest"] & { credentials?: never };

/** A member to create, by credentials or by OAuth. */
export type MemberCreateRequest = StandardMemberCreateRequest | OAuthMemberCreateRequest;

/** The request body as it is sent: the member in its envelope. */
export interface MemberCreateRequestBody {
  member: MemberCreateRequest;
}

/** One credential that the institution requires, and what the end user typed in for it. */
export type CredentialRequest = Schemas["CredentialRequest"];

/** What the data of a member is used for. */
export type UseCase = Schemas["UseCase"];

/** The connection statuses that this version of the contract knows. */
export type KnownConnectionStatus = NonNullable<Schemas["ConnectionStatus"]>;

/** A connection status: a known one, null, or one that MX has added since. */
export type ConnectionStatus = KnownConnectionStatus | (string & {}) | null;

/** The connection between one end user and one institution. MX may add fields at any time. */
export interface Member extends Omit<Schemas["Member"], "connection_status"> {
  connection_status: ConnectionStatus;
}

/** A member created with credentials. */
export interface CreatedMember extends Member {
  is_oauth?: false;
}

/** A member created by OAuth, which waits for the end user to sign in at `oauth_window_uri`. */
export interface PendingOAuthMember extends Member {
  is_oauth: true;
  connection_status: "PENDING";
  oauth_window_uri: string;
}

/** The body of a successful answer. */
export interface MemberResponseBody {
  member: CreatedMember | PendingOAuthMember;
}

/** The body of an error answer, where there is one. */
export type ErrorResponseBody = Schemas["ErrorResponseBody"];
