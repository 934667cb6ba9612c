const { createNexusClient, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { isMemberCreateRequestBody: request, isMemberResponseBody: response } = require("nexus-members-contract/validators");

const create = async (name) => {
  const headers = { Prefer: `example=${name}` };
  const options = { baseUrl: process.argv[2], sessionToken: "example-session", validate: { request, response }, headers };
  return unwrap(await createNexusClient(options).createMember(examples.createMember[name].request.member));
};
Promise.all([create("created"), create("oauth")]).then(([standard, oauth]) =>
  console.log(`${standard.connection_status} ${oauth.connection_status}`),
);
