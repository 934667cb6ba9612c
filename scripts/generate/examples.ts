import { type Contract, docComment, type Node, type Operation, source } from "./bundle.js";

/** A request example, the response example of the same name, and the status between them. */
export interface Scenario {
  name: string;
  summary: string;
  status: number;
  /** By place (`path`, `query`, `header`) and name. */
  params: Record<string, Record<string, unknown>> | undefined;
  request: unknown;
  response: unknown;
  /** When the mock chooses it. */
  when: Record<string, unknown>;
}

/** Every scenario of an operation, in the order of the contract. */
export function scenariosOf(contract: Contract, operation: Operation): Scenario[] {
  const requests = contract.body(operation.requestBody)?.examples ?? {};
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    const responses = Object.entries<Node>(contract.body(response)?.examples ?? {});
    if (responses.length > 0 && !/^\d+$/.test(status))
      throw new Error(
        `The response "${status}" of ${operation.operationId} cannot have examples, since a scenario has one status. ` +
          "Add a response for that status, and put them there.",
      );
    return responses.map(([name, example]) => ({
      name,
      summary: example.summary,
      status: Number(status),
      params: paramsOf(contract, operation, name),
      request: requests[name]?.value,
      response: example.value,
      when: { ...example["x-mock-when"], ...requests[name]?.["x-mock-when"] },
    }));
  });
}

/** The parameters' examples of this name. A parameter without examples of scenarios is left out, unless it is required. */
function paramsOf(contract: Contract, { parameters }: Operation, scenario: string): Scenario["params"] {
  const params: Scenario["params"] = {};
  for (const { in: place, name, required, example, examples } of parameters) {
    const value = contract.resolve(examples?.[scenario])?.value ?? (required ? example : undefined);
    if (value === undefined) continue;
    params[place] ??= {};
    params[place][name] = value;
  }
  return Object.keys(params).length ? params : undefined;
}

/** The scenarios as constants, by operation and name. */
export function examplesModule(contract: Contract): string {
  const operations = contract.operations.map((operation) => {
    const { operationId } = operation;
    const scenarios = scenariosOf(contract, operation).map((scenario) => {
      const { name, summary, status, params, request, response } = scenario;
      // Every scenario has a request, if only undefined, so that a loop over the scenarios compiles.
      const fields = [
        `"status": ${status}`,
        ...(params ? [`"params": ${source(params)}`] : []),
        `"request": ${request === undefined ? "undefined" : source(request)}`,
        `"response": ${source(response)}`,
      ];
      const text = `${JSON.stringify(name)}: {\n${fields.join(",\n").replaceAll(/^/gm, "  ")}\n},`;
      return `${docComment(summary, "    ")}${text.replaceAll(/^/gm, "    ")}\n`;
    });
    return `  ${operationId}: {\n${scenarios.join("")}  } satisfies Scenarios<operations["${operationId}"]>,\n`;
  });
  return `import { freeze, type Scenarios } from "../src/contract/scenario.js";
import type { operations } from "./types.js";

/**
 * The scenarios of the contract, by operation and name: the request, the status, and the body of the response. Scenarios without a
 * request are responses to requests that do not match the contract, or that have no valid session. Nobody can change them by
 * accident: they are frozen.
 */
export const examples = freeze({
${operations.join("")}});
`;
}
