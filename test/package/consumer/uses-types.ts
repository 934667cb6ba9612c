import type { CreateMemberResult, MemberCreateRequest, NexusClient, OAuthMemberCreateRequest } from "nexus-members-contract";
import type { examples } from "nexus-members-contract/examples";
import type { FetchClient } from "nexus-members-contract/fetch";
import type { Mock } from "nexus-members-contract/mock";
import type { components, operations, paths } from "nexus-members-contract/types";

export const oauth: OAuthMemberCreateRequest = { institution_guid: "INS-1", is_oauth: true };
export type Request = paths["/members"]["post"]["requestBody"] | operations["createMember"]["requestBody"];
export type Status = components["schemas"]["ConnectionStatus"];
export type Standard = (typeof examples)["createMember"]["standard"]["request"]["member"];
export type Others = FetchClient | Mock;

export function create(client: NexusClient, member: MemberCreateRequest): Promise<CreateMemberResult> {
  return client.createMember(member);
}
