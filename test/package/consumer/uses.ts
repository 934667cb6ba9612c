// Uses every entry as a program would; the compiler reads the declarations whole.
import * as entry from "nexus-members-contract";
import {
  type CreateMemberRequest,
  type CreateMemberResult,
  createNexusClient,
  NexusError,
  unwrap,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { createFetchClient } from "nexus-members-contract/fetch";
import { createMock } from "nexus-members-contract/mock";
import { startMock } from "nexus-members-contract/mock/server";
import type { components, operations, paths } from "nexus-members-contract/types";
import { isMemberCreateRequestBody, isMemberResponseBody } from "nexus-members-contract/validators";
import { verify } from "nexus-members-contract/verify";

const nexus = createNexusClient({
  server: "integration",
  sessionToken: async (renewal) => (renewal ? `not ${renewal.rejected.length}` : "example-session"),
  onAttempt: ({ attempt, status, error, willRetry }) => console.log(attempt, status ?? error, willRetry),
  validate: { request: isMemberCreateRequestBody, response: isMemberResponseBody },
});
const frozen = { institution_guid: "INS-1", credentials: [{ credential_guid: "CRD-1", value: "x" }] } as const;
const oauth = { institution_guid: "INS-1", is_oauth: true } satisfies entry.OAuthMemberCreateRequest;
const either: entry.MemberCreateRequest = Math.random() < 0.5 ? oauth : examples.createMember.standard.request.member;

export async function create(): Promise<string> {
  try {
    const { guid }: entry.StandardMember = unwrap(await nexus.createMember(frozen satisfies CreateMemberRequest));
    const { oauth_window_uri }: entry.PendingOAuthMember = unwrap(await nexus.createMember(oauth, { timeout: false }));
    const result: CreateMemberResult = await nexus.createMember(either, { headers: { "X-Request-Id": "r-1" } });
    if (!result.ok) return `${result.error.code} ${result.mayExist}`;
    const { connection_status: status } = result.member;
    return (
      guid + oauth_window_uri + (entry.isKnownConnectionStatus(status) ? (status satisfies entry.KnownConnectionStatus) : "")
    );
  } catch (error) {
    return error instanceof NexusError ? (error.reason satisfies entry.NexusErrorReason) : "";
  }
}

export async function withMock(): Promise<boolean> {
  const mock = await startMock({ port: 0, log: (line) => console.log(line) });
  mock.next({ scenario: "created", match: { body: { member: { external_guid: "link-1" } } }, times: "unlimited" });
  const guid: string | undefined = mock.requests[0]?.body?.member?.external_guid ?? createMock().members[0]?.guid;
  const client = createFetchClient({ baseUrl: mock.url, sessionToken: "example-session" });
  const { data } = await client.POST("/members", { body: { member: either } });
  await mock.close();
  return data?.member.guid === guid && (await verify({ baseUrl: mock.url })).outcome === "conforms";
}

export const same: operations["createMember"] extends paths["/members"]["post"] ? true : false = true;
export const guid: components["schemas"]["MemberGuid"] = examples.createMember.standard.response.member.guid;
