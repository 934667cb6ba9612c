import { type DescribedOperation, nameOf, type OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { scenariosOf } from "../contract/operations.js";
import { docComment, source } from "./text.js";

/** The scenarios as constants, by operation and name. Each body is checked against its type. */
export function examplesModule(document: OpenApiDocument): string {
  const types = new Set<string>();
  const operations = document.operations.map((operation) => operationSource(document, operation, types));
  return `${types.size ? `import type { ${[...types].sort().join(", ")} } from "./schemas.js";\n` : ""}
export const examples = {
${operations.join("")}};
`;
}

function operationSource(document: OpenApiDocument, operation: DescribedOperation, types: Set<string>): string {
  const { operationId, requestBody, responses } = operation;
  const request = document.bodyOf(requestBody);
  const typed = (value: unknown, schema: Schema) => {
    const name = nameOf(schema);
    if (name) types.add(name);
    return `${source(value)}${name ? ` satisfies ${name}` : ""}`;
  };
  const scenarios = scenariosOf(document, operation).map((scenario) => {
    const { name, status, params } = scenario;
    const response = document.bodyOf(responses[status]);
    // Every scenario has a request, if only undefined, so that a loop over the scenarios compiles.
    const fields = [
      `"status": ${status} as const`,
      ...(params ? [`"params": ${source(params)}`] : []),
      `"request": ${scenario.request === undefined ? "undefined" : typed(scenario.request, request?.schema)}`,
      `"response": ${typed(scenario.response, response?.schema)}`,
    ];
    const text = `${JSON.stringify(name)}: {\n${fields.join(",\n").replaceAll(/^/gm, "  ")}\n},`;
    return `${docComment(response?.examples[name].summary, "    ")}${text.replaceAll(/^/gm, "    ")}\n`;
  });
  return `  ${operationId}: {\n${scenarios.join("")}  },\n`;
}
