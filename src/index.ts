/**
 * Create members at MX's Nexus API (`POST /members`), by credentials or by OAuth.
 *
 * @module
 */
export * from "../generated/contract.js";
export type * from "../generated/schemas.js";
export type { AttemptInfo } from "./attempt.js";
export {
  type CreateMemberOptions,
  createNexusClient,
  type NexusClient,
  type NexusClientOptions,
  type SessionToken,
} from "./client.js";
export {
  type ConnectionFailure,
  NexusApiError,
  NexusConnectionError,
  NexusRequestError,
  NexusResponseError,
} from "./errors.js";
export type { Issue } from "./issue.js";
export type { ServerOptions } from "./options.js";
export type { CreatedBy, CreateMemberRequest } from "./request.js";
export type { CreateMemberFailure, CreateMemberResult, CreateMemberSuccess } from "./result.js";
export type { StandardSchema } from "./standard-schema.js";
export { unwrap } from "./unwrap.js";
