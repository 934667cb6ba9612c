const { once } = require("node:events");
const { createServer } = require("node:http");
const { createNexusClient, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { createFetchClient } = require("nexus-members-contract/fetch");

const { created, oauth } = examples.createMember;

const create = async (name, { request }) => {
  const nexus = createNexusClient({ baseUrl: process.argv[2], sessionToken: "t", headers: { Prefer: `example=${name}` } });
  return unwrap(await nexus.createMember(request.member)).connection_status;
};

/** Some versions of Node's fetch make an error of a 401, depending on the form of the request's body: then no token is renewed. */
async function renewTokenAfter401() {
  const tokens = [];
  const server = createServer(({ headers }, outgoing) => {
    tokens.push(headers["md-session-token"]);
    outgoing.writeHead(401).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const options = {
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    sessionToken: (renewal) => (renewal ? "new" : "old"),
  };
  const { status } = await createNexusClient(options).createMember(created.request.member);
  const { response } = await createFetchClient(options).POST("/members", { body: created.request });
  server.close();
  server.closeAllConnections();
  const seen = `${tokens}: ${status} ${response.status}`;
  if (seen !== "old,new,old: 401 401") throw new Error(`sent the tokens ${seen}`);
}

renewTokenAfter401()
  .then(() => Promise.all([create("created", created), create("oauth", oauth)]))
  .then((statuses) => console.log(statuses.join(" ")));
