import type { connectionStatusValues } from "../contract.ts";
import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const known: Same<schemas.ConnectionStatus, (typeof connectionStatusValues)[number]> = true;

export const ofMember: Same<schemas.Member["connection_status"], schemas.ConnectionStatus | null> = true;

// @ts-expect-error null stands beside the enum, not in it
export const nothing: schemas.ConnectionStatus = null;
