/** What a server can do to the answers of the mock. `answer` is what the mock says: status, type, and body as JSON or as text. */

const created = (change) => (answer) => answer.body.member && change(answer.body.member, answer);
const oauth = (change) => created((member) => member.is_oauth && change(member));
const refused = (change) => (answer) => answer.body.error && change(answer.body.error, answer);
const only = (status, change) => (answer) => answer.status === status && change(answer);
const accepted = (answer) => {
  answer.status = 200;
  answer.body = { member: structuredClone(example) };
};
const example = {
  guid: "MBR-1",
  user_guid: "USR-1",
  institution_guid: "INS-1",
  name: "Bank",
  connection_status: "CREATED",
  is_being_aggregated: false,
  is_managed_by_user: true,
  is_user_created: true,
};

/** One breach of the contract each, and the line that has to name it. */
export const broken = [
  ["a required field is missing", created((member) => delete member.name), "/member/name is required"],
  ["the GUID is missing", created((member) => delete member.guid), "/member/guid is required"],
  ["a field has another name", created(rename("user_guid", "userGuid")), "/member/user_guid is required"],
  ["a text for a boolean", created(set("is_being_aggregated", "true")), "/member/is_being_aggregated must be boolean"],
  ["a number for a text", created(set("name", 7)), "/member/name must be string"],
  ["null where none is allowed", created(set("name", null)), "/member/name must be string"],
  ["metadata as an object", created(set("metadata", {})), "/member/metadata must be string or null"],
  ["a decimal for an integer", created(set("revision", 1.5)), "/member/revision must be integer"],
  ["an unknown status", created(set("connection_status", "DONE")), "/member/connection_status is none of .*: DONE"],
  ["an unknown use case", created(set("use_cases", ["IAV"])), "/member/use_cases/0 must be PFM or MONEY_MOVEMENT: IAV"],
  ["a GUID of another prefix", created(set("guid", "USR-1")), "/member/guid must be MBR- followed by"],
  [
    "a job of another prefix",
    created(set("most_recent_job_guid", "7")),
    "/member/most_recent_job_guid must be JOB- followed by",
  ],
  ["a date without a time", created(set("aggregated_at", "2026-01-31")), "/member/aggregated_at must be a date-time"],
  ["a time without a zone", created(set("aggregated_at", "2026-01-31T10:00:00")), "/member/aggregated_at must be a date-time"],
  ["no envelope", (answer) => answer.body.member && set("body", answer.body.member)(answer), "/member is required"],
  ["a list for a member", (answer) => answer.body.member && set("body", { member: [] })(answer), "/member must be object"],
  [
    "another external_guid",
    created(set("external_guid", "other")),
    "/member/external_guid expected: .* == request /member/external_guid",
  ],
  ["another institution", created(set("institution_guid", "INS-1")), "/member/institution_guid expected: .* == request"],

  ["OAuth without its URI", oauth((member) => delete member.oauth_window_uri), "/member/oauth_window_uri is required"],
  ["OAuth with an empty URI", oauth(set("oauth_window_uri", "")), "/member/oauth_window_uri must not be empty"],
  [
    "a URI without its scheme",
    oauth(set("oauth_window_uri", "oauth.example.com/x")),
    "/member/oauth_window_uri must be an absolute URI",
  ],
  ["OAuth that is not pending", oauth(set("connection_status", "CREATED")), "/member/connection_status must be PENDING"],
  ["OAuth that does not say so", oauth((member) => delete member.is_oauth), "/member/is_oauth must be true, as in the request"],
  ["a standard member as OAuth", created(set("is_oauth", true)), "/member/is_oauth must be false, as in the request"],

  ["201 for 200", only(200, set("status", 201)), "status is 201; expected: status == 200"],
  ["204 for 200", only(200, set("status", 204)), "status is 204; expected: status == 200"],
  ["200 for a bad request", only(400, accepted), "status is 200; expected: status == 400"],
  ["200 for an unknown institution", only(422, accepted), "status is 200; expected: status == 422"],
  ["200 without a token", only(401, accepted), "status is 200; expected: status == 401"],
  ["409 for 422", only(422, set("status", 409)), "status is 409; expected: status == 422"],
  ["403 without a token", only(401, set("status", 403)), "status is 403; expected: status == 401"],
  ["a server that fails", (answer) => set("status", 500)(answer), "status is 500; expected: status == 400"],
  ["a redirect", (answer) => set("status", 307)(answer), "status is 307, a redirect"],
  ["no whole answer", only(400, set("drop", true)), "status is missing"],

  ["application/json", set("type", "application/json"), "Content-Type is application/json, not application/vnd"],
  ["no content type", set("type", undefined), "Content-Type is missing"],
  ["a success without a body", only(200, set("body", "")), "body is missing"],
  ["malformed JSON", only(200, set("body", '{"member":')), "body is not JSON"],
  [
    "an error as a page",
    only(400, (answer) => Object.assign(answer, { type: "text/html", body: "<p>" })),
    "Content-Type is text/html",
  ],
  ["an error that is a text", refused((_, answer) => set("body", { error: "no" })(answer)), "/error must be object"],
  ["an error code that is neither number nor text", refused(set("code", true)), "/error/code must be integer or string"],
  ["a message that is a list", refused(set("message", [])), "/error/message must be string"],

  [
    "the token for a status",
    created((member, { token }) => set("connection_status", token)(member)),
    "connection_status is none of",
  ],
  ["the token for a content type", (answer) => set("type", answer.token)(answer), "Content-Type is other"],
];

/** Servers that keep the contract, each in a way of its own. */
export const good = [
  ["the mock", () => {}],
  [
    "a server that adds fields",
    (answer) => {
      answer.body.trace = "1";
      Object.assign(answer.body.member ?? answer.body.error, { added: { since: 2027 } });
    },
  ],
  ["errors without a body", refused((_, answer) => Object.assign(answer, { type: undefined, body: "" }))],
  ["an error code that is a text", refused(set("code", "4220"))],
  ["a content type with a charset", (answer) => (answer.type += "; charset=utf-8")],
  ["times with an offset", created(set("aggregated_at", "2026-01-31T10:00:00-00:00"))],
  ["a status of null", created((member) => member.is_oauth || set("connection_status", null)(member))],
];

/** Remembers logins and external_guids, as Nexus does, by OAuth too: the second member with either is refused. */
export function remembering() {
  const seen = new Set();
  return (answer, { member }) => {
    if (answer.status !== 200) return;
    const login = JSON.stringify([member.institution_guid, member.credentials ?? "OAuth"]);
    const keys = [member.external_guid, login];
    if (keys.some((key) => seen.has(key))) Object.assign(answer, { status: 422, body: { error: { code: 4220 } } });
    for (const key of keys) if (key) seen.add(key);
  };
}

function set(key, value) {
  return (target) => {
    target[key] = value;
  };
}

function rename(from, to) {
  return (target) => {
    target[to] = target[from];
    delete target[from];
  };
}
