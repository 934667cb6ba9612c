/**
 * Writes `generated/` from `openapi/`, always the same bytes for the same contract. With `--check` it writes nothing and
 * fails when `generated/` is not what it would write.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { transform } from "esbuild";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import { redocly } from "./redocly.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "generated");

const yaml = bundle();
const contract = parse(yaml);
const createMember = contract.paths["/members"].post;
/** `is_oauth` is true, or neither false nor null and nothing else speaks for a standard member. */
const meansOAuth = {
  type: "object",
  required: ["is_oauth"],
  anyOf: [
    { properties: { is_oauth: { const: true } } },
    { properties: { is_oauth: { not: { enum: [false, null] } }, credentials: false, connection_status: { const: "PENDING" } } },
  ],
};
const marker = "Written by `npm run generate` from openapi/. Do not edit.";

const files = {
  "openapi.yaml": `# ${marker}\n${yaml}`,
  "openapi.json": `${json(contract)}\n`,
  "types.ts": `// ${marker}\n${astToString(await openapiTS(describeReferences(contract), { defaultNonNullable: false }))}`,
  "contract.ts": `// ${marker}\n${contractModule()}`,
  "examples.ts": `// ${marker}\n${examplesModule()}`,
  "validators.ts": `// @ts-nocheck\n// ${marker}\n${await validatorsModule()}`,
};

if (process.argv.includes("--check")) check();
else write();

/** One YAML text of the whole contract. */
function bundle() {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-"));
  const output = join(folder, "openapi.yaml");
  process.once("exit", () => rmSync(folder, { recursive: true }));
  redocly("bundle", "openapi/openapi.yaml", "--output", output);
  return readFileSync(output, "utf8");
}

/** @param {unknown} value */
function json(value) {
  return JSON.stringify(value, null, 2);
}

/**
 * A copy in which each property that is a mere reference carries the description of its target: editors show it on hover.
 *
 * @param {any} document
 */
function describeReferences(document) {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components.schemas)) {
    for (const property of Object.values(schema.properties ?? {})) {
      if (property.$ref) property.description = copy.components.schemas[property.$ref.split("/").pop()].description;
    }
  }
  return copy;
}

/** What the client needs at run time, so that it does not import the whole contract. */
function contractModule() {
  const [mediaType] = Object.keys(createMember.requestBody.content);
  const servers = Object.fromEntries(contract.servers.map((server) => [server["x-name"], server.url]));
  const statuses = contract.components.schemas.ConnectionStatus.enum.filter((status) => status !== null);
  return `
/** Version of the contract, and of this package. */
export const contractVersion = ${json(contract.info.version)};

/** Base addresses of the Nexus API. */
export const servers = ${json(servers)} as const;

/** Media type of requests and answers. */
export const mediaType = ${json(mediaType)};

/** Request header that carries the session token. */
export const sessionTokenHeader = ${json(contract.components.securitySchemes.sessionToken.name)};

/** Every \`connection_status\` known to this version, without null. The list may grow. */
export const connectionStatuses = ${json(statuses)} as const;
`;
}

/** Each scenario: the request example and the response example of the same name, and the status between them. */
function examplesModule() {
  const resolve = (node) =>
    node.$ref
      ? resolve(
          node.$ref
            .split("/")
            .slice(1)
            .reduce((at, key) => at[key], contract),
        )
      : node;
  const examplesOf = (body) => Object.values(body.content)[0].examples ?? {};
  const requests = examplesOf(createMember.requestBody);
  const entries = Object.entries(createMember.responses).flatMap(([status, response]) =>
    Object.entries(examplesOf(resolve(response))).map(([name, example]) => {
      const request = requests[name] && resolve(requests[name]).value;
      const { summary, value } = resolve(example);
      const scenario = json({ status: Number(status), request, response: value });
      return `  /** ${summary} */\n  ${json(name)}: ${scenario.replaceAll("\n", "\n  ")},\n`;
    }),
  );
  return `import type { components } from "./types.js";

type Schemas = components["schemas"];

/**
 * The scenarios of the contract by name: what was sent, the status, and the body of the answer. Scenarios without a request are
 * answers to requests that break the contract, or to a bad session.
 */
export const examples = {
${entries.join("")}} satisfies Record<
  string,
  | { status: 200; request: Schemas["MemberCreateRequestBody"]; response: Schemas["MemberResponseBody"] }
  | { status: 400 | 401 | 422; request?: Schemas["MemberCreateRequestBody"]; response: Schemas["ErrorResponseBody"] }
>;
`;
}

/**
 * A function for each schema that has a public validator, as Ajv compiles it: code that needs neither Ajv nor `eval`, and collects
 * every error. That they judge as the contract itself does is what test/contract/generated-requests.test.ts is for.
 */
async function validatorsModule() {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
    formats: { "date-time": dateTime(), uri: uri(), password: true },
  });
  // The contract needs neither: no unevaluatedProperties, no length beyond 1. Without them the code stands alone, and bundlers can drop
  // the validators that are not used.
  Object.assign(ajv.opts, { unevaluated: false, unicode: false });
  for (const [name, schema] of Object.entries(contract.components.schemas)) ajv.addSchema(judging(schema), name);
  const names = ["MemberCreateRequestBody", "MemberCreateRequest", "MemberResponseBody", "Member", "ErrorResponseBody"];
  const exported = Object.fromEntries(names.map((name) => [name[0].toLowerCase() + name.slice(1), name]));
  const { code } = await transform(standalone.default(ajv, exported), { format: "esm", treeShaking: true });
  return code;
}

/** RFC 3339, and no 30th of February. Leap seconds are taken in any minute. */
function dateTime() {
  const leapYear = /(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)/.source;
  const day = /(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)/.source;
  const time = /(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)/.source;
  return new RegExp(`^(?:\\d{4}-${day}|${leapYear}-02-29)[Tt]${time}$`);
}

/** RFC 3986, but for ports and IPv6 addresses, which are not looked at closely. */
function uri() {
  const part = /[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*/.source;
  return new RegExp(`^[a-z][a-z\\d+.-]*:(?://\\[[\\da-f:.]+\\])?${part}(?:#${part})?$`, "i");
}

/**
 * Schemas without what does not judge. The two kinds of member exclude each other, so the `oneOf` becomes a choice by
 * `is_oauth`, which judges the same and reports what stands against the kind that was meant rather than against both.
 */
function judging(node, key) {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => judging(item));
  if (node.$ref) {
    // Small schemas stand where they are used: for the others Ajv needs time in the square of a list's length to collect errors.
    const name = node.$ref.split("/").pop();
    const target = contract.components.schemas[name];
    return JSON.stringify(target).includes('"$ref"') ? { $ref: name } : judging(target);
  }
  const entries = Object.entries(node).filter(
    ([name]) => key === "properties" || !/^(title|description|default|examples|x-.*)$/.test(name),
  );
  const { oneOf, ...schema } = Object.fromEntries(entries.map(([name, child]) => [name, judging(child, name)]));
  if (!oneOf) return schema;
  const [standard, oauth, ...others] = oneOf;
  if (others.length) throw new Error("generate.mjs knows how to tell two kinds of member apart, not three");
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  return { ...schema, if: meansOAuth, then: oauth, else: standard };
}

function write() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
}

function check() {
  const found = existsSync(target) ? readdirSync(target, { recursive: true }).map(String) : [];
  const problems = [
    ...Object.keys(files)
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is missing`),
    ...found.filter((name) => !(name in files)).map((name) => `${name} does not belong there`),
    ...found
      .filter((name) => name in files && readFileSync(join(target, name), "utf8") !== files[name])
      .map((name) => `${name} is stale or was edited by hand`),
  ];
  if (problems.length === 0) return;
  console.error(`generated/ does not follow from openapi/:\n${problems.map((line) => `  generated/${line}`).join("\n")}`);
  console.error("Change openapi/ only, then run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
}
