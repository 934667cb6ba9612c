/** Flat schemas: `allOf` is how a schema is composed, not what it says. */
import { type Node, type Schema, targetOf } from "../../src/contract/document.js";
import { isObject, isSame } from "../../src/contract/json.js";

interface Scope {
  document: Node;
  /** The references that were followed to get here. */
  followed: string[];
}

/**
 * Returns a schema with every `allOf` in it merged: the same values are valid. Of two annotations the last one stays, and one beside the
 * `allOf` comes last. A property that two parts have is merged itself. What one schema cannot say, such as two patterns, stays in an
 * `allOf`, and so does what leads back into itself.
 *
 * References stay where nothing has to be merged; what they lead to is not part of the result.
 *
 * @param document the OpenAPI 3.1 document that references (`#/…`) lead into
 */
export function mergeAllOf(document: Node, schema: Schema): Schema {
  return flat(schema, { document, followed: [] });
}

function flat(schema: Schema, scope: Scope): Schema {
  if (!isObject(schema)) return schema;
  const { allOf, ...own } = withSchemas(schema, (inner) => flat(inner, scope));
  if (!Array.isArray(allOf)) return own;
  if (dependsOnAll(own)) return { ...own, allOf };
  return [...allOf, own].reduce((one, other) => both(one, other, scope), true);
}

const mapsOfSchemas = ["properties", "patternProperties", "$defs", "dependentSchemas"];
const listsOfSchemas = ["allOf", "anyOf", "oneOf", "prefixItems"];
const singleSchemas =
  "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties".split(" ");

/** A schema with each schema directly in it replaced. */
function withSchemas(schema: Schema, replace: (inner: Schema) => Schema): Schema {
  return mapped(schema, (value, keyword) => {
    if (singleSchemas.includes(keyword)) return replace(value);
    if (listsOfSchemas.includes(keyword) && Array.isArray(value)) return value.map(replace);
    return mapsOfSchemas.includes(keyword) && isObject(value) ? mapped(value, replace) : value;
  });
}

function mapped(node: Node, replace: (value: Node, key: string) => Node): Node {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replace(value, key)]));
}

/** The schema of the values that are valid in two flat schemas. */
function both(one: Schema, other: Schema, scope: Scope): Schema {
  if (one === false || other === false) return false;
  if (one === true) return other;
  if (other === true || Object.keys(other).length === 0) return one;
  if (Object.keys(one).length === 0) return other;
  if (one.$ref === other.$ref) return combined(one, other, scope);
  if (one.$ref && Object.keys(other).every(isAnnotation)) return { ...one, ...other };
  const references = [one.$ref, other.$ref].filter((reference) => typeof reference === "string");
  const canFollow = (reference: string) =>
    !scope.followed.includes(reference) && targetOf(scope.document, reference) !== undefined;
  if (!references.every(canFollow)) return { allOf: [one, other] };
  const inner = { ...scope, followed: [...scope.followed, ...references] };
  return both(resolved(one, inner), resolved(other, inner), inner);
}

function resolved({ $ref, ...beside }: Schema, scope: Scope): Schema {
  return typeof $ref === "string" ? both(flat(targetOf(scope.document, $ref), scope), beside, scope) : beside;
}

/** The keywords of two schemas in one; those of the first that cannot be merged in an `allOf`. */
function combined(one: Schema, other: Schema, scope: Scope): Schema {
  if (dependsOnAll(one) || dependsOnAll(other)) return { allOf: [one, other] };
  if (haveNothingInCommon(one, other)) return false;
  const apart = groups.filter((group) => isApart(pick(one, group), pick(other, group))).flat();
  const result: Schema = { ...one, ...other };
  const standing: Schema = {};
  for (const [name, value] of Object.entries(one)) {
    const merged = name in other ? mergedKeyword(name, value, other[name], scope) : value;
    if (merged !== undefined && !apart.includes(name)) result[name] = merged;
    else {
      standing[name] = value;
      if (!(name in other)) delete result[name];
    }
  }
  if (!apart.includes("properties")) Object.assign(result, objectKeywords(one, other, scope));
  if (Object.keys(standing).length === 0) return result;
  return { ...result, allOf: [...(result.allOf ?? []), standing] };
}

/** Whether no value has the types, is in the enums, or is the const, of both. */
function haveNothingInCommon(one: Schema, other: Schema): boolean {
  const isEmpty = (keyword: string, common: (one: unknown[], other: unknown[]) => unknown[]) =>
    keyword in one && keyword in other && common([one[keyword]].flat(), [other[keyword]].flat()).length === 0;
  const haveDifferentConsts = "const" in one && "const" in other && !isSame(one.const, other.const);
  return isEmpty("type", commonTypes) || isEmpty("enum", commonValues) || haveDifferentConsts;
}

/** Whether it has a keyword that depends on everything beside it, and on all that `allOf` has. */
function dependsOnAll(schema: Schema): boolean {
  return "unevaluatedProperties" in schema || "unevaluatedItems" in schema;
}

/** Keywords that depend on each other. */
const groups = [
  ["properties", "patternProperties", "additionalProperties"],
  ["prefixItems", "items"],
  ["contains", "minContains", "maxContains"],
  ["if", "then", "else"],
];

/** Whether two schemas say different things with the keywords of a group, and in a way that one schema cannot say. */
function isApart(one: Schema, other: Schema): boolean {
  const names = Object.keys({ ...one, ...other });
  const areMergeable = names.every((name) => ["properties", "additionalProperties", "items"].includes(name));
  return !areMergeable && Object.keys(one).length > 0 && Object.keys(other).length > 0 && !isSame(one, other);
}

/** A property that only one of the schemas names has to be valid as an additional property of the other. */
function objectKeywords(one: Schema, other: Schema, scope: Scope): Schema {
  const { properties: first = {}, additionalProperties: restOfFirst = true } = one;
  const { properties: last = {}, additionalProperties: restOfLast = true } = other;
  const properties = mapped({ ...first, ...last }, (_, name) =>
    both(first[name] ?? restOfFirst, last[name] ?? restOfLast, scope),
  );
  return {
    ...(Object.keys(properties).length > 0 && { properties }),
    ...("additionalProperties" in { ...one, ...other } && { additionalProperties: both(restOfFirst, restOfLast, scope) }),
  };
}

/** What a keyword of two schemas says in one; undefined if one schema cannot say it. */
function mergedKeyword(name: string, one: Node, other: Node, scope: Scope): unknown {
  if (isAnnotation(name)) return other;
  if (isSame(one, other)) return one;
  if (name === "items") return both(one, other, scope);
  if (name === "allOf") return [one, other].flat();
  if (name === "required") return [...new Set([one, other].flat())];
  if (name === "type") return single(commonTypes([one].flat(), [other].flat()));
  if (name === "enum") return commonValues([one].flat(), [other].flat());
  if (/^(uniqueItems|readOnly|writeOnly|deprecated)$/.test(name)) return one || other;
  if (/^(min(Length|Items|Properties)|minimum|exclusiveMinimum)$/.test(name)) return Math.max(one, other);
  if (/^(max(Length|Items|Properties)|maximum|exclusiveMaximum)$/.test(name)) return Math.min(one, other);
  // Already merged with what depends on it.
  return ["properties", "additionalProperties"].includes(name) ? other : undefined;
}

/** No value is valid or invalid because of an annotation. */
function isAnnotation(name: string): boolean {
  return /^(title|description|default|examples?|externalDocs|\$comment|x-.*)$/.test(name);
}

function commonTypes(one: unknown[], other: unknown[]): unknown[] {
  const has = (types: unknown[], type: unknown) => types.includes(type) || (type === "integer" && types.includes("number"));
  return [...new Set([...one.filter((type) => has(other, type)), ...other.filter((type) => has(one, type))])];
}

function commonValues(one: unknown[], other: unknown[]): unknown[] {
  return one.filter((value) => other.some((same) => isSame(value, same)));
}

function single(values: unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}

function pick(keywords: Schema, names: string[]): Schema {
  return Object.fromEntries(Object.entries(keywords).filter(([name]) => names.includes(name)));
}
