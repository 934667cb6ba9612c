import {
  type CreateMemberRequest,
  createNexusClient,
  type MemberCreateRequest,
  type NexusClient,
  type OAuthMemberCreateRequest,
  type StandardMemberCreateRequest,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { describe, test } from "vitest";

// A contract with a further required field extends the examples as well.
const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });
const standard = examples.createMember.created.request.member;
const oauth = examples.createMember.oauth.request.member;
const { credentials } = standard;

declare function accept<T>(value: T): void;

describe("compiles", () => {
  test("the examples, which are readonly", () => {
    createMember(standard);
    createMember(oauth);
    createMember({ ...standard, use_cases: ["PFM"] } as const);
  });

  test("optional fields, also with undefined", () => {
    createMember({ ...standard, external_guid: undefined, metadata: "text" as string | undefined });
    createMember({ ...standard, is_oauth: false, skip_aggregation: true, skip_webhook: undefined });
    createMember({ ...oauth, external_guid: "link-1001", use_cases: ["PFM"] as const });
  });

  test("a variable of either variant, and of both", () => {
    createMember({} as MemberCreateRequest);
    createMember({} as StandardMemberCreateRequest);
    createMember({} as OAuthMemberCreateRequest);
    createMember({} as CreateMemberRequest);
  });

  test("a token for each call: a string, or a function that caches", () => {
    createMember(standard, { sessionToken: "example-session" });
    createMember(standard, { sessionToken: async (renewal) => renewal?.rejected ?? "example-session" });
    createMember(standard, { sessionToken: () => "example-session" });
    // @ts-expect-error a function that may return undefined
    createMember(standard, { sessionToken: () => undefined as string | undefined });
  });

  test("headers of a call: the parameters of the operation, and any other", () => {
    createMember(standard, { headers: { "MX-Skip-Webhook": true, "X-Request-Id": "r-1", traceparent: undefined } });
    // @ts-expect-error a parameter of another type
    createMember(standard, { headers: { "MX-Skip-Webhook": "yes" } });
  });

  test("a server, or a base URL", () => {
    createNexusClient({ server: "integration" });
    createNexusClient({ baseUrl: "http://mock:4010", allowInsecureHttp: true });
    // @ts-expect-error both
    createNexusClient({ server: "integration", baseUrl: "https://nexus.example.com" });
    // @ts-expect-error neither
    createNexusClient({ timeout: 10_000 });
  });

  test("a plain async function as a stub of the client", () => {
    const response = new Response();
    const error = { body: undefined };
    const stub: NexusClient = {
      createMember: async () => ({ ok: false, status: 422, mayExist: false, error, response, attempts: 1 }),
    };
    accept<NexusClient>(stub);
  });
});

describe("does not compile", () => {
  test("no institution_guid", () => {
    // @ts-expect-error
    createMember({ credentials });
    // @ts-expect-error
    createMember({ is_oauth: true });
  });

  test("neither credentials nor is_oauth", () => {
    const { credentials, ...rest } = standard;
    // @ts-expect-error
    createMember(rest);
  });

  test("credentials on an OAuth member", () => {
    // @ts-expect-error
    createMember({ ...oauth, credentials });
    const inVariable = { ...oauth, credentials };
    // @ts-expect-error
    createMember(inVariable);
    // @ts-expect-error
    accept<OAuthMemberCreateRequest>({ ...oauth, credentials });
  });

  test("a misspelt optional field", () => {
    // @ts-expect-error
    createMember({ ...standard, skip_agregation: true });
    // @ts-expect-error
    createMember({ ...oauth, external_id: "link-1001" });
  });

  test("a field of the response", () => {
    // @ts-expect-error
    createMember({ ...standard, guid: "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b" });
    // @ts-expect-error
    createMember({ ...oauth, connection_status: "PENDING" });
  });

  test("a use case that is not known", () => {
    // @ts-expect-error
    createMember({ ...standard, use_cases: ["IAV"] });
    // @ts-expect-error
    createMember({ ...oauth, use_cases: "PFM" });
  });

  test("values of another type", () => {
    // @ts-expect-error
    createMember({ ...oauth, is_oauth: "true" });
    // @ts-expect-error
    createMember({ ...standard, metadata: { opened_from: "onboarding" } });
    // @ts-expect-error
    createMember({ ...standard, credentials: [{ guid: "CRD-1", value: "example-login" }] });
  });

  test("options that do not exist", () => {
    // @ts-expect-error
    createNexusClient({ server: "staging" });
    // @ts-expect-error
    createNexusClient({ server: "integration", time_out: 5 });
    // @ts-expect-error
    createMember(standard, { retry: 3 });
    // @ts-expect-error
    createMember(standard, { signal: new AbortController() });
  });
});
