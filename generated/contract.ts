// Written by `npm run generate` from openapi/. Do not edit.

/** Version of the contract, and of this package. */
export const contractVersion = "0.1.0";

/** Base URLs of the API, without a slash at the end. */
export const servers = {
  "integration": "https://int-data.moneydesktop.com",
  "production": "https://data.moneydesktop.com"
} as const;

/** Media type of requests and responses. */
export const mediaType = "application/vnd.mx.nexus.v1+json";

/** Request header of the security scheme `sessionToken`. */
export const sessionTokenHeader = "MD-SESSION-TOKEN";

/** Every value of {@link UseCase}. */
export const useCaseValues = [
  "PFM",
  "MONEY_MOVEMENT"
] as const;

/** Every value of {@link ConnectionStatus} that this version of the contract knows. */
export const connectionStatusValues = [
  "CREATED",
  "PREVENTED",
  "DENIED",
  "CHALLENGED",
  "REJECTED",
  "LOCKED",
  "CONNECTED",
  "IMPEDED",
  "RECONNECTED",
  "DEGRADED",
  "DISCONNECTED",
  "DISCONTINUED",
  "CLOSED",
  "DELAYED",
  "FAILED",
  "UPDATED",
  "DISABLED",
  "IMPORTED",
  "RESUMED",
  "EXPIRED",
  "IMPAIRED",
  "PENDING"
] as const;

/** Whether this version of the contract knows the value of {@link ConnectionStatus}. */
export function isKnownConnectionStatus(value: unknown): value is (typeof connectionStatusValues)[number] {
  return connectionStatusValues.some((known) => known === value);
}

/** Every value of {@link MemberUseCase} that this version of the contract knows. */
export const memberUseCaseValues = [
  "PFM",
  "MONEY_MOVEMENT"
] as const;

/** Whether this version of the contract knows the value of {@link MemberUseCase}. */
export function isKnownMemberUseCase(value: unknown): value is (typeof memberUseCaseValues)[number] {
  return memberUseCaseValues.some((known) => known === value);
}
