// Written by `npm run generate` from openapi/. Do not edit.
import type { connectionStatusValues, memberUseCaseValues } from "./contract.js";
import type { components } from "./types.js";

/** The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
export type InstitutionGuid = components["schemas"]["InstitutionGuid"];

/** The GUID of one credential that the institution requires, such as a user name or a password. List the required credentials with `GET /institutions/{institution_guid}/credentials`. */
export type CredentialGuid = components["schemas"]["CredentialGuid"];

/** One credential that the institution requires, with the value that the end user typed in. */
export type CredentialRequest = components["schemas"]["CredentialRequest"];

/** Send `true` to stop the automatic aggregation that follows the creation of a standard member, or the finished sign-in of an OAuth member. Use it if you start the aggregation yourself later. */
export type SkipAggregation = components["schemas"]["SkipAggregation"];

/** Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the field, MX sends it. The header `MX-Skip-Webhook` does the same. */
export type SkipWebhook = components["schemas"]["SkipWebhook"];

/** Your ID for the member and the idempotency key. Store it, then send it with every create. It must be unique across all your users' members. After a 422, look the member up by it. Without one, the member has none. */
export type ExternalGuid = components["schemas"]["ExternalGuid"];

/** Your own data about the member, as one string. To store an object, send it as JSON text. Without it, the member has none. */
export type Metadata = components["schemas"]["Metadata"];

/** A display name that replaces the institution's own. Leave it out: MX wants you to send one only after you have agreed it with an MX integration engineer. Without one, the member takes the name of the institution. */
export type MemberName = components["schemas"]["MemberName"];

/** What the data of a member is used for. */
export type UseCase = components["schemas"]["UseCase"];

/** What the member is for, one or both. Required with every create and update once MX has switched use cases on for you; otherwise leave it out. Without it, it is not set. */
export type UseCases = components["schemas"]["UseCases"];

/** A member at an institution that asks for credentials. MX validates them at once and starts to aggregate, unless `skip_aggregation` is `true`. */
export type StandardMemberCreateRequest = components["schemas"]["StandardMemberCreateRequest"];

/** A member at an institution that supports OAuth (`supports_oauth`). Send no credentials: the end user signs in at the institution, through the `oauth_window_uri` of the response, within one hour. After that MX deletes the pending member. */
export type OAuthMemberCreateRequest = components["schemas"]["OAuthMemberCreateRequest"];

/** The member to create, with credentials or by OAuth. */
export type MemberCreateRequest = components["schemas"]["MemberCreateRequest"];

/** The request body. It has the field `member` and no other. */
export type MemberCreateRequestBody = components["schemas"]["MemberCreateRequestBody"];

/** The body of an error response. It may be missing. Branch on the HTTP status; the code and the message are for your logs and can change. */
export type ErrorResponseBody = components["schemas"]["ErrorResponseBody"];

/** MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had, so use the GUID from your latest read. */
export type MemberGuid = components["schemas"]["MemberGuid"];

/** MX's identifier of the user that the member belongs to. It is the user of the session token. */
export type UserGuid = components["schemas"]["UserGuid"];

/** The state of the connection to the institution. The list can grow: if you don't know a value, wait and poll again. `connection_status_id` is the same state as a number, the position in this list counted from 0: 0 is `CREATED`, 21 is `PENDING`. */
export type ConnectionStatus = components["schemas"]["ConnectionStatus"];

/** Every {@link ConnectionStatus} that this version of the contract knows. */
export type KnownConnectionStatus = (typeof connectionStatusValues)[number];

/** What the data of a member is used for. The list can grow. */
export type MemberUseCase = components["schemas"]["MemberUseCase"];

/** Every {@link MemberUseCase} that this version of the contract knows. */
export type KnownMemberUseCase = (typeof memberUseCaseValues)[number];

/** The connection between one end user and one institution. Ignore fields that you don't know: MX can add some at any time. */
export type Member = components["schemas"]["Member"];

/** A standard member, created with credentials. */
export type StandardMember = components["schemas"]["StandardMember"];

/** A member created by OAuth. It stays `PENDING` until the end user has signed in at the institution; after one hour without a sign-in MX deletes it. Poll until the status is no longer `PENDING` and `is_being_aggregated` is `false`, and stop after an hour. */
export type PendingOAuthMember = components["schemas"]["PendingOAuthMember"];

/** A member right after its creation, with credentials or by OAuth. */
export type NewMember = components["schemas"]["NewMember"];

/** The body of a successful response. */
export type MemberResponseBody = components["schemas"]["MemberResponseBody"];
