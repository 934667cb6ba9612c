// Uses every public name; compiles as ESM and, with its values as types only, in a CommonJS project (uses-types.ts).
import {
  type CallOptions,
  type ConnectionStatus,
  type CreatedMember,
  type CreateMemberFailure,
  type CreateMemberOptions,
  type CreateMemberResult,
  type CreateMemberSuccess,
  type CredentialRequest,
  connectionStatuses,
  contractVersion,
  createNexusClient,
  type ErrorResponseBody,
  type Issue,
  type KnownConnectionStatus,
  type Member,
  type MemberCreateRequest,
  type MemberCreateRequestBody,
  type MemberResponseBody,
  mediaType,
  NexusApiError,
  type NexusClient,
  type NexusClientOptions,
  NexusConnectionError,
  NexusRequestError,
  NexusResponseError,
  type OAuthMemberCreateRequest,
  type PendingOAuthMember,
  type SessionToken,
  type StandardMemberCreateRequest,
  type StandardSchema,
  servers,
  type UseCase,
  unwrap,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { type Mock, type StartMockOptions, startMock } from "nexus-members-contract/mock";
import type { components, operations, paths } from "nexus-members-contract/types";
import {
  errorResponseBody,
  member,
  memberCreateRequest,
  memberCreateRequestBody,
  memberResponseBody,
  type Validator,
  type Violation,
} from "nexus-members-contract/validators";

const sessionToken: SessionToken = async () => "example-session";
const limits: CallOptions = { timeout: 1000, headers: { "MX-Skip-Webhook": "true" } };
const options: NexusClientOptions = { server: "integration", sessionToken, ...limits };
const own: StandardSchema = { "~standard": { version: 1, vendor: "own", validate: () => ({ issues: [{ message: "no" }] }) } };
const validator: Validator<MemberResponseBody> = memberResponseBody;
const nexus: NexusClient = createNexusClient({
  ...options,
  validate: { request: memberCreateRequestBody, response: validator },
});
const credential: CredentialRequest = { credential_guid: "CRD-1", value: "example-login" };
const useCase: UseCase = "PFM";
const standard: StandardMemberCreateRequest = { institution_guid: "INS-1", credentials: [credential], use_cases: [useCase] };
const oauth = { institution_guid: "INS-1", is_oauth: true } satisfies OAuthMemberCreateRequest;
const either: MemberCreateRequest = Math.random() < 0.5 ? standard : oauth;
const body: MemberCreateRequestBody = { member: either };
const call: CreateMemberOptions = { sessionToken, signal: AbortSignal.timeout(1000), timeout: false };

export async function withMock(use: (mock: Mock) => Promise<void>) {
  const options: StartMockOptions = { port: 0, host: "127.0.0.1", log: (line) => console.log(line) };
  const mock = await startMock(options);
  await use(mock);
  await mock.close();
}

export function judge(value: unknown): string {
  if (member(value)) return value.guid;
  if (errorResponseBody(value)) return value.error?.message ?? "";
  if (memberCreateRequest(value)) return value.institution_guid;
  const violations: Violation[] = memberCreateRequestBody.errors(value);
  return violations.map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`).join() + own["~standard"].vendor;
}

export async function main(): Promise<string[]> {
  const seen: string[] = [contractVersion, mediaType, servers.integration, ...connectionStatuses];
  try {
    const created: CreatedMember = unwrap(await nexus.createMember(standard, call));
    const pending: PendingOAuthMember = unwrap(await nexus.createMember(oauth));
    seen.push(created.guid, pending.oauth_window_uri, pending.connection_status);
    const result: CreateMemberResult = await nexus.createMember(body.member, { headers: {} });
    if (result.ok) {
      const success: CreateMemberSuccess = result;
      const member: Member = success.member;
      const status: ConnectionStatus = member.connection_status;
      const known: KnownConnectionStatus = "CONNECTED";
      const issues: readonly Issue[] = success.issues ?? [];
      seen.push(...issues.map(({ pointer, message }) => pointer + message));
      seen.push(status ?? "null", known, success.response.headers.get("Date") ?? "");
    } else {
      const failure: CreateMemberFailure = result;
      const error: ErrorResponseBody = { error: { code: failure.error.code ?? 0, message: failure.error.message ?? "" } };
      seen.push(JSON.stringify(error));
    }
  } catch (error) {
    if (error instanceof NexusApiError) seen.push(`${error.status} ${error.code}`);
    if (error instanceof NexusResponseError) seen.push(`${error.status}`);
    if (error instanceof NexusRequestError) seen.push(...error.issues.map(({ message }) => message));
    if (error instanceof NexusConnectionError) seen.push(String(error.cause));
  }
  const published: MemberResponseBody = examples.standard.response;
  type Operation = paths["/members"]["post"];
  const same: operations["createMember"] extends Operation ? true : false = true;
  const guid: components["schemas"]["MemberGuid"] = published.member.guid;
  return [...seen, guid, String(same), nexus.createMember.name, examples.oauth.request.member.institution_guid];
}
