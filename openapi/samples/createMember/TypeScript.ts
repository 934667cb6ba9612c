import { createNexusClient } from "nexus-members-contract";

const nexus = createNexusClient({ server: "integration" });
const result = await nexus.createMember(__member__, { sessionToken: "example-session" });
if (result.ok) console.log(result.member);
else console.log(result.status, result.error.message);
