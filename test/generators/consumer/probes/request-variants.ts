import type { schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const standard = {
  institution_guid: "INS-1",
  credentials: [{ credential_guid: "CRD-1", value: "secret" }],
} satisfies schemas.StandardMemberCreateRequest;

export const oauth = { institution_guid: "INS-1", is_oauth: true } satisfies schemas.OAuthMemberCreateRequest;

export const union: Same<schemas.MemberCreateRequest, schemas.StandardMemberCreateRequest | schemas.OAuthMemberCreateRequest> =
  true;

// @ts-expect-error a standard member needs credentials
export const withoutCredentials: schemas.StandardMemberCreateRequest = { institution_guid: "INS-1" };

// @ts-expect-error an OAuth member needs `is_oauth`
export const withoutIsOAuth: schemas.OAuthMemberCreateRequest = { institution_guid: "INS-1" };

// @ts-expect-error and has no credentials
export const withCredentials: schemas.OAuthMemberCreateRequest = { ...oauth, credentials: standard.credentials };

// @ts-expect-error one of the variants
export const neither: schemas.MemberCreateRequest = { institution_guid: "INS-1" };
