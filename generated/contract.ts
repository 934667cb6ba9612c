// Written by `npm run generate` from openapi/. Do not edit.

/** Version of the contract, and of this package. */
export const contractVersion = "0.1.0";

/** Base addresses of the Nexus API. */
export const servers = {
  "integration": "https://int-data.moneydesktop.com",
  "production": "https://data.moneydesktop.com"
} as const;

/** Media type of requests and answers. */
export const mediaType = "application/vnd.mx.nexus.v1+json";

/** Request header that carries the session token. */
export const sessionTokenHeader = "MD-SESSION-TOKEN";

/** Every `connection_status` known to this version, without null. The list may grow. */
export const connectionStatuses = [
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
