/**
 * Create members at MX's Nexus API (`POST /members`), by credentials or by OAuth.
 *
 * @module
 */
export { connectionStatuses, contractVersion, mediaType, servers } from "../generated/contract.js";
export {
  type CallOptions,
  type CreateMemberOptions,
  createNexusClient,
  type NexusClient,
  type NexusClientOptions,
  type SessionToken,
} from "./client.js";
export { NexusApiError, NexusConnectionError, NexusRequestError, NexusResponseError } from "./errors.js";
export { type CreateMemberFailure, type CreateMemberResult, type CreateMemberSuccess, unwrap } from "./result.js";
export type { Issue, StandardSchema } from "./schema.js";
export type {
  ConnectionStatus,
  CreatedMember,
  CredentialRequest,
  ErrorResponseBody,
  KnownConnectionStatus,
  Member,
  MemberCreateRequest,
  MemberCreateRequestBody,
  MemberResponseBody,
  OAuthMemberCreateRequest,
  PendingOAuthMember,
  StandardMemberCreateRequest,
  UseCase,
} from "./types.js";
