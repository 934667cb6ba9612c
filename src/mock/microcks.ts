/** What Microcks needs beside the contract: how to choose a response. */
import { api, servedOperations as operations } from "../../generated/operations.js";
import type { ServedOperation } from "../contract/operation.js";
import { failuresFirst, fallbackOf } from "./scenarios.js";

/**
 * Metadata for Microcks, to import as a secondary artifact beside the contract. Its script chooses the same scenario for a valid request
 * as the mock does, by what the contract says in `x-mock-when`.
 */
export function microcksMetadata(): string {
  const dispatchers = operations.map((operation) => {
    const script = microcksScript(operation).replaceAll(/^(?=.)/gm, "      ");
    return `  ${JSON.stringify(`${operation.method} ${operation.path}`)}:\n    dispatcher: JS\n    dispatcherRules: |\n${script}`;
  });
  return `apiVersion: mocks.microcks.io/v1alpha1
kind: APIMetadata
metadata:
  name: ${JSON.stringify(api.title)}
  version: ${JSON.stringify(api.version)}
operations:
${dispatchers.join("")}`.trimEnd();
}

/** The body of a function, in which `mockRequest` is the request, and whose result is the name of a response. */
function microcksScript({ scenarios }: ServedOperation): string {
  const withRequest = scenarios.filter(({ request }) => request !== undefined);
  const rows = failuresFirst(withRequest)
    .map(({ name, request, when: { same = [] } }) => `  ${JSON.stringify({ name, request, same })},\n`)
    .join("");
  return `const scenarios = [
${rows}];
const keysOf = (pointer) => pointer.split("/").slice(1);
const valueAt = (value, pointer) => keysOf(pointer).reduce((node, key) => node?.[key], value);
const valuesAt = (value, pointer) =>
  keysOf(pointer).reduce((found, key) => found.flatMap((node) => (Array.isArray(node) ? node : [node?.[key]])), [value]);
const sorted = (value) =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.keys(value).sort().map((key) => [key, value[key]]));
const text = (value) => JSON.stringify(value, (_, child) => sorted(child));
const body = JSON.parse(mockRequest.requestContent());
const isOwn = ({ request }) => text(request) === text(body);
const resembles = ({ request, same }) =>
  same.length > 0 &&
  same.every((pointer) => valuesAt(body, pointer).some((value) => text(value) === text(valueAt(request, pointer))));
const scenario = scenarios.find(isOwn) ?? scenarios.find(resembles);
return scenario?.name ?? ${JSON.stringify(fallbackOf(scenarios)?.name)};
`;
}
