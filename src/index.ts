/**
 * Create members at MX's Nexus API (`POST /members`), by credentials or by OAuth.
 *
 * @module
 */
export * from "../generated/contract.js";
export type * from "../generated/schemas.js";
export type { Issue } from "./contract/issue.js";
export type { ServerOptions } from "./http/options.js";
export type { AttemptInfo } from "./nexus/attempt.js";
export {
  type CreateMemberOptions,
  createNexusClient,
  type NexusClient,
  type NexusClientOptions,
  type SessionToken,
} from "./nexus/client.js";
export {
  type ConnectionFailure,
  NexusApiError,
  NexusConnectionError,
  NexusRequestError,
  NexusResponseError,
} from "./nexus/errors.js";
export type { CreatedBy, CreateMemberRequest } from "./nexus/request.js";
export type { CreateMemberFailure, CreateMemberResult, CreateMemberSuccess } from "./nexus/result.js";
export type { StandardSchema } from "./nexus/standard-schema.js";
export { unwrap } from "./nexus/unwrap.js";
