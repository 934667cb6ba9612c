import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { mediaType } from "../../generated/contract.js";
import { type Exchange, type Message, writeHar } from "./har.js";
import { redocly, type Workplace } from "./redocly.js";

// biome-ignore lint/suspicious/noExplicitAny: JSON of the contract and of bodies, walked by keys
type Json = any;

/** Where an exchange breaks the contract. */
export interface Violation {
  in: "request" | "response";
  /** JSON pointer into the body, or `status` or `Content-Type`. */
  at: string;
  /** What is wrong. Holds no text of a body but words in capitals, such as a connection status. */
  message: string;
}

const contract: Json = createRequire(import.meta.url)("nexus-members-contract/openapi.json");

/** Holds each exchange against the contract, and says what is wrong with it. */
export async function judge(exchanges: Exchange[], place: Workplace): Promise<Violation[][]> {
  const found = exchanges.map(judgeEnvelope);
  for (const [index, violation] of await judgeBodies(exchanges, place)) found[index]?.push(violation);
  return found;
}

/** What drift does not look at: it takes any other status for an error, and skips what is empty or has another content type. */
function judgeEnvelope({ request, response }: Exchange): Violation[] {
  const found: Violation[] = [];
  const { status } = response;
  if (status !== 200 && status < 400) found.push({ in: "response", at: "status", message: `is ${status}; a success is 200` });
  if (status === 200 && !response.body) found.push({ in: "response", at: "", message: "is missing" });
  const sides = [["response", response] as const, ...(status < 400 ? [["request", request] as const] : [])];
  for (const [side, { contentType, body }] of sides) {
    if (body && contentType !== mediaType)
      found.push({ in: side, at: "Content-Type", message: `is ${contentType || "missing"}, not ${mediaType}` });
  }
  return found;
}

/** Has Redocly's `drift` hold the bodies against the schemas of the kind of member that was asked for. */
async function judgeBodies(exchanges: Exchange[], place: Workplace): Promise<[number, Violation][]> {
  const server = "http://server.example";
  const har = exchanges.map(({ request, response }) => ({
    server: `${server}/${kindOf(request, response)}`,
    hasToken: true,
    request: { ...request, contentType: mediaType },
    response: { ...response, contentType: mediaType },
  }));
  writeFileSync(join(place.folder, "openapi.json"), JSON.stringify(contractByKind));
  writeFileSync(join(place.folder, "traffic.har"), writeHar(har));
  const args = ["drift", "traffic.har", "--api", "openapi.json", "--server", server, "--rules", "schema-consistency"];
  const output = "drift.json";
  args.push("--min-severity", "error", "--format", "sarif", "--output", output);
  const { runs } = (await redocly(place, args, output)) as Json;
  return runs[0].results.map(({ message, properties }: Json): [number, Violation] => {
    const { exchangeIndex: index, path, target, schemaPath = "", dataPath: at = "" } = properties;
    const { status, body } = (exchanges[index] as Exchange).response;
    const details = target === "response" ? detailsOf(path, status, body, schemaPath, at) : "";
    return [index, { in: target, at, message: `${shorten(message.text)}${details}` }];
  });
}

/** 0 for a standard member, 1 for an OAuth member: the order in which the contract has them. */
function kindOf(request: Message, response: Message): number {
  const { member } = Object(parse(request.body) ?? parse(response.body));
  return Object(member).is_oauth === true ? 1 : 0;
}

/**
 * The contract with an operation for each kind of member. With the `oneOf` of both, an answer of the wrong kind would keep the
 * contract, and every other fault be reported for both kinds.
 */
const contractByKind = {
  ...contract,
  paths: Object.fromEntries([0, 1].map((kind) => [`/${kind}/members`, { post: operationOf(kind) }])),
};

function operationOf(kind: number): Json {
  const { MemberCreateRequestBody, MemberCreateRequest, MemberResponseBody } = contract.components.schemas;
  const contentOf = (body: Json, member: Json) => ({ [mediaType]: { schema: { ...body, properties: { member } } } });
  const success = contentOf(MemberResponseBody, MemberResponseBody.properties.member.oneOf[kind]);
  return {
    requestBody: { required: true, content: contentOf(MemberCreateRequestBody, MemberCreateRequest.oneOf[kind]) },
    responses: { ...contract.paths["/members"].post.responses, 200: { description: "", content: success } },
  };
}

/** The rule and the value, where drift does not name the one, and the other is a word of the contract. */
function detailsOf(path: string, status: number, body: string, schemaPath: string, at: string): string {
  const keyword = schemaPath.split("/").pop() ?? "";
  if (!["enum", "const"].includes(keyword)) return "";
  const responses = contractByKind.paths[path]?.post.responses;
  const { schema } = resolve(responses[status] ?? responses.default).content[mediaType];
  const rule = keyword === "const" ? ` ${JSON.stringify(walk(schema, schemaPath, resolve))}` : "";
  const value = walk(parse(body), at);
  return `${rule}; it is ${/^([A-Z_]{1,40}|true|false|null)$/.test(`${value}`) ? JSON.stringify(value) : `another ${typeof value}`}`;
}

const resolve = (node: Json): Json => (node.$ref ? walk(contract, node.$ref) : node);

/** What stands at a JSON pointer. */
function walk(start: Json, pointer: string, follow = (node: Json) => node): Json {
  const keys = pointer.split("/").slice(1);
  return keys.reduce((node, key) => follow(node)[key.replaceAll("~1", "/").replaceAll("~0", "~")], start);
}

/** Drift's sentence without the place, which stands beside it. */
const shorten = (text: string) =>
  text
    .replace(/^\w+ is missing required field .*/, "is missing")
    .replace(/^\w+ has undocumented field .*/, "is not in the contract")
    .replace(/^Missing required request body$/, "is missing")
    .replace(/^\w+ body (is not valid JSON) .*/, "$1")
    .replace(/^\w+ (field|schema mismatch at) "[^"]*":? /, "")
    .replace(/\.$/, "");

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
