// Written by `npm run generate` from openapi/. Do not edit.
import { validator } from "../src/contract/validator.js";
import * as compiled from "./compiled.js";
import type * as schemas from "./schemas.js";

/** Validates {@link schemas.InstitutionGuid}: The GUID of a financial institution, from institution search. Other MX APIs take an `institution_code` in its place; Nexus does not. */
export const isInstitutionGuid = /* @__PURE__ */ validator<schemas.InstitutionGuid>(compiled.InstitutionGuid);

/** Validates {@link schemas.CredentialGuid}: The GUID of one credential that the institution requires, such as a user name or a password. List the required credentials with `GET /institutions/{institution_guid}/credentials`. */
export const isCredentialGuid = /* @__PURE__ */ validator<schemas.CredentialGuid>(compiled.CredentialGuid);

/** Validates {@link schemas.CredentialRequest}: One credential that the institution requires, with the value that the end user typed in. */
export const isCredentialRequest = /* @__PURE__ */ validator<schemas.CredentialRequest>(compiled.CredentialRequest);

/** Validates {@link schemas.SkipAggregation}: Send `true` to stop the automatic aggregation that follows the creation of a standard member, or the finished sign-in of an OAuth member. Use it if you start the aggregation yourself later. */
export const isSkipAggregation = /* @__PURE__ */ validator<schemas.SkipAggregation>(compiled.SkipAggregation);

/** Validates {@link schemas.SkipWebhook}: Send `true` to stop the webhook that MX otherwise sends for the new member. With `false`, or without the field, MX sends it. The header `MX-Skip-Webhook` does the same. */
export const isSkipWebhook = /* @__PURE__ */ validator<schemas.SkipWebhook>(compiled.SkipWebhook);

/** Validates {@link schemas.ExternalGuid}: Your ID for the member and the idempotency key. Store it, then send it with every create. It must be unique across all your users' members. After a 422, look the member up by it. Without one, the member has none. */
export const isExternalGuid = /* @__PURE__ */ validator<schemas.ExternalGuid>(compiled.ExternalGuid);

/** Validates {@link schemas.Metadata}: Your own data about the member, as one string. To store an object, send it as JSON text. Without it, the member has none. */
export const isMetadata = /* @__PURE__ */ validator<schemas.Metadata>(compiled.Metadata);

/** Validates {@link schemas.MemberName}: A display name that replaces the institution's own. Leave it out: MX wants you to send one only after you have agreed it with an MX integration engineer. Without one, the member takes the name of the institution. */
export const isMemberName = /* @__PURE__ */ validator<schemas.MemberName>(compiled.MemberName);

/** Validates {@link schemas.UseCase}: What the data of a member is used for. */
export const isUseCase = /* @__PURE__ */ validator<schemas.UseCase>(compiled.UseCase);

/** Validates {@link schemas.UseCases}: What the member is for, one or both. Required with every create and update once MX has switched use cases on for you; otherwise leave it out. Without it, it is not set. */
export const isUseCases = /* @__PURE__ */ validator<schemas.UseCases>(compiled.UseCases);

/** Validates {@link schemas.StandardMemberCreateRequest}: A member at an institution that asks for credentials. MX validates them at once and starts to aggregate, unless `skip_aggregation` is `true`. */
export const isStandardMemberCreateRequest = /* @__PURE__ */ validator<schemas.StandardMemberCreateRequest>(compiled.StandardMemberCreateRequest);

/** Validates {@link schemas.OAuthMemberCreateRequest}: A member at an institution that supports OAuth (`supports_oauth`). Send no credentials: the end user signs in at the institution, through the `oauth_window_uri` of the response, within one hour. After that MX deletes the pending member. */
export const isOAuthMemberCreateRequest = /* @__PURE__ */ validator<schemas.OAuthMemberCreateRequest>(compiled.OAuthMemberCreateRequest);

/** Validates {@link schemas.MemberCreateRequest}: The member to create, with credentials or by OAuth. */
export const isMemberCreateRequest = /* @__PURE__ */ validator<schemas.MemberCreateRequest>(compiled.MemberCreateRequest, { StandardMemberCreateRequest: compiled.StandardMemberCreateRequest, OAuthMemberCreateRequest: compiled.OAuthMemberCreateRequest });

/** Validates {@link schemas.MemberCreateRequestBody}: The request body. It has the field `member` and no other. */
export const isMemberCreateRequestBody = /* @__PURE__ */ validator<schemas.MemberCreateRequestBody>(compiled.MemberCreateRequestBody, { StandardMemberCreateRequest: compiled.StandardMemberCreateRequest, OAuthMemberCreateRequest: compiled.OAuthMemberCreateRequest });

/** Validates {@link schemas.ErrorResponseBody}: The body of an error response. It may be missing. Branch on the HTTP status; the code and the message are for your logs and can change. */
export const isErrorResponseBody = /* @__PURE__ */ validator<schemas.ErrorResponseBody>(compiled.ErrorResponseBody, { ErrorResponseBody_error_code_anyOf_0: compiled.ErrorResponseBody_error_code_anyOf_0, ErrorResponseBody_error_code_anyOf_1: compiled.ErrorResponseBody_error_code_anyOf_1 });

/** Validates {@link schemas.MemberGuid}: MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had, so use the GUID from your latest read. */
export const isMemberGuid = /* @__PURE__ */ validator<schemas.MemberGuid>(compiled.MemberGuid);

/** Validates {@link schemas.UserGuid}: MX's identifier of the user that the member belongs to. It is the user of the session token. */
export const isUserGuid = /* @__PURE__ */ validator<schemas.UserGuid>(compiled.UserGuid);

/** Validates {@link schemas.ConnectionStatus}: The state of the connection to the institution. The list can grow: if you don't know a value, wait and poll again. `connection_status_id` is the same state as a number, the position in this list counted from 0: 0 is `CREATED`, 21 is `PENDING`. */
export const isConnectionStatus = /* @__PURE__ */ validator<schemas.ConnectionStatus>(compiled.ConnectionStatus);

/** Validates {@link schemas.MemberUseCase}: What the data of a member is used for. The list can grow. */
export const isMemberUseCase = /* @__PURE__ */ validator<schemas.MemberUseCase>(compiled.MemberUseCase);

/** Validates {@link schemas.Member}: The connection between one end user and one institution. Ignore fields that you don't know: MX can add some at any time. */
export const isMember = /* @__PURE__ */ validator<schemas.Member>(compiled.Member, { ConnectionStatus: compiled.ConnectionStatus, Member_connection_status_anyOf_1: compiled.Member_connection_status_anyOf_1 });

/** Validates {@link schemas.StandardMember}: A standard member, created with credentials. */
export const isStandardMember = /* @__PURE__ */ validator<schemas.StandardMember>(compiled.StandardMember, { ConnectionStatus: compiled.ConnectionStatus, Member_connection_status_anyOf_1: compiled.Member_connection_status_anyOf_1 });

/** Validates {@link schemas.PendingOAuthMember}: A member created by OAuth. It stays `PENDING` until the end user has signed in at the institution; after one hour without a sign-in MX deletes it. Poll until the status is no longer `PENDING` and `is_being_aggregated` is `false`, and stop after an hour. */
export const isPendingOAuthMember = /* @__PURE__ */ validator<schemas.PendingOAuthMember>(compiled.PendingOAuthMember, { ConnectionStatus: compiled.ConnectionStatus, Member_connection_status_anyOf_1: compiled.Member_connection_status_anyOf_1 });

/** Validates {@link schemas.NewMember}: A member right after its creation, with credentials or by OAuth. */
export const isNewMember = /* @__PURE__ */ validator<schemas.NewMember>(compiled.NewMember, { StandardMember: compiled.StandardMember, PendingOAuthMember: compiled.PendingOAuthMember, ConnectionStatus: compiled.ConnectionStatus, Member_connection_status_anyOf_1: compiled.Member_connection_status_anyOf_1 });

/** Validates {@link schemas.MemberResponseBody}: The body of a successful response. */
export const isMemberResponseBody = /* @__PURE__ */ validator<schemas.MemberResponseBody>(compiled.MemberResponseBody, { StandardMember: compiled.StandardMember, PendingOAuthMember: compiled.PendingOAuthMember, ConnectionStatus: compiled.ConnectionStatus, Member_connection_status_anyOf_1: compiled.Member_connection_status_anyOf_1 });
