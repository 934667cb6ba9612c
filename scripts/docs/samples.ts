/**
 * Code samples: each template of `openapi/samples/`, filled with the request of each scenario. A template is named for its label in the
 * menu of languages; one in a folder named for an operation takes precedence there.
 *
 * A template has placeholders: `__method__`, `__path__`, `__target__` (the path with its parameters), `__url__`, `__headers__`, `__params__`, `__request__`, and each property of the
 * request. A line whose placeholder has no value is left out.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Contract, Operation } from "../generate/bundle.js";
import { type Scenario, scenariosOf } from "../generate/bundle.js";
import type { ConsoleOperation } from "./console.js";

/** One language of the menu: its source for each scenario, by name. */
export interface CodeSample {
  lang: string;
  label: string;
  sources: Record<string, string>;
}

const languages: Record<string, string> = { ".sh": "bash", ".js": "javascript", ".ts": "typescript" };

/** The samples of an operation, in the order of its scenarios. Those without a request of their own have none. */
export function samplesOf(contract: Contract, operation: Operation, folder: string): CodeSample[] {
  const scenarios = scenariosOf(contract, operation).filter(({ request }) => request !== undefined || !operation.requestBody);
  return [...templatesFor(operation, folder)].map(([label, file]) => {
    const template = readFileSync(file, "utf8").trim();
    const print = extname(file) === ".sh" ? shellPrinter : scriptPrinter;
    const sources = scenarios.map((scenario) => [
      scenario.name,
      fill(template, valuesOf(contract, operation, scenario), print),
    ]);
    return { lang: languages[extname(file)] ?? "", label, sources: Object.fromEntries(sources) };
  });
}

/** By label. */
function templatesFor({ operationId }: Operation, folder: string): Map<string, string> {
  const folders = [folder, join(folder, operationId)].filter((one) => existsSync(one));
  const files = folders.flatMap((one) => readdirSync(one).map((name) => join(one, name)));
  return new Map(files.filter((file) => extname(file)).map((file) => [basename(file, extname(file)), file]));
}

/** What a request of a scenario consists of, for templates and for the console of the page. */
function valuesOf(contract: Contract, operation: Operation, { request, params }: Scenario) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params?.path?.[name])));
  const query = new URLSearchParams(Object.entries(params?.query ?? {}).map(([name, value]) => [name, String(value)]));
  const schemes = operation.security.map((name) => contract.document.components.securitySchemes[name]);
  const headers = {
    ...Object.fromEntries(schemes.filter((scheme) => scheme.in === "header").map(({ name }) => [name, "example-session"])),
    ...(request !== undefined && { "Content-Type": contract.mediaType }),
    Accept: contract.mediaType,
    ...params?.header,
  };
  const target = query.size ? `${path}?${query}` : path;
  return {
    ...(request as object),
    method: operation.method,
    path: operation.path,
    target,
    url: `${contract.document.servers[0].url}${target}`,
    headers,
    params,
    request,
  };
}

/** The requests that the console of the page can send, by operation. */
export function requestsOf(contract: Contract): ConsoleOperation[] {
  return contract.operations.map((operation) => ({
    method: operation.method,
    path: operation.path,
    requests: scenariosOf(contract, operation)
      .filter(({ request }) => request !== undefined || !operation.requestBody)
      .map((scenario) => {
        const { target, headers, request } = valuesOf(contract, operation, scenario);
        return { summary: requestSummary(contract, operation, scenario.name), target, headers, body: request };
      }),
  }));
}

function requestSummary(contract: Contract, operation: Operation, name: string): string {
  return contract.body(operation.requestBody)?.examples[name]?.summary ?? name;
}

type Printer = (value: unknown, name: string) => string;

function fill(template: string, values: Record<string, unknown>, print: Printer): string {
  const lines = template.split("\n").flatMap((line) => {
    const names = [...line.matchAll(/__(\w+?)__/g)].map(([, name = ""]) => name);
    if (names.some((name) => values[name] === undefined)) return [];
    const indent = /^ */.exec(line)?.[0] ?? "";
    const filled = line.replaceAll(/__(\w+?)__/g, (_, name) => print(values[name], name).replaceAll("\n", `\n${indent}`));
    return [filled];
  });
  return lines.join("\n").replace(/ \\$/, ""); // the last line of a shell command continues nowhere
}

/** Values for a shell: strings between single quotes as they stand in the template, headers as one option each. */
function shellPrinter(value: unknown, name: string): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''");
  if (name === "headers")
    return Object.entries(value as object)
      .map(([key, one]) => `'${quoted(`${key}: ${one}`)}'`)
      .join(" \\\n--header ");
  return quoted(typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

/** Values for JavaScript and TypeScript: strings inside the quotes of the template, everything else as a literal. */
function scriptPrinter(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, 2).replaceAll(/^( *)"([a-zA-Z_$][\w$]*)":/gm, "$1$2:");
}
