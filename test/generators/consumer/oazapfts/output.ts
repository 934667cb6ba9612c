import { createMember } from "./generated.ts";

export type * as schemas from "./generated.ts";

type Result = Awaited<ReturnType<typeof createMember>>;

export type RequestBody = Parameters<typeof createMember>[0];
export type ResponseBody = Extract<Result, { status: 200 }>["data"];
export type ErrorBody = Extract<Result, { status: 422 }>["data"];
export type DefaultErrorBody = Exclude<Result, { status: 200 | 400 | 401 | 422 }>["data"];
export interface Headers {
  "MX-Skip-Webhook"?: NonNullable<Parameters<typeof createMember>[1]>["mxSkipWebhook"];
}

export async function send(body: RequestBody): Promise<unknown> {
  const { data } = await createMember(body);
  return data;
}
