/** The rules that openapi/diff.yaml adds to Redocly's own, as a plugin. Each says what it found; diff.yaml says what it is worth. */

const extensible = "x-extensible-enum";

/** Keywords of a schema that say what is valid. A change of one that Redocly does not call breaking asks less or promises more. */
const assertions = new Set(
  `type enum const required pattern format multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems
  maxItems uniqueItems minProperties maxProperties minContains maxContains dependentRequired additionalProperties
  unevaluatedProperties unevaluatedItems ${extensible}`.split(/\s+/),
);
const subschemas = new Set(["Schema", "AllOf", "AnyOf", "OneOf", "SchemaList", "SchemaMap"]);
const security = new Set(["SecurityRequirement", "SecurityRequirementList"]);
const text = new Set(
  "Example ExamplesMap Tag TagList XCodeSample XCodeSampleList ExternalDocs EnumDescriptions SpecExtension".split(" "),
);
const named = new Set(
  "SchemaProperties NamedSchemas NamedResponses NamedParameters NamedRequestBodies NamedHeaders ExamplesMap".split(" "),
);

const typeOf = (node) => (node?.revision ?? node?.base)?.type.name;
const contentOf = (side) => (side?.resolved ?? side)?.value;
const nameOf = (node) => (node.base ?? node.revision).key;
const modified = (change, property) => change.kind === "modified" && change.property === property;
const list = (value) => (value === undefined ? undefined : [value].flat());

/** The items of a list that are not in another one. An absent list holds everything. */
const missing = (from, to) => (from === undefined ? [] : from.filter((item) => to && !to.includes(item)));
const quoted = (items) => items.map((item) => `'${item}'`).join(", ");

const rules = {
  "closed-enum-grew": (change, { report, getDirections }) => {
    const opened = modified(change, extensible) && change.revision.value && getDirections().includes("response");
    if (opened) report({ message: "A closed enum became extensible." });
    if (grew(change, getDirections) && !isExtensible(change)) report({ message: `A closed enum grew: ${whatGrew(change)}.` });
  },

  "extensible-enum-grew": (change, { report, getDirections }) => {
    if (grew(change, getDirections) && isExtensible(change))
      report({ message: `An extensible enum grew: ${whatGrew(change)}.` });
  },

  "answer-lost-value": (change, { report, getDirections }) => {
    if (!getDirections().includes("response")) return;
    const { base, revision } = change;
    if (change.kind === "removed" && ["AnyOf", "OneOf"].includes(typeOf(change.node.parent))) {
      report({ message: "A variant no longer comes." });
    }
    if (typeOf(change.node) !== "Schema" || change.kind !== "modified" || revision.value === undefined) return;
    if (change.property === "const") report({ message: `Comes as '${revision.value}' only.` });
    if (change.property !== "enum" && change.property !== "type") return;
    const lost = base.value === undefined ? ["any other value"] : missing(list(base.value), list(revision.value));
    // Code that handles null compiles where there is none, and an integer is a number.
    const integer = change.property === "type" && list(revision.value).includes("integer");
    const seen = lost.filter((item) => item !== null && item !== "null" && !(item === "number" && integer));
    if (seen.length > 0) report({ message: `No longer comes: ${quoted(seen)}.` });
  },

  "name-removed": (change, { report }) => {
    const gone = change.kind === "removed" || modified(change, "key");
    if (gone && named.has(typeOf(change.node.parent)))
      report({ message: `\`${nameOf(change.node)}\` was removed or renamed.` });
    if (change.kind === "removed" && typeOf(change.node) === "ExamplesMap") report({ message: "All scenarios were removed." });
    if (modified(change, "x-name")) report({ message: `Server \`${change.base.value}\` was removed or renamed.` });
  },

  "asks-less-or-promises-more": (change, { report, getDirections }) => {
    if (grew(change, getDirections)) return;
    const type = typeOf(change.node);
    const found =
      change.kind === "modified"
        ? (type === "Schema" && assertions.has(change.property) && !reordered(change)) ||
          (["Parameter", "RequestBody"].includes(type) && change.property === "required") ||
          security.has(type)
        : change.kind === "removed" && (subschemas.has(type) || security.has(type));
    if (found) report({ message: "Asks less of requests, or promises more of answers." });
  },

  deprecated: (change, { report }) => {
    if (modified(change, "deprecated"))
      report({ message: change.revision.value ? "Was deprecated." : "Is no longer deprecated." });
  },

  "text-added": (change, { report }) => {
    if (change.kind === "added" && text.has(typeOf(change.node))) report({ message: "Text." });
  },
};

/** Whether a list has the same items as before. */
function reordered({ base, revision }) {
  const [before, after] = [list(base.value), list(revision.value)];
  return before?.length === after?.length && missing(before, after).length === 0;
}

/** Whether an enum of an answer takes more than before. */
function grew(change, getDirections) {
  if (!modified(change, "enum") || change.base.value === undefined || !getDirections().includes("response")) return false;
  return change.revision.value === undefined || missing(change.revision.value, change.base.value).length > 0;
}

function whatGrew({ base, revision }) {
  return revision.value === undefined ? "any value" : quoted(missing(revision.value, base.value));
}

/** Whether consumers knew, before this change, that the enum may grow. */
function isExtensible({ node }) {
  return contentOf(node.base)?.[extensible] === true;
}

export default () => ({
  id: "contract",
  diff: { oas3: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, () => ({ any: rule })])) },
});
