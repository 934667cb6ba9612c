import { client } from "./generated/client.gen.ts";
import { type CreateMemberData, type CreateMemberErrors, type CreateMemberResponses, createMember } from "./generated/index.ts";

export type * as schemas from "./generated/index.ts";

export type RequestBody = CreateMemberData["body"];
export type ResponseBody = CreateMemberResponses[200];
export type ErrorBody = CreateMemberErrors[422];
export type DefaultErrorBody = CreateMemberErrors["default"];
export type Headers = NonNullable<CreateMemberData["headers"]>;

export async function send(body: RequestBody, sessionToken: string): Promise<unknown> {
  client.setConfig({ auth: sessionToken });
  const { data } = await createMember({ body });
  return data;
}
