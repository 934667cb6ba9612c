/** Mutants of the contract, and what may be wrong with a body. */
import bundle from "../../../generated/openapi.json" with { type: "json" };
import { filterJson, valueAt, withValue } from "../../../src/contract/json.js";
import { Description } from "../../mutation/description.js";
import { type Mutant, mutantsOf } from "../../mutation/mutators.js";
import type { Json } from "../servers.js";

export const contract: Json = bundle;

/** The mutants of some parts of the operation, and of everything that these refer to. */
export function reachableMutants(...parts: string[]): Mutant[] {
  const reachable = new Set<string>();
  const follow = (pointer: string) => {
    if (reachable.has(pointer)) return;
    reachable.add(pointer);
    for (const [, ref = ""] of (JSON.stringify(valueAt(contract, pointer)) ?? "").matchAll(/"\$ref":"#([^"]+)"/g)) {
      if (!ref.startsWith("/components/examples/")) follow(ref);
    }
  };
  for (const part of parts) follow(`/paths/~1members/post/${part}`);
  const isOf = (mutant: string) => [...reachable].some((pointer) => mutant === pointer || mutant.startsWith(`${pointer}/`));
  return [...mutantsOf(contract)].filter(({ pointer }) => isOf(pointer));
}

/** What the contract says once a mutant has changed it. */
export function mutated(mutant?: Mutant): Description {
  const document = structuredClone(contract);
  mutant?.apply(document);
  return new Description(document);
}

/** Values that a field may have by mistake. */
const guids = [...new Set([...JSON.stringify(contract).matchAll(/[A-Z]{3}-[0-9a-f-]{36}/g)].map(([guid]) => guid))];
const strings = ["", "text", "UNKNOWN", "CREATED", "7c6f361b-e582-15b6-60c0-358f12466b4b", "a b", "0", "x".repeat(60)];
const times = ["2016-10-13", "18:07:57Z", "2016-10-13 18:07:57Z", "2016-10-13T18:07:57"];
const uris = ["/predirect?to=1", "oauth.example.com"];
const others = [null, true, false, 0, 1.5, -1, 10_000, [], ["text"], ["PFM"], [["PFM"]], ["UNKNOWN"], [1], {}, { text: 1 }];
const values = [...strings, ...times, ...uris, ...others];

function variantsOf(value: unknown): unknown[] {
  if (typeof value !== "string") return [...values, ...guids];
  const prefix = value.slice(0, 4);
  const ofOtherKind = guids.filter((guid) => !guid.startsWith(prefix));
  if (!/^[A-Z]{3}-/.test(value)) return [...values, ...ofOtherKind];
  const around = [prefix, `x${value}`, ...["x", "g", "G", ".1"].map((end) => value + end)];
  return [...values, ...ofOtherKind, ...around, "XXX-1", `${prefix.slice(0, 3)}T-11`, `${prefix}A-F`];
}

/** Copies of a body that each differ from it at one place. */
export function* changesOf(body: Json): Generator<{ place: string; body: Json }> {
  for (const { pointer, value } of placesOf(body)) {
    if (pointer) yield { place: pointer, body: replaced(body, pointer, undefined) };
    for (const variant of variantsOf(value)) yield { place: pointer, body: replaced(body, pointer, variant) };
  }
}

function* placesOf(value: Json, pointer = ""): Generator<{ pointer: string; value: Json }> {
  yield { pointer, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* placesOf(child, `${pointer}/${key}`);
  if (pointer.split("/").length !== 2 || Array.isArray(value)) return;
  const fields = Object.values<Json>(contract.components.schemas).flatMap(({ properties = {} }) => Object.keys(properties));
  for (const name of new Set(fields)) if (!(name in value)) yield { pointer: `${pointer}/${name}`, value: undefined };
}

function replaced(body: Json, pointer: string, value: unknown): Json {
  if (!pointer) return value;
  return value === undefined ? filterJson(body, (at) => at !== pointer) : withValue(body, pointer, value);
}
