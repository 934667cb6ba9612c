import type { CompiledError, CompiledSchema, CompiledSchemas, Contract } from "./contract.js";
import { type Issue, pointerOf } from "./issue.js";
import { keysOf, valueUnder } from "./json.js";

export type { Issue };

/**
 * Tells whether a value, as `JSON.parse` returns it, conforms to the contract: `if (isMember(value)) value.guid`. It accepts what its
 * type accepts, so a value of an extensible enum that this version does not know is no issue, unless you ask for `strict`. Also a
 * [Standard Schema](https://standardschema.dev), which many libraries take. Values pass through unchanged.
 */
export interface Validator<T> {
  (value: unknown): value is T;
  /**
   * Every issue of the value, one for each place; empty if it conforms. With `strict`, an unknown value of an extensible enum is an
   * issue too, which is what a test of a server wants.
   */
  issues(value: unknown, options?: { strict?: boolean }): Issue[];
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "nexus-members-contract";
    readonly validate: (
      value: unknown,
    ) => { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: T; readonly output: T };
  };
}

/** @param schemas The compiled schemas of the variants of every union in the schema, by name. */
export function validator<T>(schema: CompiledSchema, schemas: CompiledSchemas = {}): Validator<T> {
  const issues = (value: unknown, options?: { strict?: boolean }) => issuesBy(value, schema, schemas, options);
  const isValid = (value: unknown): value is T => issues(value).length === 0;
  const validate = (value: unknown) => {
    const found = issues(value);
    return found.length ? { issues: found } : { value: value as T };
  };
  return Object.assign(isValid, { issues, "~standard": { version: 1, vendor: "nexus-members-contract", validate } as const });
}

function issuesBy(
  value: unknown,
  schema: CompiledSchema,
  schemas: CompiledSchemas,
  { strict = false }: { strict?: boolean } = {},
): Issue[] {
  const found = findingsOf(value, schema, schemas);
  return found.filter(({ isExtension }) => strict || !isExtension).map(({ issue }) => issue);
}

/** The issues of a value by a schema of a contract. See {@link Validator.issues}. */
export function issuesFor(
  { schemas }: Pick<Contract, "schemas">,
  name: string,
  value: unknown,
  options?: { strict?: boolean },
): Issue[] {
  return issuesBy(value, schemas[name] as CompiledSchema, schemas, options);
}

/** An issue, and what matters for the choice between the variants of a union. */
interface Finding {
  readonly issue: Issue;
  /** Whether it is only an unknown value of an extensible enum. */
  readonly isExtension: boolean;
  /** Where the type is wrong: the types that are right. */
  readonly types?: readonly string[];
}

function findingsOf(value: unknown, schema: CompiledSchema, schemas: CompiledSchemas): Finding[] {
  if (schema(value)) return [];
  const findings = (schema.errors ?? []).flatMap((error) =>
    error.params.variants ? unionFindings(error, value, schemas) : [findingOf(error)],
  );
  return onePerPlace(findings);
}

/** One finding for each place. Where the type is wrong, the other rules do not matter; an unknown value is the least of it. */
function onePerPlace(findings: readonly Finding[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const { pointer, rule } = finding.issue;
    const known = byPlace.get(pointer);
    if (!known || rule === "type" || (known.isExtension && !finding.isExtension)) byPlace.set(pointer, finding);
  }
  return [...byPlace.values()];
}

function findingOf({ instancePath, keyword: rule, message = "", params }: CompiledError): Finding {
  const field = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = field === undefined ? pathOf(instancePath) : [...pathOf(instancePath), field];
  if (rule === "type") return wrongType(path, [params.type ?? []].flat());
  return { issue: { pointer: pointerOf(path), message, rule, path }, isExtension: params.extensible === true };
}

function wrongType(path: Issue["path"], types: readonly string[]): Finding {
  const issue = { pointer: pointerOf(path), message: `must be ${types.join(" or ")}`, rule: "type", path };
  return { issue, isExtension: false, types };
}

/** A union that no variant matches is explained by the variant that was meant. */
function unionFindings(error: CompiledError, root: unknown, schemas: CompiledSchemas): Finding[] {
  const { variants = [], tag } = error.params;
  const base = pathOf(error.instancePath);
  const value = valueUnder(root, base);
  const choices = variants.map((name) => findingsOf(value, schemas[name] as CompiledSchema, schemas));
  if (choices.some((findings) => findings.length === 0)) return [findingOf(error)]; // More than one variant matches.
  const meant =
    choices.find((findings) => findings.every(({ isExtension }) => isExtension)) ??
    typesOfAll(choices) ??
    closest(choices, tag);
  return meant.map((finding) => {
    const path = [...base, ...finding.issue.path];
    return { ...finding, issue: { ...finding.issue, path, pointer: pointerOf(path) } };
  });
}

/** The types of all variants in one finding, where the value is of none of them. */
function typesOfAll(choices: readonly (readonly Finding[])[]): Finding[] | undefined {
  const types = choices.map(([first]) => (first?.issue.pointer === "" ? first.types : undefined));
  if (!types.every((one) => one !== undefined)) return undefined;
  return [wrongType([], [...new Set(types.flat())])];
}

/** What is wrong with the variant that the value is closest to: one whose tag it has, and of those the one with the fewest findings. */
function closest(choices: readonly Finding[][], tag: string | undefined): Finding[] {
  const hasTag = (findings: Finding[]) => !findings.some(({ issue: { path } }) => path.length === 1 && path[0] === tag);
  const tagged = choices.filter(hasTag);
  const [first = [], ...others] = tagged.length > 0 ? tagged : choices;
  return others.reduce((best, findings) => (findings.length < best.length ? findings : best), first);
}

function pathOf(pointer: string): (string | number)[] {
  return keysOf(pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
