import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { checkRecording, readHar } from "../../src/verify/recording.js";
import { type CoverageItem, verify } from "../../src/verify.js";
import { contract } from "../support/contract.js";
import { call, recordingOf } from "./recording.js";
import { changedMock, type Reply } from "./servers.js";

const { oauth } = examples.createMember;

/** The coverage of recorded calls, by name. */
function coverageOf(...calls: ReturnType<typeof call>[]) {
  const entries = readHar(verifiedContract, JSON.stringify(recordingOf(...calls)), ["https://int-data.moneydesktop.com"]);
  const { coverage } = checkRecording(verifiedContract, "recording.har", entries);
  return { ...coverage, seen: (name: string) => seenAs(coverage.items, name) };
}

function seenAs(items: readonly CoverageItem[], wanted: string): string {
  const item = items.find(({ name }) => name === wanted) ?? expect.fail(`There is no ${wanted}`);
  return [item.accepted && "accepted", item.rejected && "rejected"].filter(Boolean).join(", ") || "not seen";
}

test("lists every operation, status, media type, parameter, field and enum value of the contract once", () => {
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
  const { ConnectionStatus, Member } = contract.root.components.schemas;
  for (const value of ConnectionStatus.enum)
    expect(names).toContain(`createMember 200 /member/connection_status ${JSON.stringify(value)}`);
  for (const field of Object.keys(Member.properties)) expect(names).toContain(`createMember 200 /member/${field}`);
});

test("percent counts what was observed of what can be: a request and its fields twice, a response once", () => {
  const { items, percent } = coverageOf(call({ body: oauth.request }, { body: oauth.response }));
  const possible = items.reduce((sum, { rejected }) => sum + (rejected === undefined ? 1 : 2), 0);
  const seen = items.filter(({ accepted }) => accepted).length;
  expect(seen).toBeGreaterThan(20);
  expect(percent).toBe(Math.floor((1000 * seen) / possible) / 10);
});

describe("what counts", () => {
  const accepted = call({ body: oauth.request }, { body: oauth.response });

  test("a request that the server accepts", () => {
    const { seen } = coverageOf(accepted);
    expect(seen("createMember")).toBe("accepted");
    expect(seen("createMember header md-session-token")).toBe("accepted");
    expect(seen(`createMember request ${mediaType}`)).toBe("accepted");
    expect(seen("createMember request /member/is_oauth")).toBe("accepted");
    expect(seen("createMember request /member/is_oauth true")).toBe("accepted");
    expect(seen("createMember request /member/is_oauth false")).toBe("not seen");
    expect(seen("createMember request /member/credentials")).toBe("not seen");
  });

  test("a request on which server and contract agree, and no other", () => {
    const broken = { member: { ...oauth.request.member, is_oauth: "yes" } };
    const field = "createMember request /member/is_oauth";
    expect(coverageOf(call({ body: broken }, { status: 400 })).seen(field)).toBe("rejected");
    expect(coverageOf(call({ body: broken }, { body: oauth.response })).seen(field)).toBe("not seen");
    const wronglyRejected = coverageOf(call({ body: oauth.request }, { status: 400 }));
    expect(wronglyRejected.seen(field)).toBe("not seen");
    expect(wronglyRejected.seen("createMember")).toBe("not seen");
    const failed = coverageOf(call({ body: broken }, { status: 500 }));
    expect(failed.seen(field)).toBe("not seen");
  });

  test("a request without a token, if the server rejects it", () => {
    const { seen } = coverageOf(call({ body: oauth.request, token: "" }, { status: 401 }));
    expect(seen("createMember header md-session-token")).toBe("rejected");
    expect(seen("createMember request /member/is_oauth")).toBe("not seen");
    expect(seen("createMember 401")).toBe("accepted");
    expect(seen(`createMember 401 ${mediaType}`)).toBe("not seen");
  });

  test("a response only if all of it conforms", () => {
    const { seen } = coverageOf(accepted);
    expect(seen("createMember 200")).toBe("accepted");
    expect(seen("createMember 200 /member/guid")).toBe("accepted");
    expect(seen('createMember 200 /member/connection_status "PENDING"')).toBe("accepted");
    expect(seen('createMember 200 /member/connection_status "CREATED"')).toBe("not seen");
    const member = { ...oauth.response.member, guid: "USR-1" };
    const { items } = coverageOf(call({ body: oauth.request }, { body: { member } }));
    expect(items.filter((item) => item.accepted || item.rejected)).toEqual([]);
  });
});

test("a good server is covered better than one that accepts everything, and than one that rejects everything", async () => {
  const covered = async (change: (reply: Reply) => Reply) => {
    const { url } = await changedMock(change);
    return (await verify({ baseUrl: url })).coverage.percent;
  };
  const success = JSON.stringify(oauth.response);
  const good = await covered((reply) => reply);
  expect(good).toBeGreaterThan(70);
  expect(await covered((reply) => ({ ...reply, status: 200, body: success }))).toBeLessThan(good / 2);
  expect(await covered((reply) => ({ ...reply, status: 422, body: "" }))).toBeLessThan(good / 2);
});
