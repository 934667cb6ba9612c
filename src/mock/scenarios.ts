import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";

// biome-ignore lint/suspicious/noExplicitAny: JSON of the contract and of requests, walked by keys
type Json = any;

const contract: Json = createRequire(import.meta.url)("nexus-members-contract/openapi.json");
const operation = contract.paths["/members"].post;
const resolve = (node: Json): Json =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split("/")
        .reduce((at: Json, key: string) => at[key], contract)
    : node;
const contentOf = (node: Json): Json => Object.values(resolve(node).content)[0];
const schemas = contract.components.schemas;

/** A response example of the contract, and the request example of the same name. */
export interface Scenario {
  name: string;
  status: string;
  request?: unknown;
  response: unknown;
  /** JSON pointer to the value of the request that makes it fail. */
  match?: string;
  /** The property whose absence it answers. */
  missing?: string;
}

/** Every scenario, in the order of the contract. */
export const scenarios: Scenario[] = Object.entries(operation.responses).flatMap(([status, response]) =>
  Object.entries(contentOf(response).examples ?? {}).map(([name, example]) => {
    const answer = resolve(example);
    const request = contentOf(operation.requestBody).examples[name];
    const { value, "x-mock-match": match } = request ? resolve(request) : {};
    return { name, status, request: value, response: answer.value, match, missing: answer["x-mock-missing"] };
  }),
);

/** A scenario that the mock itself answers with. */
export function scenarioNamed(name: string): Scenario {
  return scenarios.find((scenario) => scenario.name === name) as Scenario;
}

/** Statuses that the contract names; `default` stands for every other error. */
export const statuses = Object.keys(operation.responses);

/** The answer to a valid body: the scenario, and the body if it is not the scenario's own. */
export function answerValid(body: unknown): { scenario: Scenario; response?: unknown } {
  const named =
    scenarios.find(({ request }) => isDeepStrictEqual(request, body)) ??
    scenarios.find(({ request, match }) => match && valuesAt(body, match).includes(valuesAt(request, match)[0]));
  if (named) return { scenario: named };

  const { member } = body as Json;
  const name = member.is_oauth ? "oauth" : member.skip_aggregation ? "skip-aggregation" : "created";
  const scenario = scenarioNamed(name);
  return { scenario, response: { member: personalise(member, (scenario.response as Json).member) } };
}

/** The answer to a body that breaks the contract. */
export function answerInvalid(body: unknown): Scenario {
  const { member } = Object(body);
  const isObject = Object(member) === member && !Array.isArray(member);
  const isMeant = isObject && [true, false, undefined].includes(member.is_oauth);
  const lacks = (name: string) => variantOf(member).required.includes(name) && isEmpty(member[name]);
  const fitting = scenarios.find(({ missing }) => missing && isMeant && lacks(missing));
  return fitting ?? scenarioNamed("invalid");
}

/** The schema of the kind of member that a request means. */
const variantOf = (member: Json) => schemas[member.is_oauth ? "OAuthMemberCreateRequest" : "StandardMemberCreateRequest"];
const isEmpty = (value: Json) => value === undefined || (Array.isArray(value) && value.length === 0);

/**
 * The values at a JSON pointer. An index in it stands for every item of the list.
 *
 * @example valuesAt({ member: { credentials: [{ value: "a" }, { value: "b" }] } }, "/member/credentials/0/value") // ["a", "b"]
 */
function valuesAt(body: Json, pointer: string): Json[] {
  return pointer
    .split("/")
    .slice(1)
    .reduce((found, key) => found.flatMap((node) => (Array.isArray(node) ? node : [node?.[key]])), [body] as Json[]);
}

/**
 * A member that repeats what the request said, wherever the contract gives both the same field. Where the request was silent: its
 * default, null where the contract allows it, nothing where it does not require the field.
 */
function personalise(request: Json, example: Json): Json {
  const variant = variantOf(request);
  const created = { ...example };
  for (const name of Object.keys(variant.properties)) {
    const field = schemas.Member.properties[name];
    if (!field) continue;
    const said = request[name] ?? resolve(variant.properties[name]).default;
    if (said !== undefined) created[name] = said;
    else if ([field.type].flat().includes("null")) created[name] = null;
    else if (!schemas.Member.required.includes(name)) delete created[name];
  }
  const digits = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  created.guid = `MBR-${digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5")}`;
  if (created.oauth_window_uri) created.oauth_window_uri = created.oauth_window_uri.replace(example.guid, created.guid);
  return created;
}
