import { createNexusClient } from "nexus-members-contract";

const nexus = createNexusClient({ server: "integration" });
const result = await nexus.createMember(
  {
    institution_guid: "INS-33333333-3333-3333-3333-333333333333",
    credentials: [
      { credential_guid: "CRD-44444444-4444-4444-4444-444444444444", value: "example-login" },
      { credential_guid: "CRD-55555555-5555-5555-5555-555555555555", value: "example-password" },
    ],
    external_guid: "link-1001",
  },
  { sessionToken: "example-session" },
);
if (result.ok) console.log(result.member.guid, result.member.connection_status);
else console.log(result.status, result.error.message);
