/**
 * Create members at MX's Nexus API (`POST /members`), by credentials or by OAuth.
 *
 * @module
 */
export * from "../generated/contract.js";
export type * from "../generated/schemas.js";
export type { Issue } from "./contract/issue.js";
export type { ServerOptions } from "./http/base-url.js";
export { createNexusClient, type NexusClient } from "./nexus/client.js";
export {
  type AnyNexusError,
  type ConnectionFailure,
  NexusApiError,
  NexusConnectionError,
  NexusError,
  type NexusErrorReason,
  NexusRequestError,
  NexusResponseError,
  NexusTokenError,
} from "./nexus/errors.js";
export type { CreateMemberOptions, NexusClientOptions, SessionToken } from "./nexus/options.js";
export type { AttemptInfo } from "./nexus/report.js";
export {
  type CreatedBy,
  type CreateMemberFailure,
  type CreateMemberRequest,
  type CreateMemberResult,
  type CreateMemberSuccess,
  unwrap,
} from "./nexus/result.js";
export type { StandardSchema } from "./nexus/schema.js";
