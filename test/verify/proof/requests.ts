/** Servers that accept the requests of a mutant of the contract. */
import bundle from "../../../generated/openapi.json" with { type: "json" };
import { parseJson, parseScalar } from "../../../src/contract/json.js";
import { createMock } from "../../../src/mock.js";
import type { Mutant } from "../../mutation/mutators.js";
import { changesOf, compile, type Node, operationsOf, reachableMutants, resolve } from "./mutants.js";

const contract: Node = bundle;
const examples: Node = contract.components.examples;

/** The mutants of everything that a request of the contract refers to, and of whether it needs a token. */
export function requestMutants(): Mutant[] {
  return reachableMutants(({ pointer }) => ["requestBody", "parameters", "security"].map((key) => `${pointer}/${key}`));
}

/** A request, as far as a contract says something of it. */
interface Candidate {
  token: boolean;
  header: string | undefined;
  /** Undefined if there is none, or none that is JSON. */
  body: unknown;
}

/** Whether a contract allows a request. */
type Verdict = (candidate: Candidate) => boolean;

/** What the contract says of requests once a mutant has changed it. */
export function verdictOf(mutant?: Mutant): Verdict {
  const description = structuredClone(contract);
  mutant?.apply(description);
  const validator = compile(description);
  const { operation } = operationsOf(description)[0] ?? {};
  const requestBody = resolve(description, operation.requestBody);
  const [{ schema }] = Object.values<Node>(requestBody.content);
  const security: Node[] = operation.security ?? description.security ?? [];
  const isBody = validator(schema);
  const parameters: Node[] = (operation.parameters ?? []).map((one: Node) => resolve(description, one));
  const checks = parameters
    .filter((one) => one.name === "MX-Skip-Webhook" && one.in === "header")
    .map((one) => validator(one.schema));
  return ({ token, header, body }) => {
    if (!token && security.length > 0 && !security.some((one) => Object.keys(one).length === 0)) return false;
    if (header !== undefined && checks.some((check) => !check(parseScalar(header)))) return false;
    return body === undefined ? requestBody.required !== true : isBody(body);
  };
}

/** Requests of which one is in doubt for each mutant that allows more, or less, than the contract. */
export function candidates(): Candidate[] {
  const more = { skip_aggregation: true, skip_webhook: false, external_guid: "x", metadata: "{}", name: "Bank" };
  const complete = [examples.StandardRequest, examples.OAuthRequest].map(({ value }) => {
    return { member: { is_oauth: false, use_cases: ["PFM", "MONEY_MOVEMENT"], ...more, ...value.member } };
  });
  const bodies = complete.flatMap((body) => [body, ...[...changesOf(body)].map((change) => change.body)]);
  const requests = Object.values<Node>(examples)
    .map(({ value }) => value)
    .filter(({ member }) => member && !member.guid);
  const [body] = complete;
  return [
    ...[...bodies, ...requests].map((one) => ({ token: true, header: undefined, body: one })),
    ...["true", "false", "1", "null", "[]", "{}", "?"].map((header) => ({ token: true, header, body })),
    { token: false, header: undefined, body },
    { token: true, header: undefined, body: undefined },
  ];
}

/** A `fetch` of a server with state that accepts what a mutant accepts. What both reject does not reach the mock, which saves time. */
export function serverOf(accepts: Verdict) {
  const mock = createMock({ stateful: true, journal: false });
  return async (request: Request): Promise<Response> => {
    const text = await request.text();
    const token = request.headers.has("MD-SESSION-TOKEN");
    const body = parseJson(text);
    const candidate = { token, header: request.headers.get("MX-Skip-Webhook") ?? undefined, body };
    const isJson = text === "" || body !== undefined;
    const headers = { "Content-Type": request.headers.get("Accept") ?? "" };
    if (!isJson || !accepts(candidate)) return Response.json({ error: { code: 4002 } }, { status: token ? 400 : 401, headers });
    if (!allows(candidate)) return Response.json(examples.OAuthResponse.value, { headers });
    return mock.fetch(new Request(request.url, { method: request.method, headers: request.headers, body: text }));
  };
}

/** What the contract itself says. */
export const allows = verdictOf();
