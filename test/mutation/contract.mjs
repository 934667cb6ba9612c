/**
 * Would our tests notice if the contract were wrong? Changes one rule of the bundle at a time, and asks the corpus of requests and
 * answers whether one of them is judged in another way than it says. Survivors have to be explained in survivors.yaml.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createNexusClient, servers } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { parse } from "yaml";
import { corpus } from "../contract/corpus.ts";
import { at, mutantsOf } from "./mutators.ts";

const read = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
const contract = JSON.parse(read("../../generated/openapi.json"));
const mediaType = "application/vnd.mx.nexus.v1+json";
const instances = [...examplesOf(), ...(await callsOfTheClient()), ...writtenCalls(), ...writtenBodies()];

const wrong = instances.filter((instance) => !agrees(judge(contract), instance));
if (wrong.length) throw new Error(`the contract itself disagrees with:\n${wrong.map(({ name }) => name).join("\n")}`);

const survivors = [];
let count = 0;
for (const { pointer, what, apply } of mutantsOf(contract)) {
  const mutant = structuredClone(contract);
  apply(mutant);
  const judged = judge(mutant);
  count++;
  if (instances.every((instance) => agrees(judged, instance))) survivors.push(`${pointer}: ${what}`);
}

const explained = Object.entries(parse(read("survivors.yaml")));
const matches = (survivor, entry) => survivor === entry || (entry.endsWith("*") && survivor.startsWith(entry.slice(0, -1)));
const reasonOf = (survivor) => explained.find(([, entries]) => entries.some((entry) => matches(survivor, entry)))?.[0];
for (const [reason] of explained) {
  const found = survivors.filter((survivor) => reasonOf(survivor) === reason);
  console.log(`Survived, and cannot matter. ${reason}\n${found.map((survivor) => `  ${survivor}`).join("\n")}`);
}
const unexplained = survivors.filter((survivor) => !reasonOf(survivor));
const outdated = explained
  .flatMap(([, entries]) => entries)
  .filter((entry) => !survivors.some((survivor) => matches(survivor, entry)));
if (unexplained.length) {
  console.log(
    `Survived. Add a line to test/contract/refused.yaml or accepted.yaml that notices it:\n  ${unexplained.join("\n  ")}`,
  );
}
if (outdated.length) console.log(`Noticed by now. Delete from test/mutation/survivors.yaml:\n  ${outdated.join("\n  ")}`);
const noticed = count - survivors.length;
const score = (100 * noticed) / count;
console.log(
  `Contract: ${noticed} of ${count} mutants noticed by ${instances.length} requests and answers, ${score.toFixed(1)} %`,
);
if (score < 95 || unexplained.length || outdated.length) process.exitCode = 1;

// The corpus: what the tests send and receive, and what the contract has to say about it.

function request(
  name,
  accepted,
  body,
  { server = servers.integration, method = "post", path = "/members", headers = {} } = {},
) {
  return { name, server, method, path, headers: headersOf(headers), body, expected: accepted };
}

function headersOf(headers) {
  return new Headers({ "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session", ...headers });
}

function answer(name, by, status, body, type = mediaType) {
  return { name, status: String(status), type, body, expected: by };
}

function examplesOf() {
  return Object.entries(examples).flatMap(([name, { status, request: sent, response }]) => [
    ...(sent ? [request(`request ${name}`, true, sent)] : []),
    answer(`answer ${name}`, String(status), status, response),
  ]);
}

async function callsOfTheClient() {
  const calls = [];
  for (const server of Object.keys(servers)) {
    const fetch = async (sent) => {
      const { origin, pathname } = new URL(sent.url);
      const body = JSON.parse(await sent.text());
      const name = `call of the client to ${server}`;
      calls.push({
        name,
        server: origin,
        method: sent.method.toLowerCase(),
        path: pathname,
        headers: sent.headers,
        body,
        expected: true,
      });
      return Response.json(examples.created.response);
    };
    const nexus = createNexusClient({ server, fetch, sessionToken: "example-session" });
    await nexus.createMember(examples.created.request.member, { headers: { "MX-Skip-Webhook": "true" } });
    await nexus.createMember(examples.oauth.request.member);
  }
  return calls;
}

function writtenCalls() {
  const { requests, answers } = parse(read("calls.yaml"));
  return [
    ...requests.map(({ name, body, without, accepted, ...call }) => {
      const one = request(name, accepted, examples[body]?.request, call);
      if (without) one.headers.delete(without);
      return one;
    }),
    ...answers.map(({ name, by, status, body, type }) => answer(name, by, status, examples[body].response, type)),
  ];
}

function writtenBodies() {
  const errors = ["400", "401", "422", "default"];
  return corpus().flatMap(({ name, part, body, accepted }) => {
    if (part === "requests") return request(name, accepted, body);
    if (part === "members") return { name, member: body, expected: accepted };
    const statuses = part === "answers" ? ["200"] : errors;
    return statuses.map((by) => answer(name, accepted ? by : undefined, by === "default" ? 503 : by, body));
  });
}

// The judge: what a description says about a request or an answer.

function agrees(judged, instance) {
  const kind = ["status", "member"].find((key) => key in instance) ?? "request";
  return judged[kind](instance) === instance.expected;
}

function judge(description) {
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addFormat("password", true);
  ajv.addSchema({ $id: "contract", components: description.components });
  const compiled = new Map();
  const keeps = (schema = {}, value) => {
    const text = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
    if (!compiled.has(text)) compiled.set(text, ajv.compile(JSON.parse(text)));
    return compiled.get(text)(value);
  };
  const resolve = (node) => (node?.$ref ? resolve(at(description, node.$ref.slice(1))) : node);
  const authorized = (requirement, headers) =>
    Object.keys(requirement).every((scheme) => {
      const { type, in: place, name } = description.components.securitySchemes[scheme];
      return type === "apiKey" && place === "header" && headers.has(name);
    });

  return {
    member: ({ member }) => keeps({ $ref: "#/components/schemas/Member" }, member),
    request({ server, method, path, headers, body }) {
      const operation = description.paths[path]?.[method];
      if (!operation || !description.servers.some(({ url }) => url === server)) return false;
      const { security = description.security ?? [{}] } = operation;
      if (security.length && !security.some((requirement) => authorized(requirement, headers))) return false;
      for (const parameter of operation.parameters.map(resolve)) {
        const value = parameter.in === "header" ? headers.get(parameter.name) : null;
        if (value === null && parameter.required) return false;
        if (value !== null && !keeps(parameter.schema, parsed(value))) return false;
      }
      if (body === undefined) return !operation.requestBody.required;
      const content = operation.requestBody.content[headers.get("Content-Type")];
      return content !== undefined && keeps(content.schema, body);
    },
    status({ status, type, body }) {
      const { responses } = Object.values(Object.values(description.paths)[0])[0];
      const by = [status, `${status[0]}XX`].find((key) => key in responses) ?? "default";
      const content = resolve(responses[by])?.content[type];
      return content && keeps(content.schema, body) ? by : undefined;
    },
  };
}

/** A header as JSON, if it is that. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
