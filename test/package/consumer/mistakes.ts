// Each line below an "error" comment fails with exactly that error; the matrix compares them.
import { createNexusClient, type MemberCreateRequest, type OAuthMemberCreateRequest } from "nexus-members-contract";

const nexus = createNexusClient({ server: "integration" });
const institution_guid = "INS-1";
const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];

// error TS2322
createNexusClient({ server: "staging" });
// error TS2345|TS2741
nexus.createMember({ credentials });
// error TS2345|TS2741
nexus.createMember({ institution_guid });
// error TS2322
nexus.createMember({ institution_guid, is_oauth: true, credentials });
// error TS2561
nexus.createMember({ institution_guid, credentials, skip_agregation: true });
// error TS2322
nexus.createMember({ institution_guid, credentials, use_cases: ["IAV"] });
// error TS2353
nexus.createMember({ institution_guid, credentials, guid: "MBR-1" });
// error TS2353
nexus.createMember({ institution_guid, credentials }, { headers: { "MX-Skip-Webhook": true, "MX-Skip-Webhok": true } });
// error TS2322
export const body: OAuthMemberCreateRequest = { institution_guid, is_oauth: true, credentials };
// error TS2322
export const either: MemberCreateRequest = { institution_guid, is_oauth: true, credentials };

export async function read() {
  const result = await nexus.createMember({ institution_guid, is_oauth: true });
  // error TS2339
  result.member.guid;
  if (result.ok) {
    // error TS2339
    result.error;
    // error TS2339
    result.member.unknown_field;
  }
}
