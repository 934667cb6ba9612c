const { once } = require("node:events");
const { createServer } = require("node:http");
const { createNexusClient, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { createFetchClient } = require("nexus-members-contract/fetch");
const { isMemberCreateRequestBody: request, isMemberResponseBody: response } = require("nexus-members-contract/validators");

const create = async (name) => {
  const headers = { Prefer: `example=${name}` };
  const options = { baseUrl: process.argv[2], sessionToken: "example-session", validate: { request, response }, headers };
  return unwrap(await createNexusClient(options).createMember(examples.createMember[name].request.member));
};

/** Some versions of Node's fetch make an error of a 401, depending on the form of the request's body. */
const renewTokenAfter401 = async () => {
  const tokens = [];
  const server = createServer(({ headers }, outgoing) => {
    tokens.push(headers["md-session-token"]);
    const isRejected = tokens.length === 1;
    outgoing.writeHead(isRejected ? 401 : 200).end(JSON.stringify(isRejected ? {} : examples.createMember.created.response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const sessionToken = (renewal) => (renewal ? "new" : "old");
  const { ok, status, attempts } = await createNexusClient({ baseUrl, sessionToken }).createMember(
    examples.createMember.created.request.member,
  );
  server.close();
  server.closeAllConnections();
  if (!ok || attempts !== 2 || tokens.join() !== "old,new") throw new Error(`sent ${tokens}, status ${status}`);
};

/** A 401 that stays one is a result, of both clients. */
const keep401 = async () => {
  const server = createServer((_, outgoing) => outgoing.writeHead(401).end("{}")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const options = { baseUrl: `http://127.0.0.1:${server.address().port}`, sessionToken: "example-session" };
  const { request } = examples.createMember.created;
  const { status } = await createNexusClient({ ...options, retries: 2 }).createMember(request.member);
  const { response } = await createFetchClient(options).POST("/members", { body: request });
  server.close();
  server.closeAllConnections();
  if (status !== 401 || response.status !== 401) throw new Error(`the statuses ${status} and ${response.status}`);
};

renewTokenAfter401()
  .then(keep401)
  .then(() => Promise.all([create("created"), create("oauth")]))
  .then(([standard, oauth]) => console.log(`${standard.connection_status} ${oauth.connection_status}`));
