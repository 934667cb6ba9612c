import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import bundle from "../../generated/openapi.json" with { type: "json" };
import { type Node, OpenApiDocument } from "../../src/contract/document.js";
import type { Issue } from "../../src/contract/issue.js";
import { escapeKey } from "../../src/contract/json.js";

/** The bundle that consumers get. */
export const contract = new OpenApiDocument(bundle);

/** The header parameters that the contract requires, with their examples. */
export const requiredHeaders: Record<string, string> = Object.fromEntries(
  contract.operations
    .flatMap(({ parameters }) => parameters.filter((parameter) => parameter.in === "header" && parameter.required))
    .map(({ name, example }) => [name, String(example)]),
);

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, verbose: true });
addFormats.default(ajv);
ajv.addFormat("password", true);
for (const keyword of extensionsIn(bundle)) ajv.addKeyword(keyword);
ajv.addKeyword("components").addKeyword("paths").addKeyword("example");
ajv.addSchema({ $id: "contract", components: bundle.components, paths: bundle.paths });

/** The issues of a value, as Ajv finds them with the schema at a JSON pointer of the bundle. `rule` is the path of the keyword. */
export function issuesAt(pointer: string, value: unknown): Issue[] {
  const validate = ajv.getSchema(`contract#${encodeURI(pointer)}`);
  if (!validate) throw new Error(`The bundle has no schema at ${pointer}`);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, keyword, parentSchema, message = "" }) => ({
    pointer: instancePath,
    rule: `${places.get(parentSchema)}/${keyword}`,
    message,
    path: [],
  }));
}

/** Where each node stands in the bundle; below `components/schemas` without that prefix. Ajv knows only the last reference. */
const places = new Map<unknown, string>();
notePlaces(bundle, "");

function notePlaces(node: unknown, place: string) {
  if (typeof node !== "object" || node === null) return;
  places.set(node, place.replace(/^\/components\/schemas\//, ""));
  for (const [key, child] of Object.entries(node)) notePlaces(child, `${place}/${key}`);
}

/** One line for each issue, for the message of a failing test: where, what, and which rule of the contract. */
export function report(issues: readonly Issue[]): string[] {
  return issues.map(({ pointer, message, rule }) => `${pointer || "/"}: ${message} (${rule})`);
}

/** Keywords that hold data, not further nodes of the document. */
function isData(key: string): boolean {
  return /^(examples?|default|enum|const|value|x-.*)$/.test(key);
}

/** Every node of a document with its JSON pointer, from the top; not what stands in examples and extensions. */
export function* nodesOf(node: Node, pointer = ""): Generator<{ pointer: string; node: Node }> {
  if (typeof node !== "object" || node === null) return;
  yield { pointer, node };
  const isMap = /\/(properties|schemas|responses)$/.test(pointer); // Its keys are names, which may be those of keywords.
  for (const [key, child] of Object.entries(node)) {
    if (isMap || !isData(key)) yield* nodesOf(child, `${pointer}/${escapeKey(key)}`);
  }
}

/** The extensions that schemas carry, which validate nothing. */
function extensionsIn(document: unknown): string[] {
  const names = [...nodesOf(document)].flatMap(({ node }) => Object.keys(node).filter((key) => key.startsWith("x-")));
  return [...new Set(names)];
}
