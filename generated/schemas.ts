// Written by `npm run generate` from openapi/. Do not edit.
import type { connectionStatusValues, memberUseCaseValues } from "./contract.js";

export type {
  InstitutionGuid,
  CredentialGuid,
  CredentialRequest,
  SkipAggregation,
  SkipWebhook,
  ExternalGuid,
  Metadata,
  MemberName,
  UseCase,
  UseCases,
  StandardMemberCreateRequest,
  OAuthMemberCreateRequest,
  MemberCreateRequest,
  MemberCreateRequestBody,
  ErrorResponseBody,
  MemberGuid,
  UserGuid,
  ConnectionStatus,
  MemberUseCase,
  Member,
  StandardMember,
  PendingOAuthMember,
  NewMember,
  MemberResponseBody,
} from "./types.js";

/** Every {@link ConnectionStatus} that this version of the contract knows. */
export type KnownConnectionStatus = (typeof connectionStatusValues)[number];

/** Every {@link MemberUseCase} that this version of the contract knows. */
export type KnownMemberUseCase = (typeof memberUseCaseValues)[number];
