/**
 * The scenarios: each with its request, as code too, and its response. The code is a template of `openapi/samples/`, named for its
 * language, filled with the request; a template in a folder named for an operation takes precedence there.
 *
 * A template has placeholders: `__method__`, `__path__`, `__url__`, `__headers__`, `__params__`, `__request__`, and each field of the
 * request. A line whose placeholder has no value is left out.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Contract, Operation, Scenario } from "../../src/contract/contract.js";
import { type DescribedOperation, type Node, OpenApiDocument } from "../../src/contract/document.js";
import { parameterHeaders, pathAndQuery } from "../../src/contract/parameter.js";
import { apiOf, operationsOf } from "../contract/operations.js";
import type { Section } from "./guides.js";

/** A request that the page can send to a mock. */
export interface ScenarioRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body?: unknown;
}

export interface ScenarioSection extends Section {
  /** Undefined if no request that conforms to the contract leads to the response. */
  request?: ScenarioRequest;
}

/** Every scenario of the document, in its order. */
export function scenarioSectionsOf(document: Node, root: string): ScenarioSection[] {
  const described = new OpenApiDocument(document);
  const api = apiOf(described);
  return operationsOf(described).flatMap((operation, index) => {
    const { requestBody, responses } = described.operations[index] as DescribedOperation;
    const templates = templatesFor(operation, join(root, "openapi/samples"));
    return operation.scenarios.map((scenario) => {
      const text = (node: Node) => described.bodyOf(node)?.examples[scenario.name] ?? {};
      const texts = { request: text(requestBody), response: text(responses[scenario.status]) };
      return sectionOf(api, operation, scenario, texts, templates);
    });
  });
}

/** The files of an operation, by language. Of two for a language the last one stays. */
function templatesFor({ operationId }: Operation, folder: string): [language: string, file: string][] {
  const folders = [folder, join(folder, operationId)].filter((one) => existsSync(one));
  const files = folders.flatMap((one) => readdirSync(one).map((name) => join(one, name))).filter((file) => extname(file));
  const byLanguage = new Map(files.map((file) => [basename(file, extname(file)), file]));
  return [...byLanguage].sort(([one], [other]) => one.localeCompare(other, "en"));
}

function sectionOf(
  api: Contract["api"],
  operation: Operation,
  scenario: Scenario,
  texts: { request: Node; response: Node },
  templates: [string, string][],
): ScenarioSection {
  const { name, status, params, request, response } = scenario;
  const part = (heading: string, { summary = "", description = "" }: Node, value: unknown) => {
    const body = value === undefined ? "No body." : block("json", JSON.stringify(value, null, 2));
    return [`## ${heading}`, summary, description, body].join("\n\n");
  };
  const responsePart = part(`Response ${status}`, texts.response, response);
  if (request === undefined && (operation.request || (status >= 400 && !params)))
    return {
      name,
      title: name,
      markdown: `The request does not match the contract, or has no valid session.\n\n${responsePart}`,
    };
  const sent = requestOf(api, operation, scenario);
  const [server = ""] = Object.values(api.servers);
  const url = server + sent.target;
  const values = { ...(request as object), ...sent, path: operation.path, url, params, request };
  const samples = templates.map(
    ([language, file]) => `### ${language}\n\n${block(extname(file).slice(1), filledSample(file, values))}`,
  );
  const markdown = [part("Request", texts.request, request), "## Code", ...samples, responsePart].join("\n\n");
  return { name, title: name, markdown, request: sent };
}

function block(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function requestOf({ mediaType }: Contract["api"], operation: Operation, { request, params = {} }: Scenario): ScenarioRequest {
  const [security] = operation.security;
  const isBearer = security?.scheme === "bearer";
  const headers = {
    ...(security && {
      [isBearer ? "Authorization" : security.header.toUpperCase()]: `${isBearer ? "Bearer " : ""}example-session`,
    }),
    ...(request !== undefined && { "Content-Type": mediaType }),
    Accept: mediaType,
    ...parameterHeaders(operation, params),
  };
  return { method: operation.method, target: pathAndQuery(operation, params), headers, body: request };
}

function filledSample(file: string, values: Record<string, unknown>): string {
  const print = extname(file) === ".sh" ? shellText : scriptText;
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .flatMap((line) => {
      const names = [...line.matchAll(/__(\w+?)__/g)].map(([, name = ""]) => name);
      if (names.some((name) => values[name] === undefined)) return [];
      const indent = /^ */.exec(line)?.[0] ?? "";
      return line.replaceAll(/__(\w+?)__/g, (_, name) => print(values[name], name).replaceAll("\n", `\n${indent}`));
    });
  return lines.join("\n").replace(/ \\$/, ""); // the last line of a shell command continues nowhere
}

/** A value between the single quotes of the template; headers as one option each, with quotes of their own. */
function shellText(value: unknown, name: string): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''");
  if (name !== "headers") return quoted(typeof value === "string" ? value : JSON.stringify(value, null, 2));
  const headers = Object.entries(value as object).map(([key, one]) => `'${quoted(`${key}: ${one}`)}'`);
  return headers.join(" \\\n--header ");
}

/** A string inside the quotes of the template, anything else as a literal. */
function scriptText(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, 2).replaceAll(/^( *)"([a-zA-Z_$][\w$]*)":/gm, "$1$2:");
}
