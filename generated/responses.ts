// Written by `npm run generate` from openapi/. Do not edit.
export {
  MemberResponseBody,
  ErrorResponseBody,
  StandardMember,
  PendingOAuthMember,
  ConnectionStatus,
  Member_connection_status_anyOf_1,
  ErrorResponseBody_error_code_anyOf_0,
  ErrorResponseBody_error_code_anyOf_1,
} from "./compiled.js";
