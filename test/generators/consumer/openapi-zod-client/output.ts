import type { ZodiosBodyByAlias, ZodiosErrorByAlias, ZodiosHeaderParamsByAlias, ZodiosResponseByAlias } from "@zodios/core";
import type { api } from "./generated.ts";
import { createApiClient } from "./generated.ts";

export type * as schemas from "./schemas.ts";

type Api = typeof api.api;

export type RequestBody = ZodiosBodyByAlias<Api, "createMember">;
export type ResponseBody = ZodiosResponseByAlias<Api, "createMember">;
export type ErrorBody = ZodiosErrorByAlias<Api, "createMember", 422>;
export type DefaultErrorBody = ZodiosErrorByAlias<Api, "createMember", 503>;
export type Headers = ZodiosHeaderParamsByAlias<Api, "createMember">;

export async function send(body: RequestBody): Promise<unknown> {
  return createApiClient("https://nexus.example", { axiosConfig: { adapter: "fetch" } }).createMember(body);
}
