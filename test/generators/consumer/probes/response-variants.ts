import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const union: Same<schemas.NewMember, schemas.StandardMember | schemas.PendingOAuthMember> = true;

export const status: Same<schemas.PendingOAuthMember["connection_status"], "PENDING"> = true;

export const uri: Same<schemas.PendingOAuthMember["oauth_window_uri"], string> = true;

export const uriOfStandard: Same<schemas.StandardMember["oauth_window_uri"], string | undefined> = true;

export function guidOf(member: schemas.NewMember): string {
  return member.guid;
}
