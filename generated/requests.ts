// Written by `npm run generate` from openapi/. Do not edit.
export {
  createMember_header_MX_Skip_Webhook,
  MemberCreateRequestBody,
  StandardMemberCreateRequest,
  OAuthMemberCreateRequest,
} from "./compiled.js";
