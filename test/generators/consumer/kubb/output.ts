import type { CreateMemberError, CreateMemberHeaderParams, CreateMemberMutation } from "./generated/index.ts";

export type * as schemas from "./generated/index.ts";

export type RequestBody = CreateMemberMutation["Request"];
export type ResponseBody = CreateMemberMutation["Response"];
export type ErrorBody = CreateMemberMutation["Errors"];
export type DefaultErrorBody = CreateMemberError;
export type Headers = CreateMemberHeaderParams;
