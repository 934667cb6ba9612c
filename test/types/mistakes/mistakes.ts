// What goes wrong most often. The test beside this folder compares what the compiler says about each line after a comment.
import { createNexusClient } from "nexus-members-contract";

const nexus = createNexusClient({ server: "integration" });
const institution_guid = "INS-1572a04c-912b-59bf-5841-332c7dfafaef";
const credentials = [{ credential_guid: "CRD-11111111-1111-1111-1111-111111111111", value: "example-login" }];

// a misspelt field
nexus.createMember({ institution_guid, credentials, externalguid: "link-1001" });

// no institution_guid
nexus.createMember({ credentials });

// neither credentials nor is_oauth
nexus.createMember({ institution_guid });

// credentials on an OAuth member
nexus.createMember({ institution_guid, is_oauth: true, credentials });

// a use case that is not known
nexus.createMember({ institution_guid, credentials, use_cases: ["IAV"] });

// a field of the wrong type
nexus.createMember({ institution_guid, credentials, metadata: { opened_from: "onboarding" } });

// a credential with the key of another API
nexus.createMember({ institution_guid, credentials: [{ guid: "CRD-1", value: "example-login" }] });

// the member without a look at ok
nexus.createMember({ institution_guid, is_oauth: true }).then((result) => result.member.guid);
