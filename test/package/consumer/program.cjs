const { createNexusClient, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { memberCreateRequestBody: request, memberResponseBody: response } = require("nexus-members-contract/validators");

const nexus = createNexusClient({ baseUrl: process.argv[2], sessionToken: "example-session", validate: { request, response } });
const create = async (name) =>
  unwrap(await nexus.createMember(examples[name].request.member, { headers: { Prefer: `example=${name}` } }));
Promise.all([create("created"), create("oauth")]).then(([standard, oauth]) =>
  console.log(`${standard.connection_status} ${oauth.connection_status}`),
);
