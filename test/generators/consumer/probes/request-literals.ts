import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const oauth: Same<schemas.OAuthMemberCreateRequest["is_oauth"], true> = true;

export const standard: Same<schemas.StandardMemberCreateRequest["is_oauth"], false | undefined> = true;

export function credentialsOf(request: schemas.MemberCreateRequest) {
  return request.is_oauth ? [] : request.credentials;
}

// @ts-expect-error `true` is for OAuth members, which have no credentials
export const neither: schemas.MemberCreateRequest = { institution_guid: "INS-1", credentials: [], is_oauth: true };
