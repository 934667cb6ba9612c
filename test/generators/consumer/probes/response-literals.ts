import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const oauth: Same<schemas.PendingOAuthMember["is_oauth"], true> = true;

export const standard: Same<schemas.StandardMember["is_oauth"], false | undefined> = true;

export function uriOf(member: schemas.NewMember): string | undefined {
  if (!member.is_oauth) return undefined;
  const uri: string = member.oauth_window_uri;
  return uri;
}
