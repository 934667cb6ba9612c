import type { CreateMemberResult, MemberCreateRequest, NexusClient, OAuthMemberCreateRequest } from "nexus-members-contract";
import type { examples } from "nexus-members-contract/examples";
import type { components, operations, paths } from "nexus-members-contract/types";

export const oauth: OAuthMemberCreateRequest = { institution_guid: "INS-1", is_oauth: true };
export type Request = paths["/members"]["post"]["requestBody"] | operations["createMember"]["requestBody"];
export type Status = components["schemas"]["ConnectionStatus"];
export type Standard = (typeof examples)["standard"]["request"]["member"];

export function create(client: NexusClient, member: MemberCreateRequest): Promise<CreateMemberResult> {
  return client.createMember(member);
}
