import type { OpenApiDocument } from "../../src/contract/document.js";
import { apiOf, createdField, operationsOf } from "../contract/operations.js";
import { variantsIn } from "./compile.js";
import { source } from "./text.js";

/** What it takes to serve the operations or to check a server: plain data, without the examples, which have a module of their own. */
export function operationsModule(document: OpenApiDocument): string {
  const operations = operationsOf(document).map(({ scenarios, ...operation }) => ({
    ...operation,
    scenarios: scenarios.map(({ name, when, headers }) => ({ name, when, ...(headers && { headers }) })),
  }));
  const created = createdTypes(document);
  return `${created.length ? `import type { ${created.join(", ")} } from "./schemas.js";\n` : ""}
/** Name, version, servers and media type of the contract. */
export const api = ${source(apiOf(document))} as const;

/** What requests create, as the responses have it. */
export type Created = ${created.join(" | ") || "never"};

/** Every operation of the contract. */
export const operations = ${source(operations)} as const;
`;
}

/** The types of what operations create. */
function createdTypes(document: OpenApiDocument): string[] {
  return [...new Set(document.operations.flatMap((operation) => createdField(document, operation)?.type ?? []))];
}

/** The compiled schemas of requests, for who serves the operations. */
export function requestsModule(document: OpenApiDocument): string {
  const names = operationsOf(document).flatMap(({ parameters, request }) => [
    ...parameters.map(({ schema }) => schema),
    ...(request ? [request.schema] : []),
  ]);
  return exportsOf(document, names);
}

/** The compiled schemas of responses, for who checks a server. */
export function responsesModule(document: OpenApiDocument): string {
  const names = operationsOf(document).flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ schema, headers = [] }) =>
      [schema ?? [], headers.map((header) => header.schema)].flat(),
    ),
  );
  return exportsOf(document, names);
}

function exportsOf(document: OpenApiDocument, names: string[]): string {
  const all = new Set([...names, ...names.flatMap((name) => variantsIn(document, name))]);
  if (all.size === 0) return "export {};\n";
  return `export {\n${[...all].map((name) => `  ${name},\n`).join("")}} from "./compiled.js";\n`;
}
