// Uses every public name as an ES module, and as CommonJS (the same file as uses.cts).
import {
  type AttemptInfo,
  type ConnectionStatus,
  type CreateMemberFailure,
  type CreateMemberOptions,
  type CreateMemberRequest,
  type CreateMemberResult,
  type CreateMemberSuccess,
  type CredentialRequest,
  connectionStatusValues,
  contractVersion,
  createNexusClient,
  type ErrorResponseBody,
  type Issue,
  isKnownConnectionStatus,
  type KnownConnectionStatus,
  type Member,
  type MemberCreateRequest,
  type MemberCreateRequestBody,
  type MemberResponseBody,
  mediaType,
  type NewMember,
  NexusApiError,
  type NexusClient,
  type NexusClientOptions,
  NexusConnectionError,
  NexusError,
  type NexusErrorReason,
  NexusRequestError,
  NexusResponseError,
  NexusTokenError,
  type OAuthMemberCreateRequest,
  type PendingOAuthMember,
  type SessionToken,
  type StandardMember,
  type StandardMemberCreateRequest,
  type StandardSchema,
  servers,
  type UseCase,
  unwrap,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { createFetchClient, type FetchClient, type FetchClientOptions } from "nexus-members-contract/fetch";
import { createMock, type Mock } from "nexus-members-contract/mock";
import { type StartMockOptions, startMock } from "nexus-members-contract/mock/server";
import type { components, operations, paths } from "nexus-members-contract/types";
import {
  isErrorResponseBody,
  isMember,
  isMemberCreateRequest,
  isMemberCreateRequestBody,
  isMemberResponseBody,
  type Validator,
} from "nexus-members-contract/validators";

const sessionToken: SessionToken = async (renewal) => (renewal ? `not ${renewal.rejected.length}` : "example-session");
const seen: string[] = [];
const options: NexusClientOptions = {
  server: "integration",
  sessionToken,
  timeout: 1000,
  deadline: 5000,
  retries: 0,
  onAttempt: ({ attempt, status, error, willRetry }: AttemptInfo) => seen.push(`${attempt} ${status ?? error} ${willRetry}`),
};
const own: StandardSchema = { "~standard": { version: 1, vendor: "own", validate: () => ({ issues: [{ message: "no" }] }) } };
const validator: Validator<MemberResponseBody> = isMemberResponseBody;
const nexus: NexusClient = createNexusClient({
  ...options,
  validate: { request: isMemberCreateRequestBody, response: validator },
});
const credential: CredentialRequest = { credential_guid: "CRD-1", value: "example-login" };
const useCase: UseCase = "PFM";
const standard: StandardMemberCreateRequest = { institution_guid: "INS-1", credentials: [credential], use_cases: [useCase] };
const oauth = { institution_guid: "INS-1", is_oauth: true } satisfies OAuthMemberCreateRequest;
const either: MemberCreateRequest = seen.length > 0 ? standard : oauth;
const body: MemberCreateRequestBody = { member: either };
const frozen = { institution_guid: "INS-1", credentials: [{ credential_guid: "CRD-1", value: "x" }] } as const;
const request: CreateMemberRequest = frozen;
const call: CreateMemberOptions = { sessionToken, timeout: false, headers: { "MX-Skip-Webhook": true, "X-Request-Id": "r-1" } };

export async function withMocks(use: (mock: Mock) => Promise<void>) {
  await use(createMock());
  const options: StartMockOptions = { port: 0, host: "127.0.0.1", log: (line) => seen.push(line) };
  const mock = await startMock(options);
  await use(mock);
  mock.next({ scenario: "created", match: { body: { member: { external_guid: "link-1" } } }, times: "unlimited" });
  const [entry] = mock.requests;
  const externalGuid: string | undefined = entry?.body?.member?.external_guid;
  seen.push(String(externalGuid), String(mock.unused.length), String(mock.members[0]?.guid));
  mock.unref();
  await mock.close();
}

export async function withFetch(): Promise<MemberResponseBody | undefined> {
  const options: FetchClientOptions = { server: "integration", sessionToken: "example-session" };
  const client: FetchClient = createFetchClient(options);
  const { data, error } = await client.POST("/members", { body });
  const failure: ErrorResponseBody | undefined = error;
  seen.push(String(failure?.error?.code));
  return data;
}

export function check(value: unknown): string {
  if (isMember(value)) return value.guid;
  if (isErrorResponseBody(value)) return value.error?.message ?? "";
  if (isMemberCreateRequest(value)) return value.institution_guid;
  const issues: Issue[] = isMemberCreateRequestBody.issues(value, { strict: true });
  return issues.map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`).join() + own["~standard"].vendor;
}

export async function main(): Promise<string[]> {
  seen.push(contractVersion, mediaType, servers.integration, ...connectionStatusValues);
  try {
    const created: StandardMember = unwrap(await nexus.createMember(standard, call));
    const pending: PendingOAuthMember = unwrap(await nexus.createMember(oauth));
    const any: NewMember = unwrap(await nexus.createMember(request));
    seen.push(created.guid, pending.oauth_window_uri, pending.connection_status, any.guid);
    const result: CreateMemberResult = await nexus.createMember(body.member, { headers: {} });
    if (result.ok) {
      const success: CreateMemberSuccess = result;
      const member: Member = success.member;
      const status: ConnectionStatus | null = member.connection_status;
      if (isKnownConnectionStatus(status)) seen.push(status satisfies KnownConnectionStatus);
      const issues: readonly Issue[] = success.issues ?? [];
      seen.push(...issues.map(({ pointer, message }) => pointer + message), `${success.attempts}`);
    } else {
      const failure: CreateMemberFailure = result;
      if (failure.status === 422 || failure.mayExist) seen.push("look the external_guid up");
      seen.push(failure.response.headers.get("Retry-After") ?? "", failure.error.message ?? "");
    }
  } catch (error) {
    if (error instanceof NexusApiError) seen.push(`${error.status} ${error.code} ${error.response.status}`);
    if (error instanceof NexusError && error.mayExist) seen.push(error.reason satisfies NexusErrorReason);
    if (error instanceof NexusTokenError) seen.push(String(error.cause));
    if (error instanceof NexusResponseError) seen.push(`${error.status}`);
    if (error instanceof NexusRequestError) seen.push(...error.issues.map(({ message }) => message));
    if (error instanceof NexusConnectionError) seen.push(`${error.reason} ${error.mayExist} ${error.cause}`);
  }
  const published: MemberResponseBody = examples.createMember.standard.response;
  type Operation = paths["/members"]["post"];
  const same: operations["createMember"] extends Operation ? true : false = true;
  const guid: components["schemas"]["MemberGuid"] = published.member.guid;
  return [...seen, guid, String(same), examples.createMember.oauth.request.member.institution_guid];
}
