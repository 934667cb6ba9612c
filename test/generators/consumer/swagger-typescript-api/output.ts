import { Api, type HttpResponse } from "./generated.ts";

export type * as schemas from "./generated.ts";

type CreateMember = Api<string>["members"]["createMember"];
type Result = Awaited<ReturnType<CreateMember>>;

export type RequestBody = Parameters<CreateMember>[0];
export type ResponseBody = Result["data"];
export type ErrorBody = Result extends HttpResponse<unknown, infer Body> ? Body : never;
export type DefaultErrorBody = ErrorBody;
export type Headers = NonNullable<NonNullable<Parameters<CreateMember>[1]>["headers"]>;

export async function send(body: RequestBody, sessionToken: string): Promise<unknown> {
  const api = new Api<string>();
  api.setSecurityData(sessionToken);
  const { data } = await api.members.createMember(body);
  return data;
}
