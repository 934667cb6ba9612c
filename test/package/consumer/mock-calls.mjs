/** The same few calls of the mock, wherever it runs: returns what must be the same everywhere. `headers` are those of each request. */
import { createNexusClient } from "nexus-members-contract";
import { createMock } from "nexus-members-contract/mock";

export async function callMock(headers = {}) {
  const mock = createMock({ stateful: true });
  const nexus = createNexusClient({ server: "integration", headers, fetch: mock.fetch, retryDelay: () => 0 });
  const user = { sessionToken: "user-1", retries: 1 };
  const standard = await nexus.createMember(
    {
      institution_guid: "INS-1",
      credentials: [{ credential_guid: "CRD-1", value: "a-login" }],
      external_guid: "link-1",
    },
    user,
  );
  mock.next({ status: 503 });
  const retried = await nexus.createMember({ institution_guid: "INS-1", is_oauth: true, external_guid: "link-2" }, user);
  mock.next({ cut: "after" });
  const cut = await nexus.createMember({ institution_guid: "INS-1", is_oauth: true, external_guid: "link-3" }, user);
  mock.next({ cut: "body" });
  const broken = await nexus
    .createMember({ institution_guid: "INS-1", is_oauth: true }, { sessionToken: "user-2" })
    .catch(({ reason }) => reason);
  mock.next({ delay: 60_000 });
  const late = await nexus
    .createMember({ institution_guid: "INS-1", is_oauth: true }, { sessionToken: "user-2", timeout: 100 })
    .catch(({ reason }) => reason);
  return [
    standard.member.connection_status,
    `${retried.member.connection_status} after ${retried.attempts}`,
    `${cut.status} may exist: ${cut.mayExist}`,
    broken,
    late,
    `${mock.members.length} members`,
    `${mock.requests.length} requests`,
    standard.member.guid,
  ].join(", ");
}
