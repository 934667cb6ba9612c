import type { ErrorBody, RequestBody, ResponseBody, schemas } from "../output.ts";
import type { Same } from "./same.ts";

export const request: Same<RequestBody, schemas.MemberCreateRequestBody> = true;

export const response: Same<ResponseBody, schemas.MemberResponseBody> = true;

export const error: Same<ErrorBody, schemas.ErrorResponseBody> = true;
