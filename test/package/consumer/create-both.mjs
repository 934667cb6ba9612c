import { createNexusClient, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";

/** Creates both kinds of member with the runtime's own `fetch`. */
export async function createBoth(baseUrl) {
  const nexus = createNexusClient({ baseUrl, sessionToken: "example-session" });
  const standard = unwrap(
    await nexus.createMember(examples.created.request.member, { headers: { Prefer: "example=created" } }),
  );
  const oauth = unwrap(await nexus.createMember(examples.oauth.request.member, { headers: { Prefer: "example=oauth" } }));
  return `${standard.connection_status} ${oauth.connection_status}`;
}
