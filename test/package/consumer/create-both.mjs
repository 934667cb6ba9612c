import { createNexusClient, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { member, memberCreateRequestBody, memberResponseBody } from "nexus-members-contract/validators";

/** Creates both kinds of member with the runtime's own `fetch`, and validates what goes and comes. */
export async function createBoth(baseUrl) {
  const validate = { request: memberCreateRequestBody, response: memberResponseBody };
  const nexus = createNexusClient({ baseUrl, sessionToken: "example-session", validate });
  const standard = unwrap(
    await nexus.createMember(examples.created.request.member, { headers: { Prefer: "example=created" } }),
  );
  const oauth = unwrap(await nexus.createMember(examples.oauth.request.member, { headers: { Prefer: "example=oauth" } }));
  if (!member(standard) || !member(oauth) || member({})) throw new Error("the validators do not tell members from others");
  return `${standard.connection_status} ${oauth.connection_status}`;
}
