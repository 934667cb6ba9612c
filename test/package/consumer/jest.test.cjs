// Run by Jest without any configuration, which loads what it requires as CommonJS.
const { createNexusClient, isKnownConnectionStatus, NexusApiError, unwrap } = require("nexus-members-contract");
const { examples } = require("nexus-members-contract/examples");
const { createMock } = require("nexus-members-contract/mock");
const { isMember } = require("nexus-members-contract/validators");

const { created } = examples.createMember;
const client = (options) => createNexusClient({ server: "integration", sessionToken: "example-session", ...options });

test("creates a member at the mock", async () => {
  const member = unwrap(await client({ fetch: createMock().fetch }).createMember(created.request.member));
  expect(isMember(member)).toBe(true);
  expect(isKnownConnectionStatus(member.connection_status)).toBe(true);
});

test("gets an error of the mock", async () => {
  const fetch = jest.fn(createMock().fetch);
  const headers = { Prefer: "example=duplicate-member" };
  const result = await client({ fetch, headers }).createMember(created.request.member);
  expect(() => unwrap(result)).toThrow(NexusApiError);
  expect(fetch).toHaveBeenCalledTimes(1);
});
