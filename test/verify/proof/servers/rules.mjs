// Creating a member as somebody would write it who has read the contract: without its schemas, and with one mistake if asked to.
import { randomUUID } from "node:crypto";

const type = "application/vnd.mx.nexus.v1+json";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const has = (object, key) => Object.hasOwn(object, key);
const guid = (prefix) => (value) => typeof value === "string" && new RegExp(`^${prefix}-[0-9A-Fa-f-]+$`).test(value);
const isString = (value) => typeof value === "string";
const isBoolean = (value) => typeof value === "boolean";
const isUseCases = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => ["PFM", "MONEY_MOVEMENT"].includes(one));
const optional = (isValid) => (member, key) => !has(member, key) || isValid(member[key]);

const common = [
  "institution_guid",
  "is_oauth",
  "skip_aggregation",
  "skip_webhook",
  "external_guid",
  "metadata",
  "name",
  "use_cases",
];
const isOAuth = ({ member }) => member.is_oauth === true;
const everyCredential = (isValid) => (request) =>
  isOAuth(request) || !Array.isArray(request.member.credentials) || request.member.credentials.every(isValid);
const field =
  (key, isValid) =>
  ({ member }) =>
    optional(isValid)(member, key);
const anyOf =
  (isValid, ...more) =>
  (value) =>
    isValid(value) || more.includes(value);

/** What a request must be, in this order; otherwise it gets the status. Dropping one is a mistake. */
const rules = {
  "a token": [401, ({ token }) => Boolean(token)],
  "a token that has not expired": [401, ({ token }) => token !== "example-expired-session"],
  JSON: [400, ({ body }) => body !== undefined],
  "an object": [400, ({ body }) => isObject(body)],
  "a member": [400, ({ body }) => has(body, "member")],
  "nothing beside the member": [400, ({ body }) => Object.keys(body).every((key) => key === "member")],
  "a member that is an object": [400, ({ body }) => isObject(body.member)],
  "a valid header": [400, ({ header }) => [undefined, "true", "false"].includes(header)],
  "an institution": [400, ({ member }) => has(member, "institution_guid")],
  "the GUID of an institution": [400, field("institution_guid", guid("INS"))],
  "a valid is_oauth": [400, field("is_oauth", isBoolean)],
  "known fields": [400, (request) => Object.keys(request.member).every((key) => common.includes(key) || key === "credentials")],
  "no credentials for OAuth": [400, (request) => !isOAuth(request) || !has(request.member, "credentials")],
  credentials: [400, (request) => isOAuth(request) || has(request.member, "credentials")],
  "a list of credentials": [400, field("credentials", Array.isArray)],
  "one credential or more": [400, field("credentials", (list) => !Array.isArray(list) || list.length > 0)],
  "credentials that are objects": [400, everyCredential(isObject)],
  "credentials with a GUID": [400, everyCredential((one) => !isObject(one) || has(one, "credential_guid"))],
  "credentials with the GUID of a credential": [
    400,
    everyCredential((one) => !isObject(one) || optional(guid("CRD"))(one, "credential_guid")),
  ],
  "credentials with a value": [400, everyCredential((one) => !isObject(one) || has(one, "value"))],
  "credentials with a string": [400, everyCredential((one) => !isObject(one) || optional(isString)(one, "value"))],
  "credentials with nothing else": [
    400,
    everyCredential((one) => !isObject(one) || Object.keys(one).every((key) => ["credential_guid", "value"].includes(key))),
  ],
  "a valid skip_aggregation": [400, field("skip_aggregation", isBoolean)],
  "a valid skip_webhook": [400, field("skip_webhook", isBoolean)],
  "a valid external_guid": [400, field("external_guid", isString)],
  "a valid metadata": [400, field("metadata", isString)],
  "a valid name": [400, field("name", isString)],
  "valid use cases": [400, field("use_cases", isUseCases)],
  "credentials that are not stale": [400, everyCredential((one) => !/^CRD-0+(-0+)*$/.test(one.credential_guid))],
  "a known institution": [422, ({ member }) => !/^INS-0+(-0+)*$/.test(member.institution_guid)],
  "a new external_guid": [
    422,
    ({ member, state }) => !has(member, "external_guid") || !state.externalGuids.has(member.external_guid),
  ],
  "a new login": [422, (request) => isOAuth(request) || !request.state.logins.has(loginOf(request))],
};

const loginOf = ({ token, member }) => JSON.stringify([token, member.institution_guid, member.credentials?.[0]?.value]);

const loosened = (name, isValid) => ({ rules: { [name]: [rules[name][0], isValid] } });
const changed = (change) => ({
  respond: (reply, request) => (reply.status === 200 ? { ...reply, body: change(reply.body, request) ?? reply.body } : reply),
});
const member = (change) =>
  changed((body, request) => ({ ...body, member: { ...body.member, ...change(body.member, request) } }));
const without = (key) =>
  changed((body) => ({ ...body, member: Object.fromEntries(Object.entries(body.member).filter(([one]) => one !== key)) }));
const status = (from, to) => ({ respond: (reply) => (reply.status === from ? { ...reply, status: to } : reply) });
const oauth = (change) => member((one) => (one.is_oauth ? change(one) : {}));
const standard = (change) => member((one) => (one.is_oauth ? {} : change(one)));
const reject = (when) => ({ respond: (reply, request) => (reply.status === 200 && when(request) ? error(422, 4220) : reply) });
let calls = 0;

/** Mistakes, each of which has to be found: a rule that is missing or too weak, a wrong response, a store that does not store. */
export const mistakes = {
  ...Object.fromEntries(
    Object.keys(rules)
      .filter((name) => !["JSON", "an object", "a member", "a member that is an object"].includes(name)) // Other rules say it too.
      .map((name) => [`does not ask for ${name}`, { rules: { [name]: [0, () => true] } }]),
  ),
  "takes null for an external_guid": loosened("a valid external_guid", field("external_guid", anyOf(isString, null))),
  "takes 1 for skip_webhook": loosened("a valid skip_webhook", field("skip_webhook", anyOf(isBoolean, 1))),
  "takes 0 for skip_aggregation": loosened("a valid skip_aggregation", field("skip_aggregation", anyOf(isBoolean, 0))),
  "takes use cases in lower case": loosened(
    "valid use cases",
    field("use_cases", (list) =>
      isUseCases(Array.isArray(list) ? list.map((one) => (isString(one) ? one.toUpperCase() : one)) : list),
    ),
  ),
  "takes any GUID for an institution": loosened("the GUID of an institution", field("institution_guid", guid("[A-Z]{3}"))),
  "takes an institution in lower case": loosened(
    "the GUID of an institution",
    field("institution_guid", (value) => isString(value) && /^ins-[0-9a-f-]+$/i.test(value)),
  ),
  "rejects every standard create": reject((request) => !isOAuth(request)),
  "rejects every OAuth create": reject(isOAuth),
  "rejects every create but the first": reject(() => calls++ > 0),
  "rejects every create": reject(() => true),
  "gives every member the same guid": member(() => ({ guid: "MBR-1" })),
  "gives a new user_guid each time": member(() => ({ user_guid: `USR-${randomUUID()}` })),
  "responds to a create with 201": status(200, 201),
  "responds to a wrong request with 422": status(400, 422),
  "responds to what is taken with 409": status(422, 409),
  "responds to a wrong token with 403": status(401, 403),
  "leaves out the guid": without("guid"),
  "leaves out connection_status": without("connection_status"),
  "leaves out the envelope": changed((body) => body.member),
  "has a guid without its prefix": member(() => ({ guid: randomUUID() })),
  "has an OAuth member that is not pending": oauth(() => ({ connection_status: "CREATED" })),
  "has an OAuth member without its URI": oauth(() => ({ oauth_window_uri: undefined })),
  "has a URI without a scheme": oauth(() => ({ oauth_window_uri: "oauth.example.com" })),
  "has a time with a space": standard(() => ({ aggregated_at: "2016-10-13 18:07:57Z" })),
  "has metadata as an object": member(() => ({ metadata: {} })),
  "forgets metadata": member(() => ({ metadata: null })),
  "forgets the name that was sent": member(() => ({ name: "Bank" })),
  "has another institution": member(() => ({ institution_guid: "INS-1" })),
  "has a standard member that is OAuth": standard(() => ({ is_oauth: true })),
  "returns what was sent with other characters": member(({ name }) => ({ name: Buffer.from(name, "utf8").toString("latin1") })),
  "sends plain JSON": { type: "application/json" },
  "sends another charset": { type: `${type}; charset=iso-8859-1` },
  "sends Latin-1": { write: (text) => Buffer.from(text, "latin1"), ...member(() => ({ connection_status_message: "über" })) },
  "sends a byte order mark": { write: (text) => `\uFEFF${text}` },
  "repeats a key": { write: (text) => text.replace('"member":{', '"member":{"guid":"MBR-1",') },
  "sends a body that ends early": { write: (text) => text.slice(0, -1) },
  "sends errors as pages": { respond: (reply) => (reply.status >= 400 ? { ...reply, page: "<h1>Error</h1>" } : reply) },
  "has a boolean as the code of an error": {
    respond: (reply) => (reply.status >= 400 ? { ...reply, body: { error: { code: true } } } : reply),
  },
  "remembers nothing": { forgets: () => true },
  "remembers only the last member": { forgets: () => "others" },
};

/** What the contract leaves open: none of these may be red. */
export const variants = {
  "is as the contract says": {},
  "adds fields": changed((body) => ({ page: 1, ...body, member: { ...body.member, more: { of: ["them"] } } })),
  "orders fields by their names": member((one) => Object.fromEntries(Object.entries(one).sort())),
  "leaves out what is null": changed((body) => ({
    member: Object.fromEntries(
      Object.entries(body.member).filter(([key, value]) => value !== null || key === "connection_status"),
    ),
  })),
  "has no bodies for errors": { respond: (reply) => (reply.status >= 400 ? { ...reply, page: "" } : reply) },
  "has codes that are strings": {
    respond: (reply) => (reply.status >= 400 ? { ...reply, body: { error: { code: "E1", message: "no" } } } : reply),
  },
  "has no codes": { respond: (reply) => (reply.status >= 400 ? { ...reply, body: { error: {} } } : reply) },
  "says its charset": { type: `${type}; charset=UTF-8` },
  "has more parameters of the media type": { type: `${type};version="1";charset="utf-8"` },
  "escapes what is not ASCII": {
    write: (text) => text.replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  },
  indents: { write: (text) => `\n${JSON.stringify(JSON.parse(text), null, 2)}\n` },
  "has GUIDs in capitals": member(({ guid: value }) => ({ guid: `MBR-${value.slice(4).toUpperCase()}` })),
  "has short GUIDs": member(({ user_guid }) => ({ user_guid: user_guid.slice(0, 10) })),
  "has times with an offset": standard(() => ({ aggregated_at: "2030-01-31T12:00:00.5+01:00" })),
  "has no connection_status yet": standard(() => ({ connection_status: null })),
  "has another known connection_status": standard(() => ({ connection_status: "DELAYED", connection_status_id: 15 })),
  "orders use cases in another way": member(({ use_cases }) => ({ use_cases: use_cases?.toReversed() })),
  "has members that MX manages": member(() => ({ is_managed_by_user: true, is_user_created: false })),
  "has jobs for some members": standard(() => ({ most_recent_job_guid: null })),
  "is slow": { delay: 5 },
  "names the institution": member(({ name }) => ({ institution_code: name.length > 4 ? "bank" : "" })),
};

const error = (code, number) => ({ status: code, body: { error: { code: number, message: "The request was rejected" } } });

/** A server in memory. What it is given and returns does not depend on a framework. */
export function createRules(name = "is as the contract says") {
  const mode = mistakes[name] ?? variants[name];
  if (!mode) throw new Error(`There is no ${name}`);
  calls = 0;
  const state = { externalGuids: new Set(), logins: new Set(), users: new Map() };
  const checks = Object.entries({ ...rules, ...mode.rules });
  return ({ token, header, text }) => {
    const request = { token, header, state, body: parse(text) };
    let reply = process(request, checks, state, mode);
    reply = mode.respond?.(reply, request) ?? reply;
    const page = reply.page;
    const body = page ?? JSON.stringify(reply.body);
    const headers = page === "" ? {} : { "Content-Type": page === undefined ? (mode.type ?? type) : "text/html" };
    return {
      status: reply.status,
      headers,
      body: page === undefined && mode.write ? mode.write(body) : body,
      delay: mode.delay ?? 0,
    };
  };
}

function process(request, checks, state, { forgets }) {
  for (const [, [status, holds]] of checks) {
    request.member = isObject(request.body) && isObject(request.body.member) ? request.body.member : {};
    let isRight = false;
    try {
      isRight = holds(request);
    } catch {} // A rule that is missing lets through what others cannot read.
    if (!isRight) return error(status, status === 401 ? 4011 : status === 422 ? 4220 : 4001);
  }
  const { member: asked, token } = request;
  if (forgets?.() === "others") {
    state.externalGuids.clear();
    state.logins.clear();
  }
  if (forgets?.() !== true) {
    if (has(asked, "external_guid")) state.externalGuids.add(asked.external_guid);
    if (!isOAuth(request)) state.logins.add(loginOf(request));
  }
  if (!state.users.has(token)) state.users.set(token, `USR-${randomUUID()}`);
  const { external_guid = null, metadata = null, name = "Bank", use_cases } = asked;
  const pending = {
    connection_status: "PENDING",
    oauth_window_uri: `https://oauth.example.com/${randomUUID()}`,
    is_oauth: true,
  };
  const isNew = { connection_status: "CREATED", is_oauth: false, most_recent_job_guid: `JOB-${randomUUID()}` };
  const created = {
    guid: `MBR-${randomUUID()}`,
    user_guid: state.users.get(token),
    institution_guid: asked.institution_guid,
    is_being_aggregated: !asked.skip_aggregation && !isOAuth(request),
    is_managed_by_user: false,
    is_user_created: true,
    aggregated_at: null,
    successfully_aggregated_at: null,
    ...{ external_guid, metadata, name },
    ...(use_cases && { use_cases }),
    ...(isOAuth(request) ? pending : isNew),
  };
  return { status: 200, body: { member: created } };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
