const { once } = require("node:events");
const { createServer } = require("node:http");
const { createNexusClient, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { isMemberCreateRequestBody: request, isMemberResponseBody: response } = require("nexus-members-contract/validators");

const create = async (name) => {
  const headers = { Prefer: `example=${name}` };
  const options = { baseUrl: process.argv[2], sessionToken: "example-session", validate: { request, response }, headers };
  return unwrap(await createNexusClient(options).createMember(examples.createMember[name].request.member));
};

/** Node's own fetch sends a request again after a 421, on another connection: the client has to keep it from that. */
const createOnceAfter421 = async () => {
  let received = 0;
  const server = createServer((request, response) => {
    received++;
    request.resume().on("end", () => response.writeHead(421).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const { member } = examples.createMember.created.request;
  const { status } = await createNexusClient({ baseUrl, sessionToken: "example-session" }).createMember(member);
  server.close();
  server.closeAllConnections();
  if (status !== 421 || received !== 1) throw new Error(`sent ${received} times, status ${status}`);
};

createOnceAfter421()
  .then(() => Promise.all([create("created"), create("oauth")]))
  .then(([standard, oauth]) => console.log(`${standard.connection_status} ${oauth.connection_status}`));
