import {
  type CreateMemberRequest,
  createNexusClient,
  type MemberCreateRequest,
  type NexusClient,
  type OAuthMemberCreateRequest,
  type StandardMemberCreateRequest,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { test } from "vitest";

// A contract with a further required field extends the examples as well.
const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });
const standard = examples.createMember.created.request.member;
const oauth = examples.createMember.oauth.request.member;
const { credentials } = standard;

declare function accept<T>(value: T): void;

test("members compile: the examples, optional fields, and variables of either variant and of both", () => {
  createMember(standard);
  createMember(oauth);
  createMember({ ...standard, use_cases: ["PFM"] } as const);
  createMember({ ...standard, external_guid: undefined, metadata: "text" as string | undefined });
  createMember({ ...standard, is_oauth: false, skip_aggregation: true, skip_webhook: undefined });
  createMember({ ...oauth, external_guid: "link-1001", use_cases: ["PFM"] as const });
  createMember({} as MemberCreateRequest);
  createMember({} as StandardMemberCreateRequest);
  createMember({} as OAuthMemberCreateRequest);
  createMember({} as CreateMemberRequest);
});

test("options compile: a server or a base URL, a token or a function, parameters of the operation and other headers", () => {
  createNexusClient({ baseUrl: "http://mock:4010", allowInsecureHttp: true });
  createMember(standard, { sessionToken: "example-session" });
  createMember(standard, { sessionToken: async (renewal) => renewal?.rejected ?? "example-session" });
  createMember(standard, { sessionToken: () => "example-session" });
  createMember(standard, { headers: { "MX-Skip-Webhook": true, "X-Request-Id": "r-1", traceparent: undefined } });
});

test("a plain async function compiles as a stub of the client", () => {
  const response = new Response();
  const error = { body: undefined };
  accept<NexusClient>({
    createMember: async () => ({ ok: false, status: 422, mayExist: false, error, response, attempts: 1 }),
  });
});

// Those that are made most often are in test/package/consumer/mistakes.ts.
test("mistakes do not compile", () => {
  // @ts-expect-error no institution_guid of an OAuth member
  createMember({ is_oauth: true });
  const inVariable = { ...oauth, credentials };
  // @ts-expect-error credentials on an OAuth member in a variable
  createMember(inVariable);
  // @ts-expect-error a misspelt optional field of an OAuth member
  createMember({ ...oauth, external_id: "link-1001" });
  // @ts-expect-error a field of the response to an OAuth member
  createMember({ ...oauth, connection_status: "PENDING" });
  // @ts-expect-error a string in the place of a list
  createMember({ ...oauth, use_cases: "PFM" });
  // @ts-expect-error a string in the place of a boolean
  createMember({ ...oauth, is_oauth: "true" });
});

test("options that do not exist do not compile", () => {
  // @ts-expect-error a misspelt option of the client
  createNexusClient({ server: "integration", time_out: 5 });
  // @ts-expect-error the controller in the place of its signal
  createMember(standard, { signal: new AbortController() });
  // @ts-expect-error a function that may return no token
  createMember(standard, { sessionToken: () => undefined as string | undefined });
});
