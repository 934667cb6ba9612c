import type { IncomingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import { mediaType } from "../../generated/contract.js";
import { answerInvalid, answerValid, type Scenario, scenarioNamed, scenarios, statuses } from "./scenarios.js";

const require = createRequire(import.meta.url);

/** A request as Prism takes it. */
interface EngineRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The parsed body, undefined if there is none. */
  body: unknown;
  /** Whether there was a body that is no JSON. */
  malformed: boolean;
}

/** What to send. */
export interface EngineAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** Name of the scenario, or what kept the request from having one. */
  scenario: string;
  /** What the request breaks, never a value of it. */
  violations: Violation[];
}

/** A broken rule: JSON pointer into the body, or the name of a header, and the keyword of the contract. */
interface Violation {
  at: string;
  rule: string;
}

/** Answers requests as the contract says. */
export type Engine = (request: EngineRequest) => Promise<EngineAnswer>;

// The parts of Prism that are used here.
type Either<T> = { _tag: "Left"; left: { status?: number; detail?: string } } | { _tag: "Right"; right: T };
type Validation = { path?: (string | number)[]; code: string | number };
type Output = {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
  scenario: string;
  violations?: Violation[];
};
type MockInput = { resource: unknown; input: { data: Data; validations: Validation[] }; config: object };
type Mocker = (input: MockInput) => (logger: unknown) => Either<Output>;
type Data = { url: { path: string }; method: string; headers: IncomingHttpHeaders; body: unknown; malformed: boolean };
type Result = { output: Output; validations: { output: Validation[] } };
type Prism = {
  getHttpOperationsFromSpec(document: unknown): Promise<unknown[]>;
  createInstance(
    config: object,
    components: object,
  ): { request(data: Data, operations: unknown[], config: object): () => Promise<Either<Result>> };
};

/**
 * Makes an engine of Prism: it routes, checks security, content type and body against the contract, and negotiates the media type.
 * Which example it answers with is chosen here.
 *
 * @throws {Error} if Prism is not installed, or an answer of the contract would break the contract.
 */
export async function createEngine(): Promise<Engine> {
  const { prism, mocker } = load();
  const document = require("nexus-members-contract/openapi.json");
  const operations = await prism.getHttpOperationsFromSpec(document);
  const logger: object = new Proxy({}, { get: () => () => logger }); // Takes every call, and says nothing.
  const config = { checkSecurity: true, validateRequest: true };
  const instance = prism.createInstance(config, { logger, mock: chooseExample(mocker) });

  async function ask({ path, ...request }: EngineRequest, validateResponse = false) {
    const data = {
      ...request,
      headers: readable(request.headers),
      url: { path, query: {} },
    };
    return instance.request(data, operations, { validateResponse })();
  }

  await proveAnswers(ask);

  return async (request) => {
    const result = await ask(request);
    if (result._tag === "Right") {
      const { statusCode, headers, body, scenario, violations = [] } = result.right.output;
      return { status: statusCode, headers, body, scenario, violations };
    }
    // Prism's mocker fails without a status where no answer has an acceptable media type.
    const { status = 406, detail = `Accept has to allow ${mediaType}` } = result.left;
    const headers: Record<string, string> = { "Content-Type": mediaType };
    if (status === 405) headers.Allow = "POST, OPTIONS";
    return { status, headers, body: { error: { message: detail } }, scenario: "none", violations: [] };
  };
}

function load(): { prism: Prism; mocker: Mocker } {
  const name = "@stoplight/prism-http";
  try {
    return { prism: require(name), mocker: require(`${name}/dist/mocker/index.js`).default };
  } catch (cause) {
    const { code, message } = cause as Error & { code?: string };
    if (code !== "MODULE_NOT_FOUND" || !message.includes(`'${name}'`)) throw cause;
    throw new Error(`The mock needs its engine. Install it: npm install --save-dev ${name}@5.12.0`, { cause });
  }
}

/** In place of Prism's mocker: chooses the example, and lets Prism's mocker answer with it. */
function chooseExample(mocker: Mocker): Mocker {
  return ({ resource, input: { data, validations }, config }) =>
    (logger) => {
      const answerWith = (code: string, scenario?: Scenario, more: Partial<Output> = {}): Either<Output> => {
        const choice = { ...config, code, ...(scenario && { exampleKey: scenario.name }) };
        const result = mocker({ resource, input: { data, validations: [] }, config: choice })(logger);
        return result._tag === "Left" ? result : right({ ...result.right, scenario: scenario?.name ?? "default", ...more });
      };

      const preference = prefer(data.headers);
      if (typeof preference === "string") return refuse(400, preference);
      if (preference) return answerWith(preference.code, preference.scenario);

      const has = (code: number) => validations.some((validation) => validation.code === code);
      if (has(401)) return answerWith("401", scenarioNamed("missing-session"));
      if (has(415) || (data.body !== undefined && !data.headers["content-type"]))
        return refuse(415, `Content-Type must be ${mediaType}`);
      if (validations.length || data.malformed) {
        const violations = data.malformed ? [{ at: "", rule: "json" }] : listViolations(validations);
        const scenario = answerInvalid(data.body);
        return answerWith(scenario.status, scenario, { violations });
      }
      const { scenario, response } = answerValid(data.body);
      return answerWith(scenario.status, scenario, response ? { body: response } : {});
    };
}

const right = (output: Output): Either<Output> => ({ _tag: "Right", right: output });
const refuse = (statusCode: number, message: string) =>
  right({ statusCode, headers: { "Content-type": mediaType }, body: { error: { message } }, scenario: "none" });

/** The headers, with only those media types in them that can be parsed: Prism throws on others, such as the `*` of older clients. */
function readable({ accept, "content-type": contentType, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const types = (value: string) =>
    value
      .split(",")
      .map((type) => type.trim().replace(/^\*(?=\s*;|$)/, "*/*"))
      .filter((type) => /^[\w.*+-]+\/[\w.*+-]+(\s*;\s*[\w-]+=("[^"]*"|[\w.-]+))*$/.test(type))
      .join(",") || "not/readable";
  return {
    ...headers,
    ...(accept !== undefined && { accept: types(accept) }),
    ...(contentType && { "content-type": types(contentType) }),
  };
}

/** What the header `Prefer` asks for: an answer of the contract, nothing, or a text that says what there is to ask for. */
function prefer(headers: IncomingHttpHeaders): { code: string; scenario?: Scenario } | string | undefined {
  const asked = [...String(headers.prefer).matchAll(/(?<=^|[,;\s])(code|example)\s*=\s*("?)([^",;\s]*)\2/gi)];
  const { code, example } = Object.fromEntries(asked.map(([, key = "", , value]) => [key.toLowerCase(), value])) as Record<
    string,
    string
  >;
  if (code === undefined && example === undefined) return undefined;

  const known = code === undefined || statuses.includes(code) || /^[45]\d\d$/.test(code);
  const scenario = scenarios.find(
    ({ name, status }) => (example === undefined || name === example) && (code === undefined || status === code),
  );
  if (known && code !== "default" && (scenario || example === undefined))
    return { code: code ?? (scenario as Scenario).status, ...(scenario && { scenario }) };
  const all = scenarios.map(({ name, status }) => `code=${status}, example=${name}`).join("; ");
  return `Prefer asks for an answer that the contract does not have. It has: ${all}; or code= with any other error status`;
}

/** Each broken rule once; twenty are enough to see, and what more there is would not fit into a header. */
function listViolations(validations: Validation[]): Violation[] {
  const found = new Map<string, Violation>();
  for (const { path = ["body"], code } of validations) {
    const [place, ...keys] = path;
    const pointer = keys.map((key) => `/${key}`).join("");
    const at = place === "body" ? pointer : `${place}${pointer}`;
    found.set(`${at} ${code}`, { at, rule: String(code) });
  }
  return [...found.values()].slice(0, 20);
}

/** Has Prism check every answer once, so that none can break the contract later. */
async function proveAnswers(ask: (request: EngineRequest, validateResponse: boolean) => Promise<Either<Result>>) {
  const requests = scenarios.flatMap(({ name, status, request }) => [
    { headers: { prefer: `code=${status}, example=${name}` }, body: undefined },
    ...(request
      ? [{ headers: {}, body: { member: { ...(request as { member: object }).member, external_guid: "start-up" } } }]
      : []),
  ]);
  for (const { headers, body } of requests) {
    const request = {
      method: "POST",
      path: "/members",
      headers: { "content-type": mediaType, "md-session-token": "-", ...headers },
      body,
    };
    const result = await ask({ ...request, malformed: false }, true);
    const found = result._tag === "Right" ? result.right.validations.output : [result.left.detail];
    if (found.length) throw new Error(`An answer of the mock breaks the contract: ${JSON.stringify(found)}`);
  }
}
