/** Servers that follow a mutant of the contract. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import bundle from "../../../generated/openapi.json" with { type: "json" };
import { valueAt } from "../../../src/contract/json.js";
import { type Mutant, mutantsOf } from "../../mutation/mutators.js";
import type { Reply } from "../servers.js";

// biome-ignore lint/suspicious/noExplicitAny: the description is walked by keys
export type Node = any;

const contract: Node = bundle;

/** The mutants of everything that the responses of the contract refer to. */
export function responseMutants(): Mutant[] {
  return reachableMutants(({ pointer }) => [`${pointer}/responses`]);
}

/** The mutants of some parts of each operation, and of everything that these refer to. */
export function reachableMutants(partsOf: (operation: { pointer: string }) => string[]): Mutant[] {
  const reachable = new Set<string>();
  const follow = (pointer: string) => {
    if (reachable.has(pointer)) return;
    reachable.add(pointer);
    for (const [, ref = ""] of (JSON.stringify(valueAt(contract, pointer)) ?? "").matchAll(/"\$ref":"#([^"]+)"/g)) {
      if (!ref.startsWith("/components/examples/")) follow(ref);
    }
  };
  for (const pointer of operationsOf(contract).flatMap(partsOf)) follow(pointer);
  const isOf = (mutant: string) => [...reachable].some((pointer) => mutant === pointer || mutant.startsWith(`${pointer}/`));
  return [...mutantsOf(contract)].filter(({ pointer }) => isOf(pointer));
}

export function operationsOf(description: Node): { pointer: string; operation: Node }[] {
  return Object.entries<Node>(description.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item).flatMap(([method, operation]) =>
      operation.responses ? [{ pointer: `/paths/${path.replaceAll("/", "~1")}/${method}`, operation }] : [],
    ),
  );
}

/** Whether a mutant is of the response to unexpected errors, to which no request leads. */
export function isOfDefault({ pointer, what }: Mutant): boolean {
  const { $ref } = operationsOf(contract)[0]?.operation.responses.default ?? {};
  return pointer.startsWith($ref.slice(1)) || (pointer.endsWith("/responses") && /\bdefault$/.test(what));
}

/** How the responses of a mutant differ from those of the contract. */
export interface Deviation {
  /** Where a checker has to see it: a JSON pointer into the body, `status`, or `header Content-Type`. */
  place: string;
  reply: Reply;
}

/** What is a response to a mutant, and what is none to the contract. */
export class MutantServer {
  readonly #description: Node;
  readonly #operation: Node;
  readonly #own: ReturnType<typeof compile>;

  constructor(mutant: Mutant) {
    this.#description = structuredClone(contract);
    mutant.apply(this.#description);
    this.#operation = operationsOf(this.#description)[0]?.operation;
    this.#own = compile(this.#description);
  }

  /** A response of the mutant in place of a response of the contract that the contract does not allow; undefined if there is none. */
  deviate(reply: Reply): Deviation | undefined {
    const status = this.#statusFor(reply.status);
    const response = resolve(this.#description, this.#operation.responses[status] ?? this.#operation.responses.default);
    const content = response?.content ?? {};
    const [mediaType = ""] = Object.keys(content);
    const headers = { "Content-Type": mediaType };
    if (status !== reply.status) return { place: "status", reply: { status, headers, body: status === 204 ? "" : reply.body } };
    if (reply.headers["content-type"] !== mediaType) return { place: "header Content-Type", reply: { ...reply, headers } };
    const validate = this.#own(content[mediaType].schema);
    const change = brokenBodies(reply).find(({ body }) => validate(body));
    return change && { place: change.place, reply: { status, headers, body: JSON.stringify(change.body) } };
  }

  /** The status that the mutant has in place of one of the contract: a new one of its class, or any if there is none left. */
  #statusFor(status: number): number {
    const known = Object.keys(operationsOf(contract)[0]?.operation.responses);
    const { responses } = this.#operation;
    const [added] = Object.keys(responses).filter((key) => !known.includes(key) && key !== "default");
    if (added) {
      const asNumber = Number(added.replaceAll("X", "8"));
      const isOfClass = Math.floor(asNumber / 100) === Math.floor(status / 100) || (asNumber >= 500 && status >= 400);
      const isGone = responses[status] === undefined;
      const hasReplaced = known.some((key) => key !== "default" && responses[key] === undefined);
      if (isGone || (isOfClass && !hasReplaced && responses.default !== undefined)) return asNumber;
    }
    return responses[status] === undefined ? 508 : status;
  }
}

export function resolve(description: Node, node: Node): Node {
  return node?.$ref ? resolve(description, valueAt(description, node.$ref.slice(1))) : node;
}

export function compile(description: Node): (schema: Node) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addFormat("password", true);
  // Ajv does not take an enum without values, which nothing matches.
  const components = JSON.stringify(description.components).replaceAll('"enum":[]', '"not":{}');
  ajv.addSchema({ $id: "contract", components: JSON.parse(components) });
  const compiled = new Map<string, ValidateFunction>();
  return (schema = {}) => {
    const key = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
    const known = compiled.get(key) ?? ajv.compile(JSON.parse(key));
    compiled.set(key, known);
    return known;
  };
}

const compiledContract = compile(contract);

function schemaOfContract(status: number): ValidateFunction {
  const { responses } = operationsOf(contract)[0]?.operation ?? {};
  const { content } = resolve(contract, responses[status] ?? responses.default);
  return compiledContract((Object.values(content)[0] as Node).schema);
}

const broken = new Map<string, { place: string; body: Node }[]>();

/** Copies of a body that the contract does not allow. */
function brokenBodies({ status, body }: Reply): { place: string; body: Node }[] {
  const validate = schemaOfContract(status);
  const known = broken.get(body) ?? [...changesOf(JSON.parse(body))].filter((change) => !validate(change.body));
  broken.set(body, known);
  return known;
}

/** Values that a field may have by mistake. */
const guids = [...new Set([...JSON.stringify(contract).matchAll(/[A-Z]{3}-[0-9a-f-]{36}/g)].map(([guid]) => guid))];
const strings = ["", "text", "UNKNOWN", "CREATED", "7c6f361b-e582-15b6-60c0-358f12466b4b", "2016-10-13", "18:07:57Z"];
const longerStrings = [
  "2016-10-13 18:07:57Z",
  "2016-10-13T18:07:57",
  "/predirect?to=1",
  "oauth.example.com",
  "a b",
  "0",
  "x".repeat(60),
];
const values = [
  ...strings,
  ...longerStrings,
  null,
  true,
  false,
  0,
  1.5,
  -1,
  10_000,
  [],
  ["text"],
  ["PFM"],
  [["PFM"]],
  ["UNKNOWN"],
  [1],
  {},
  { text: 1 },
];

function variantsOf(value: unknown): unknown[] {
  if (typeof value !== "string") return [...values, ...guids];
  const prefix = value.slice(0, 4);
  const guidLike = /^[A-Z]{3}-/.test(value)
    ? [
        prefix,
        `x${value}`,
        `${value}x`,
        `${value}g`,
        `${value}G`,
        `${value}.1`,
        `XXX-1`,
        `${prefix.slice(0, 3)}T-11`,
        `${prefix}A-F`,
      ]
    : [];
  return [...values, ...guids.filter((guid) => !guid.startsWith(prefix)), ...guidLike];
}

/** Copies of a body that each differ from it at one place. */
export function* changesOf(body: Node): Generator<{ place: string; body: Node }> {
  for (const { pointer, value } of placesOf(body)) {
    if (pointer) yield { place: pointer, body: replaced(body, pointer, undefined) };
    for (const variant of variantsOf(value)) yield { place: pointer, body: replaced(body, pointer, variant) };
  }
}

function* placesOf(value: Node, pointer = ""): Generator<{ pointer: string; value: Node }> {
  yield { pointer, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* placesOf(child, `${pointer}/${key}`);
  if (pointer.split("/").length !== 2 || Array.isArray(value)) return;
  const fields = Object.values<Node>(contract.components.schemas).flatMap(({ properties = {} }) => Object.keys(properties));
  for (const name of new Set(fields)) if (!(name in value)) yield { pointer: `${pointer}/${name}`, value: undefined };
}

function replaced(body: Node, pointer: string, value: unknown): Node {
  if (!pointer) return value;
  const copy = structuredClone(body);
  const keys = pointer.split("/").slice(1);
  const last = keys.pop() as string;
  const parent = keys.reduce((node, key) => node[key], copy);
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}
