/**
 * A `oneOf` says which variants there are, but a failing one reports the issues of all of them. So that a validator reports only those
 * of the variant that was meant, each `oneOf` becomes a choice by what tells its variants apart. The choice accepts exactly what the
 * `oneOf` accepts, since a valid value of a variant always meets its condition, and never that of another.
 */
import { type Contract, nameOf, type Schema, valuesOf } from "./bundle.js";

interface Variant {
  name: string;
  schema: Schema;
  properties: Record<string, Schema[]>;
  required: Set<string>;
  closed: boolean;
}

/** The `if`/`then`/`else` that stands for a `oneOf`. `compile` makes what stands behind `then` out of a variant. */
export function chooseVariant(
  contract: Contract,
  oneOf: Schema[],
  where: string,
  compile: (variant: Schema) => Schema,
): Schema {
  const variants = oneOf.map((schema, index) => describeVariant(contract, schema, `${where}/oneOf/${index}`));
  const choices = variants.map((variant) => {
    const others = variants.filter((other) => other !== variant);
    const [tag, own] = [tagCondition(variant, others), ownCondition(variant, others)];
    return { variant, condition: tag ?? own, strength: tag ? 2 : own ? 1 : 0 };
  });
  const alike = choices.filter(({ strength }) => strength === 0).map(({ variant }) => variant.name);
  if (alike.length > 1)
    throw new Error(
      `The variants ${alike.join(" and ")} of ${where} cannot be told apart. All but one need a required property with one value ` +
        "that no other variant takes, or a required property that no other variant allows.",
    );
  // A variant with a tag is asked for first. What is left counts as the first variant of those that say the least of themselves.
  choices.sort((one, other) => one.strength - other.strength);
  const [last, ...asked] = choices as [(typeof choices)[number], ...typeof choices];
  return asked.reduce(
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    (rest, { variant, condition }) => ({ if: condition, then: compile(variant.schema), else: rest }),
    compile(last.variant.schema),
  );
}

function describeVariant(contract: Contract, schema: Schema, fallback: string): Variant {
  const parts = partsOf(contract, schema);
  const properties: Variant["properties"] = {};
  for (const part of parts) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      properties[name] ??= [];
      properties[name].push(contract.resolve(property));
    }
  }
  return {
    name: nameOf(schema) ?? schema.title ?? fallback,
    schema,
    properties,
    required: new Set(parts.flatMap((part) => part.required ?? [])),
    closed: parts.some((part) => part.additionalProperties === false || part.unevaluatedProperties === false),
  };
}

/** The schema, and those that its `allOf` adds. */
function partsOf(contract: Contract, schema: Schema): Schema[] {
  const resolved = contract.resolve(schema);
  return [resolved, ...(resolved.allOf ?? []).flatMap((part: Schema) => partsOf(contract, part))];
}

/** The one value that a variant allows for a property, in a list; empty if it allows more. */
function onlyValue({ properties }: Variant, name: string): unknown[] {
  return (properties[name] ?? [])
    .map((schema) => valuesOf(schema) ?? [])
    .filter((values) => values.length === 1)
    .flat()
    .slice(0, 1);
}

/** Whether no valid value of a variant has the property, or only with another value. */
function excludes(variant: Variant, name: string, [value]: unknown[]): boolean {
  const only = onlyValue(variant, name);
  return only.length ? only[0] !== value : variant.closed && !(name in variant.properties);
}

/** By a required property that has one value here, and another one or none in the other variants. */
function tagCondition(variant: Variant, others: Variant[]): Schema | undefined {
  const tag = [...variant.required].find((name) => {
    const value = onlyValue(variant, name);
    return value.length && others.every((other) => excludes(other, name, value));
  });
  return tag && { type: "object", required: [tag], anyOf: [hasValue(tag, variant), isMeant(tag, variant, others)] };
}

/** By a required property that no other variant allows. */
function ownCondition(variant: Variant, others: Variant[]): Schema | undefined {
  const own = [...variant.required].find((name) => others.every((other) => other.closed && !(name in other.properties)));
  return own && { type: "object", required: [own] };
}

function hasValue(name: string, variant: Variant): Schema {
  return { properties: { [name]: { const: onlyValue(variant, name)[0] } } };
}

/** A tag with a value that no variant takes, such as `"true"`: all else speaks for this variant. */
function isMeant(tag: string, variant: Variant, others: Variant[]): Schema {
  const valuesOfOthers = others.flatMap((other) => onlyValue(other, tag));
  const onlyOthers = others.flatMap((other) => Object.keys(other.properties)).filter((name) => !(name in variant.properties));
  const otherTags = [...variant.required].filter((name) => name !== tag && onlyValue(variant, name).length);
  return {
    properties: {
      ...Object.fromEntries(onlyOthers.map((name) => [name, false])),
      ...Object.fromEntries(otherTags.map((name) => [name, { const: onlyValue(variant, name)[0] }])),
      [tag]: { not: { enum: valuesOfOthers.length ? valuesOfOthers : [onlyValue(variant, tag)[0]] } },
    },
  };
}
