import { createNexusClient, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { createFetchClient } from "nexus-members-contract/fetch";
import { createMock } from "nexus-members-contract/mock";
import { isMember, isMemberCreateRequestBody, isMemberResponseBody } from "nexus-members-contract/validators";
import { callMock } from "./mock-calls.mjs";

const sessionToken = "example-session";
const { created, oauth } = examples.createMember;

/** Creates both kinds of member with the runtime's own `fetch`, with both clients, and in process with the mock. */
export async function createBoth(baseUrl) {
  const validate = { request: isMemberCreateRequestBody, response: isMemberResponseBody };
  const create = async (scenario, name) => {
    const nexus = createNexusClient({ baseUrl, sessionToken, validate, headers: { Prefer: `example=${name}` } });
    const client = createFetchClient({ baseUrl, sessionToken, headers: { Prefer: `example=${name}` } });
    const mocked = createNexusClient({ server: "integration", sessionToken, fetch: createMock().fetch });
    const member = unwrap(await nexus.createMember(scenario.request.member));
    const { data } = await client.POST("/members", { body: scenario.request });
    const inProcess = unwrap(await mocked.createMember(scenario.request.member));
    const statuses = [member, data.member, inProcess].map(({ connection_status }) => connection_status);
    if (new Set(statuses).size !== 1) throw new Error(`the clients disagree: ${statuses}`);
    if (!isMember(member) || isMember({})) throw new Error("the validators do not tell members from others");
    return member.connection_status;
  };
  const mocked = await callMock();
  if (!mocked.startsWith("CREATED, PENDING after 2, 422 may exist: true, network, timeout, 5 members, 7 requests"))
    throw new Error(`the mock responds differently here: ${mocked}`);
  return `${await create(created, "created")} ${await create(oauth, "oauth")}`;
}
