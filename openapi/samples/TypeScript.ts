import { createFetchClient } from "nexus-members-contract/fetch";

const nexus = createFetchClient({ server: "integration", sessionToken: "example-session" });
const { data, error, response } = await nexus.__method__("__path__", {
  params: __params__,
  body: __request__,
});
console.log(response.status, data ?? error);
