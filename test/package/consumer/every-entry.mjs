/** Uses every entry that is code. It is bundled, and runs where nothing is installed. */
import { createNexusClient, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { createFetchClient } from "nexus-members-contract/fetch";
import { createMock } from "nexus-members-contract/mock";
import { startMock } from "nexus-members-contract/mock/server";
import { isMember } from "nexus-members-contract/validators";
import { checkExchange, verify } from "nexus-members-contract/verify";

const { request } = examples.createMember.oauth;
const sessionToken = "example-session";
const server = await startMock({ stateful: true });
const { outcome } = await verify({ baseUrl: server.url });
server.reset();
const { response } = await createFetchClient({ baseUrl: server.url, sessionToken }).POST("/members", { body: request });
await server.close();
const nexus = createNexusClient({ server: "integration", sessionToken, fetch: createMock().fetch });
const member = unwrap(await nexus.createMember(request.member));
console.log(outcome, response.status, isMember(member), typeof checkExchange);
