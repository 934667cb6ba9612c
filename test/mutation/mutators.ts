/**
 * What can be changed in the contract: a keyword, and the values that may stand in place of its own, each with a word that says what
 * has changed; `undefined` leaves the keyword out. `where` lets a mutator add a keyword to a node that lacks it.
 */

import { escapeKey, valueAt } from "../../src/contract/json.js";

// biome-ignore lint/suspicious/noExplicitAny: the description is walked by keys
type Node = any;
/** What has changed, the new value, and keywords to add beside it. */
type Change = unknown[];

interface Mutator {
  keyword: string;
  where?: (node: Node) => unknown;
  to: (value: Node, node: Node) => Change[];
}

const without = (list: Node[], item: Node) => list.filter((other) => other !== item);
const dropEach = (list: Node[]): Change[] => list.map((item, index) => [`without ${name(item, index)}`, without(list, item)]);
const name = (item: Node, index: number) =>
  typeof item === "object" && item !== null ? (item.$ref?.split("/").pop() ?? index) : item;
const dropped: Change = ["dropped", undefined];
const isPlainText = ({ type, pattern, enum: values, const: value, format }: Node) =>
  [type].flat().includes("string") && !pattern && !values && value === undefined && (!format || format === "password");

const types = ["string", "number", "boolean", "array", "object", "null"];
const otherFormats: Record<string, string[]> = {
  "date-time": ["date", "time", "iso-date-time"],
  uri: ["uri-reference", "hostname"],
  password: ["uuid"],
};
const patternEdits: [what: string, from: string | RegExp, to: string][] = [
  ["open at the start", "^", ""],
  ["open at the end", "$", ""],
  ["with nothing behind the prefix", "+", "*"],
  ["with one digit", "+", ""],
  ["with 8 digits or more", "+", "{8,}"],
  ["with 36 digits at most", "+", "{1,36}"],
  ["without capital digits", "A-F", ""],
  ["without small digits", "a-f", ""],
  ["with small letters", "a-f", "a-z"],
  ["with capital letters", "A-F", "A-Z"],
  ["without numerals", "0-9", ""],
  ["without 9", "0-9", "0-8"],
  ["without dashes", "-]", "]"],
  ["with dots", "-]", ".-]"],
  ["with any prefix", /[A-Z]{3}/, "[A-Z]{3}"],
  ["with a longer prefix", /([A-Z]{3})/, "$1T?"],
  ["with another prefix", /[A-Z]{3}/, "XXX"],
];

const mutators: Mutator[] = [
  // Schemas
  { keyword: "required", to: (value) => (Array.isArray(value) ? dropEach(value) : [[`${!value}`, !value]]) },
  {
    keyword: "required",
    where: ({ properties }) => properties,
    to: (value = [], { properties = {} }) =>
      Object.keys(properties)
        .filter((field) => !value.includes(field))
        .map((field) => [`with ${field}`, [...value, field]]),
  },
  {
    keyword: "enum",
    to: (value) => [
      ...(value.length > 1 ? dropEach(value) : []),
      ["with one more", [...value, typeof value[0] === "boolean" ? !value[0] : "UNKNOWN"]],
      dropped,
    ],
  },
  {
    keyword: "pattern",
    to: (value) => [dropped, ...patternEdits.map(([what, from, to]) => [what, value.replace(from, to)])],
  },
  {
    keyword: "minItems",
    to: (value) => [
      ["one less", value - 1],
      ["one more", value + 1],
    ],
  },
  {
    keyword: "minLength",
    to: (value) => [
      ["one less", value - 1],
      ["50 more", value + 50],
    ],
  },
  { keyword: "minLength", where: isPlainText, to: (value) => (value === undefined ? [["added", 1]] : []) },
  { keyword: "maxLength", where: isPlainText, to: () => [100, 255, 1024].map((limit) => [`of ${limit} added`, limit]) },
  {
    keyword: "maxItems",
    where: ({ type }) => type === "array",
    to: () => [1, 2, 10].map((limit) => [`of ${limit} added`, limit]),
  },
  { keyword: "uniqueItems", where: ({ type }) => type === "array", to: () => [["added", true]] },
  { keyword: "minimum", where: ({ type }) => [type].flat().includes("integer"), to: () => [["of 0 added", 0]] },
  { keyword: "maximum", where: ({ type }) => [type].flat().includes("integer"), to: () => [["of 9999 added", 9999]] },
  { keyword: "minItems", where: ({ type }) => type === "array", to: (value) => (value === undefined ? [["added", 1]] : []) },
  {
    keyword: "type",
    where: ({ type, const: value, enum: values, in: place }) => type && value === undefined && !values && !place, // a const or an enum says it already
    to: (value) => [
      dropped,
      ...types.filter((type) => ![value].flat().includes(type)).map((type) => [`or ${type}`, [...[value].flat(), type]]),
      ...(Array.isArray(value) ? dropEach(value) : []),
    ],
  },
  { keyword: "const", to: (value) => [dropped, ["another", typeof value === "boolean" ? !value : "CREATED"]] },
  { keyword: "format", to: (value) => [dropped, ...(otherFormats[value] ?? []).map((format) => [format, format])] },
  { keyword: "additionalProperties", to: () => [dropped] },
  {
    keyword: "additionalProperties",
    where: ({ properties }) => properties,
    to: (value) => (value === undefined ? [["false", false]] : []),
  },
  {
    keyword: "properties",
    to: (value) =>
      Object.keys(value).flatMap((field) => [
        [`without ${field}`, { ...value, [field]: undefined }],
        [`${field}s for ${field}`, { ...value, [field]: undefined, [`${field}s`]: value[field] }],
      ]),
  },
  { keyword: "items", to: () => [dropped] },
  { keyword: "oneOf", to: dropEach },
  { keyword: "oneOf", to: (value) => [["any number of them", undefined, { anyOf: value }]] },
  { keyword: "allOf", to: dropEach },
  {
    keyword: "$ref",
    to: (value) =>
      value.includes("/schemas/")
        ? [dropped, ...["UserGuid", "UseCases"].map((schema) => [schema, `#/components/schemas/${schema}`])]
        : [],
  },
  // The operation
  {
    keyword: "responses",
    to: (value) =>
      Object.keys(value).flatMap((status) => {
        const { [status]: response, ...others } = value;
        const other = status === "default" ? "503" : `${status.slice(0, 2)}9`;
        return [
          [`without ${status}`, others],
          [`${other} for ${status}`, { ...others, [other]: response }],
        ];
      }),
  },
  {
    keyword: "responses",
    where: ({ operationId }) => operationId,
    to: (value) =>
      ["201", "204", "403", "404", "409", "429", "4XX", "500", "503", "5XX"].map((status) => [
        `${status} added`,
        { ...value, [status]: value.default },
      ]),
  },
  {
    keyword: "content",
    to: (value) =>
      ["application/json", "application/vnd.mx.nexus.v2+json"].map((type) => [type, { [type]: Object.values(value)[0] }]),
  },
  { keyword: "type", where: ({ in: place, type }) => place && type, to: () => [["http", "http"]] },
  { keyword: "security", where: ({ operationId }) => operationId, to: () => [["none for the operation", []]] },
  { keyword: "name", where: ({ in: place }) => place, to: (value) => [["another", `X-${value}`]] },
  { keyword: "in", to: () => [["query", "query"]] },
  { keyword: "security", to: (value) => [dropped, ["optional", [...value, {}]]] },
  { keyword: "paths", to: (value) => [["another path", { "/users/{user_guid}/members": value["/members"] }]] },
  { keyword: "paths", to: (value) => [["another method", { "/members": { put: value["/members"].post } }]] },
  { keyword: "servers", to: dropEach },
];

/** One change of the description. */
export interface Mutant {
  /** Of the keyword that has changed. */
  pointer: string;
  what: string;
  apply(description: Node): void;
}

/** Every change that a mutator makes anywhere in the description. */
export function* mutantsOf(node: Node, pointer = "", isMap = false): Generator<Mutant> {
  if (typeof node !== "object" || node === null) return;
  if (!isMap && !Array.isArray(node)) {
    for (const { keyword, where, to } of mutators) {
      if (!(where ? where(node) : keyword in node)) continue;
      for (const [what, value, beside] of to(node[keyword], node) as [string, unknown, object?][]) {
        if (JSON.stringify(value) === JSON.stringify(node[keyword]) && !beside) continue;
        const apply = (description: Node) => {
          const changed = valueAt(description, pointer) as Node;
          if (value === undefined) delete changed[keyword];
          else changed[keyword] = JSON.parse(JSON.stringify(value));
          Object.assign(changed, beside);
        };
        yield { pointer: `${pointer}/${keyword}`, what, apply };
      }
    }
  }
  for (const [key, child] of Object.entries(node)) {
    if (!isMap && /^(info|tags|examples?|default|description|const|enum|x-.*)$/.test(key)) continue;
    if (pointer === "/components" && key === "examples") continue;
    const maps = /^(properties|paths|content|responses|schemas|parameters|securitySchemes)$/;
    const childPointer = `${pointer}/${escapeKey(key)}`;
    yield* mutantsOf(child, childPointer, !isMap && maps.test(key) && !Array.isArray(child));
  }
}
