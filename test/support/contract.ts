import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import bundle from "../../generated/openapi.json" with { type: "json" };

/** The bundle that consumers get. */
// biome-ignore lint/suspicious/noExplicitAny: tests walk the document by keys that its literal type does not have
export const contract: any = bundle;

export const operation = contract.paths["/members"].post;
export const mediaType = "application/vnd.mx.nexus.v1+json";

/** A broken rule: where in the value, and which keyword of the contract says so. */
export interface Violation {
  /** JSON pointer into the value, "" for the whole. */
  at: string;
  /** The keyword, as a path below `components/schemas`, such as `InstitutionGuid/pattern`. */
  rule: string;
  message: string;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true });
addFormats.default(ajv, ["date-time", "uri"]);
ajv.addFormat("password", true);
ajv.addVocabulary(["components", "example", "x-evidence", "x-evidence-note", "x-extensible-enum", "x-enumDescriptions"]);
ajv.addSchema({ $id: "contract", components: contract.components });

/** What the schema at a JSON pointer of the bundle, such as `/components/schemas/Member`, has against a value. */
export function violations(pointer: string, value: unknown): Violation[] {
  const validate = ajv.getSchema(`contract#${pointer}`) ?? ajv.compile(resolve(pointer) as object);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, keyword, parentSchema, message = "" }) => ({
    at: instancePath,
    rule: `${places.get(parentSchema)}/${keyword}`,
    message,
  }));
}

/** Where each schema stands below `components/schemas`: Ajv tells only the way from the last reference. */
const places = new Map<unknown, string>();
note(contract.components.schemas, "");
function note(node: unknown, place: string) {
  if (typeof node !== "object" || node === null) return;
  places.set(node, place);
  for (const [key, child] of Object.entries(node)) note(child, place ? `${place}/${key}` : key);
}

/** One line for each violation, for the message of a failing test. */
export function report(found: Violation[]): string[] {
  return found.map(({ at, rule, message }) => `${at || "/"}: ${message} (${rule})`);
}

/** The node at a JSON pointer of the bundle, through references. */
function resolve(pointer: string): unknown {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
  return dereference(keys.reduce((node, key) => dereference(node)[key], contract));
}

// biome-ignore lint/suspicious/noExplicitAny: see above
function dereference(node: any): any {
  return node?.$ref ? resolve(node.$ref.slice(1)) : node;
}

// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any;

/** A named example of a request or a response, with where it stands. */
export interface NamedExample {
  name: string;
  status?: string;
  value: Json;
}

const named = (content: Json, status?: string): NamedExample[] => {
  if (!content[mediaType]) throw new Error(`${status ? `The answer ${status}` : "The request"} has no content of ${mediaType}`);
  return Object.entries(content[mediaType].examples ?? {}).map(([name, example]) => ({
    name,
    ...(status && { status }),
    value: dereference(example).value,
  }));
};

/** The request examples, in the order of the contract. */
export const requestExamples = named(operation.requestBody.content);

/** The response examples, in the order of the contract. */
export const responseExamples = Object.entries(operation.responses).flatMap(([status, response]) =>
  named(dereference(response).content, status),
);

/** Where the schema of an answer's body stands. */
export function responseSchema(status: string): string {
  return dereference(operation.responses[status]).content[mediaType].schema.$ref.slice(1);
}
