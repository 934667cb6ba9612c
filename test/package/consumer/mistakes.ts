// Each line below a comment fails with exactly the error of the comment: the matrix compares them, mistakes.slow.test.ts their messages.
import { createNexusClient, type MemberCreateRequest, type OAuthMemberCreateRequest } from "nexus-members-contract";

const nexus = createNexusClient({ server: "integration" });
const institution_guid = "INS-1";
const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];

// an unknown server: error TS2322
createNexusClient({ server: "staging" });
// neither a server nor a base URL: error TS2345
createNexusClient({ timeout: 10_000 });
// a server and a base URL: error TS2345|TS2322
createNexusClient({ server: "integration", baseUrl: "https://nexus.example.com" });
// no institution_guid: error TS2345|TS2741
nexus.createMember({ credentials });
// neither credentials nor is_oauth: error TS2345|TS2741
nexus.createMember({ institution_guid });
// credentials on an OAuth member: error TS2322
nexus.createMember({ institution_guid, is_oauth: true, credentials });
// a misspelt field: error TS2561
nexus.createMember({ institution_guid, credentials, skip_agregation: true });
// an unknown use case: error TS2322
nexus.createMember({ institution_guid, credentials, use_cases: ["IAV"] });
// metadata as an object: error TS2322
nexus.createMember({ institution_guid, credentials, metadata: { opened_from: "onboarding" } });
// a credential with the key of another API: error TS2353
nexus.createMember({ institution_guid, credentials: [{ guid: "CRD-1", value: "example-login" }] });
// a field of the response: error TS2353
nexus.createMember({ institution_guid, credentials, guid: "MBR-1" });
// a header parameter of another type: error TS2322
nexus.createMember({ institution_guid, credentials }, { headers: { "MX-Skip-Webhook": "yes", "X-Request-Id": "r-1" } });
// a misspelt option of the call: error TS2353|TS2561
nexus.createMember({ institution_guid, credentials }, { retry: 3 });
// credentials in a body for an OAuth member: error TS2322
export const body: OAuthMemberCreateRequest = { institution_guid, is_oauth: true, credentials };
// credentials in a body for an OAuth member, of either type: error TS2322
export const either: MemberCreateRequest = { institution_guid, is_oauth: true, credentials };

export async function read() {
  const result = await nexus.createMember({ institution_guid, is_oauth: true });
  // the member without a look at ok: error TS2339
  result.member.guid;
  if (result.ok) {
    // the error of a success: error TS2339
    result.error;
    // an unknown field of the member: error TS2339
    result.member.unknown_field;
  }
}
