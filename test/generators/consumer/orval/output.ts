import {
  createMember,
  type createMemberResponse,
  type createMemberResponse200,
  type createMemberResponse422,
} from "./generated.ts";

export type * as schemas from "./generated.ts";

export type RequestBody = Parameters<typeof createMember>[0];
export type ResponseBody = createMemberResponse200["data"];
export type ErrorBody = createMemberResponse422["data"];
export type DefaultErrorBody = Exclude<createMemberResponse, { status: 200 | 400 | 401 | 422 }>["data"];
export type Headers = NonNullable<NonNullable<Parameters<typeof createMember>[1]>["headers"]>;

export async function send(body: RequestBody): Promise<unknown> {
  const { data } = await createMember(body);
  return data;
}
