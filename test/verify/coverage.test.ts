import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { checkRecording, readHar } from "../../src/verify/recording.js";
import { type CoverageItem, verify } from "../../src/verify.js";
import { contract } from "../support/contract.js";
import { call, recordingOf } from "./recording.js";
import { changedMock, withBody } from "./servers.js";

const { oauth } = examples.createMember;

/** The coverage of recorded calls, by name. */
function coverageOf(...calls: ReturnType<typeof call>[]) {
  const recorded = readHar(verifiedContract, JSON.stringify(recordingOf(...calls)), ["https://int-data.moneydesktop.com"]);
  const { coverage } = checkRecording(verifiedContract, "recording.har", recorded);
  return { ...coverage, seen: (name: string) => seenAs(coverage.items, name) };
}

function seenAs(items: readonly CoverageItem[], wanted: string): string {
  const item = items.find(({ name }) => name === wanted) ?? expect.fail(`There is no ${wanted}`);
  return [item.seenValid && "valid", item.seenInvalid && "invalid"].filter(Boolean).join(", ") || "not seen";
}

test("lists every operation, status, media type, parameter, field, keyword and enum value of the contract once", () => {
  const { items, percent } = coverageOf();
  expect(percent).toBe(0);
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  const names = items.map(({ name }) => name);
  for (const { operationId, responses } of contract.operations) {
    expect(names).toContain(operationId);
    for (const status of Object.keys(responses)) expect(names).toContain(`${operationId} ${status}`);
  }
  expect(names).toEqual(
    expect.arrayContaining(["createMember header MX-Skip-Webhook", "createMember header md-session-token"]),
  );
  expect(names).toContain(`createMember 200 ${mediaType}`);
  const { enum: statuses } = contract.root.components.schemas.ConnectionStatus;
  for (const value of statuses) expect(names).toContain(`response ConnectionStatus enum ${JSON.stringify(value)}`);
  for (const field of Object.keys(contract.root.components.schemas.Member.properties))
    expect(names).toContain(`response Member/${field}`);
});

describe("what counts", () => {
  const accepted = call({ body: oauth.request }, { body: oauth.response });

  test("a request that the server accepts is seen valid", () => {
    const { seen } = coverageOf(accepted);
    expect(seen("createMember")).toBe("valid");
    expect(seen("createMember header md-session-token")).toBe("valid");
    expect(seen(`createMember request ${mediaType}`)).toBe("valid");
    expect(seen("request OAuthMemberCreateRequest/is_oauth enum")).toBe("valid");
    expect(seen("request InstitutionGuid pattern")).toBe("valid");
    expect(seen("request StandardMemberCreateRequest required credentials")).toBe("not seen");
  });

  test("a request on which server and contract disagree is not seen", () => {
    const broken = { member: { ...oauth.request.member, is_oauth: "yes" } };
    const wronglyAccepted = coverageOf(call({ body: broken }, { body: oauth.response }));
    expect(wronglyAccepted.seen("request OAuthMemberCreateRequest/is_oauth type")).toBe("not seen");
    const wronglyRejected = coverageOf(call({ body: oauth.request }, { status: 400 }));
    expect(wronglyRejected.seen("request OAuthMemberCreateRequest/is_oauth type")).toBe("not seen");
    expect(wronglyRejected.seen("createMember")).toBe("not seen");
  });

  test("a request without a token is seen invalid if the server rejects it", () => {
    const { seen } = coverageOf(call({ body: oauth.request, token: "" }, { status: 401 }));
    expect(seen("createMember header md-session-token")).toBe("invalid");
    expect(seen("createMember 401")).toBe("valid");
    expect(seen(`createMember 401 ${mediaType}`)).toBe("not seen");
  });

  test("a response is seen valid or invalid, part by part", () => {
    const member = {
      ...oauth.response.member,
      guid: "USR-1",
      aggregated_at: "yesterday",
      revision: 1,
      connection_status: "NEW",
    };
    const { seen } = coverageOf(accepted, call({ body: oauth.request }, { body: { member }, type: "text/html" }));
    expect(seen("createMember 200")).toBe("valid, invalid");
    expect(seen(`createMember 200 ${mediaType}`)).toBe("valid, invalid");
    expect(seen("response MemberGuid pattern")).toBe("valid, invalid");
    expect(seen("response Member/guid")).toBe("valid, invalid");
    expect(seen("response Member/aggregated_at format")).toBe("invalid");
    expect(seen("response Member/revision type")).toBe("valid");
    expect(seen("response ConnectionStatus enum")).toBe("valid, invalid");
    expect(seen('response ConnectionStatus enum "PENDING"')).toBe("valid");
    expect(seen('response ConnectionStatus enum "CREATED"')).toBe("not seen");
  });
});

test("a server that sends every value brings the responses to almost everything", async () => {
  const statuses: (string | null)[] = [...contract.root.components.schemas.ConnectionStatus.enum, null];
  let count = 0;
  const { url } = await changedMock((reply) =>
    withBody(reply, ({ member }) => {
      if (!member || member.is_oauth) return;
      const others = { connection_status_message: "", is_manual: false, needs_updated_credentials: false, revision: 1 };
      Object.assign(member, others, {
        connection_status: statuses[count % statuses.length],
        connection_status_id: count % 2 ? 1 : null,
      });
      count++;
    }),
  );
  const { coverage, outcome } = await verify({ baseUrl: url });
  expect(outcome).toBe("conforms");
  expect(coverage.percent).toBeGreaterThan(87);
});
