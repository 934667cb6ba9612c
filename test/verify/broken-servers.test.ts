import { expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { verify } from "../../src/verify.js";
import { changedMock, type Json, type Received, type Reply, withBody } from "./servers.js";

// Servers that break the contract in one thing each, and the issue that has to say so. The proof does this for each rule of the schemas.

type Change = (reply: Reply, received: Received) => Reply;

const success =
  (change: (member: Json) => unknown): Change =>
  (reply) =>
    withBody(reply, (body) => {
      if (body.member) change(body.member);
    });
const set = (key: string, value: unknown) => success((member) => Object.assign(member, { [key]: value }));
const oauth = (change: (member: Json) => unknown) => success((member) => member.is_oauth && change(member));
const status =
  (from: number, to: number): Change =>
  (reply) =>
    reply.status === from ? { ...reply, status: to } : reply;
const accepts =
  (rejected: number): Change =>
  (reply) =>
    reply.status === rejected
      ? { ...reply, status: 200, body: JSON.stringify(examples.createMember.standard.response) }
      : reply;
const type =
  (contentType: string): Change =>
  (reply) => ({ ...reply, headers: contentType ? { "content-type": contentType } : {} });
const bodyOfSuccess =
  (body: string): Change =>
  (reply) =>
    reply.status === 200 ? { ...reply, body } : reply;

/** Rejects requests that were accepted, as if their data were taken. */
function rejects(isRejected: (body: string) => boolean): Change {
  const { response } = examples.createMember["duplicate-member"];
  return (reply, { body }) =>
    reply.status === 200 && isRejected(body) ? { ...reply, status: 422, body: JSON.stringify(response) } : reply;
}

function rejectsAllButFirst(): Change {
  let count = 0;
  return rejects(() => count++ > 0);
}

const table: [what: string, change: Change, ...issues: string[]][] = [
  ["a required field is missing", success((member) => delete member.name), "body /member/name required"],
  ["an unknown use case", set("use_cases", ["OTHER"]), "body /member/use_cases/0 enum", "body /member/use_cases repeat"],
  ["another external_guid", set("external_guid", "other"), "body /member/external_guid repeat"],
  ["another institution", set("institution_guid", "INS-1"), "body /member/institution_guid repeat"],
  ["another name", set("name", "Other"), "body /member/name repeat"],
  ["other use cases", set("use_cases", ["PFM"]), "body /member/use_cases repeat"],
  ["OAuth without is_oauth", oauth((member) => delete member.is_oauth), "body /member/is_oauth repeat"],
  [
    "a standard member as OAuth",
    set("is_oauth", true),
    "body /member/connection_status const",
    "body /member/is_oauth repeat",
    "body /member/oauth_window_uri required",
  ],
  ["201 for 200", status(200, 201), "status  status"],
  ["204 for 200", (reply) => ({ ...status(200, 204)(reply, none), body: "" }), "status  status"],
  ["500 for 200", status(200, 500), "status  status"],
  [
    "200 for an invalid request",
    accepts(400),
    "status  status",
    "body /member/external_guid repeat",
    "body /member/institution_guid repeat",
  ],
  [
    "200 for data that is taken",
    accepts(422),
    "status  status",
    "body /member/external_guid repeat",
    "body /member/institution_guid repeat",
    "body /member/is_oauth repeat",
    "body /member/metadata repeat",
    "body /member/name repeat",
  ],
  ["200 without a token", (reply, { token }) => (token ? reply : accepts(401)(reply, { token, body: "" })), "status  status"],
  [
    "200 for an expired token",
    (reply, { token }) => (token ? accepts(401)(reply, { token, body: "" }) : reply),
    "status  status",
  ],
  ["409 for 422", status(422, 409), "status  status"],
  ["403 for 401", status(401, 403), "status  status"],
  ["500 for 400", status(400, 500), "status  status"],
  ["a redirect", status(200, 307), "status  status"],
  ["the same guid for every member", set("guid", "MBR-1"), "body /member/guid unique"],
  [
    "another user_guid each time",
    success((member) => Object.assign(member, { user_guid: `USR-${crypto.randomUUID()}` })),
    "body /member/user_guid unique",
  ],
  ["422 for every standard create", rejects((body) => !body.includes('"is_oauth":true')), "status  status"],
  ["422 for every OAuth create", rejects((body) => body.includes('"is_oauth":true')), "status  status"],
  ["422 for every create but the first", rejectsAllButFirst(), "status  status"],
  [
    "characters that are not ASCII as two",
    success((member) => Object.assign(member, { name: Buffer.from(member.name).toString("latin1") })),
    "body /member/name repeat",
  ],
  ["another charset", type(`${mediaType}; charset=iso-8859-1`), "header Content-Type  charset"],
  ["a byte order mark", (reply) => ({ ...reply, body: `\uFEFF${reply.body}` }), "body  json"],
  [
    "a key twice",
    (reply) => ({ ...reply, body: reply.body.replace('"member":{', '"member":{"guid":"MBR-1",') }),
    "body  repeated-key",
  ],
  ["application/json", type("application/json"), "header Content-Type  media-type"],
  ["another version of the media type", type(mediaType.replace("v1", "v2")), "header Content-Type  media-type"],
  ["no content type", type(""), "header Content-Type  media-type"],
  ["a success without a body", bodyOfSuccess(""), "body  required"],
  ["malformed JSON", bodyOfSuccess('{"member":'), "body  json"],
  ["two JSON texts", (reply) => ({ ...reply, body: `${reply.body}${reply.body}` }), "body  json"],
  [
    "an error that is a page",
    (reply) => type("text/html")(bodyOfError("<p>")(reply), none),
    "body  json",
    "header Content-Type  media-type",
  ],
  [
    "the token for a status",
    (reply, { token }) => set("connection_status", token)(reply, none),
    "body /member/connection_status const",
    "body /member/connection_status enum",
  ],
];

test.each(table)("does not conform: %s", async (_, change, ...expected) => {
  const { url } = await changedMock(change);
  const { outcome, checks } = await verify({ baseUrl: url, skip: [", /", ", the body", ", without"] });
  const issues = checks.flatMap((check) => check.issues.map(({ part, pointer, rule }) => `${part} ${pointer} ${rule}`));
  expect(outcome).toBe("deviates");
  expect([...new Set(issues)].sort()).toEqual(expected.sort());
});

const none: Received = { token: "", body: "" };

function bodyOfError(body: string): (reply: Reply) => Reply {
  return (reply) => (reply.status >= 400 ? { ...reply, body } : reply);
}
