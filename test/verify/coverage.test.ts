/** What counts as exercised: of the contract of members, and of a contract of things with parameters, lists and objects in objects. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { checkRecording, readHar } from "../../src/verify/recording.js";
import { verify } from "../../src/verify.js";
import { contract } from "../support/contract.js";
import { call, recordingOf } from "./recording.js";
import { type Change, skip, stubMock } from "./servers.js";
import { type Call, get, put, recordedCalls, things } from "./things.js";

const { oauth } = examples.createMember;

/** The coverage of recorded calls. */
function coverageOf(...calls: ReturnType<typeof call>[]) {
  const servers = Object.values(verifiedContract.api.servers);
  const entries = calls.length > 0 ? readHar(verifiedContract, JSON.stringify(recordingOf(...calls)), servers) : [];
  return checkRecording(verifiedContract, "recording.har", entries).coverage;
}

test("lists every operation, status, media type, parameter, field and enum value once, and which can be rejected: -", () => {
  const { items, percent } = coverageOf();
  expect(percent).toBe(0);
  const names = items.map(({ name, rejected }) => `${name}${rejected === undefined ? "" : " -"}`);
  expect(new Set(names).size).toBe(names.length);
  const { ConnectionStatus, Member } = contract.root.components.schemas;
  const expected = [
    ...contract.operations.flatMap(({ operationId: id, responses }) => [
      `${id} -`,
      ...Object.keys(responses).map((key) => `${id} ${key}`),
    ]),
    ...["header MX-Skip-Webhook -", "header md-session-token -", `200 ${mediaType}`].map((part) => `createMember ${part}`),
    ...ConnectionStatus.enum.map((value: string) => `createMember 200 /member/connection_status "${value}"`),
    ...Object.keys(Member.properties).map((field) => `createMember 200 /member/${field}`),
    ...[" true", " false", " -"].map((value) => `createMember request /member/is_oauth${value}`),
  ];
  expect(names).toEqual(expect.arrayContaining(expected));
});

test("percent counts what was observed of what can be: a request and its fields twice, a response once", () => {
  const { items, percent } = coverageOf(call({ body: oauth.request }, { body: oauth.response }));
  const possible = items.reduce((sum, { rejected }) => sum + (rejected === undefined ? 1 : 2), 0);
  const seen = items.filter(({ accepted }) => accepted).length;
  expect(seen).toBeGreaterThan(20);
  expect(percent).toBe(Math.floor((1000 * seen) / possible) / 10);
});

test("a good server is covered better than without wrong requests, and than one that accepts everything, or rejects everything", async () => {
  const covered = async (change: Change, left = skip) => {
    const { url } = stubMock(change);
    return (await verify({ baseUrl: url, skip: left })).coverage.percent;
  };
  const success = JSON.stringify(oauth.response);
  const good = await covered((reply) => reply, [", without", ", the body"]);
  expect(good).toBeGreaterThan(65);
  expect(await covered((reply) => reply)).toBeLessThan(good);
  expect(await covered((reply) => ({ ...reply, status: 200, body: success }))).toBeLessThan(good / 2);
  expect(await covered((reply) => ({ ...reply, status: 422, body: "" }))).toBeLessThan(good / 2);
});

describe("calls of things", () => {
  /** What of the contract some calls exercise: `+` accepted, `-` rejected. */
  const coveredBy = (...calls: Call[]) => {
    const { items } = checkRecording(things, "recording", recordedCalls(...calls)).coverage;
    const seen = items.filter(({ accepted, rejected }) => accepted || rejected);
    return seen.map(({ name, accepted, rejected }) => `${name} ${accepted ? "+" : ""}${rejected ? "-" : ""}`);
  };
  const ofResponse = ["readThing 200 +", `readThing 200 ${mediaType} +`, "readThing 200 /name +"];
  const broken = { path: "/things/THG-1?depth=seven" };

  test.each<[what: string, call: Call, seen: string[]]>([
    [
      "with parameters",
      { ...get, path: "/things/THG-1?depth=7" },
      ["readThing +", "readThing path guid +", "readThing query depth +", "readThing header X-Reason +", ...ofResponse],
    ],
    [
      "with a wrong parameter that is rejected",
      { ...broken, status: 404 },
      ["readThing -", "readThing query depth -", "readThing 404 +"],
    ],
    ["with a wrong parameter that is accepted", { ...get, ...broken }, ofResponse],
    [
      "with a wrong parameter and an error of the server",
      { ...broken, status: 500, returns: "text" },
      ["readThing 5XX +", `readThing 5XX ${mediaType} +`],
    ],
    ["without a token", { ...put, headers: {}, status: 409 }, ["keepThing -", "keepThing 409 +"]],
    ["with a right request that is rejected", { ...put, status: 409, returns: undefined }, ["keepThing 409 +"]],
    ["with a wrong response: nothing of the request either", { returns: { name: "THG-8" } }, []],
    [
      "with a wrong body that is rejected: the fields that are wrong",
      { ...put, body: { name: "THG-8", parent: {}, "odd/name": "a" }, status: 409, returns: undefined },
      ["keepThing -", ...["/name", "/odd~1name"].map((at) => `keepThing request ${at} -`), "keepThing 409 +"],
    ],
  ])("%s", (_, call, seen) => {
    expect(coveredBy(call)).toEqual(seen);
  });
});
