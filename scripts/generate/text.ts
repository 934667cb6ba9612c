/** How values, comments and parts of the document stand in a TypeScript module. */
import type { Node } from "../../src/contract/document.js";

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A value as the source of a module has it. */
export function source(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A doc comment of one paragraph. */
export function docComment(text = "", indent = ""): string {
  return text ? `${indent}/** ${text.trim().replaceAll("*/", "*\\/").replaceAll("\n", `\n${indent} * `)} */\n` : "";
}

/** Keywords whose value has names for keys. */
const mapsOfNames =
  `paths responses content headers schemas parameters requestBodies securitySchemes properties patternProperties
  dependentSchemas`.split(/\s+/);
/** Keywords whose value is data. */
const data = ["const", "default", "enum", "required", "type", "dependentRequired"];

/** A copy of a document without some of its keywords. A name, such as that of a property, is no keyword. */
export function withoutKeywords(node: Node, isLeftOut: (keyword: string) => boolean, within = ""): Node {
  if (typeof node !== "object" || node === null || data.includes(within)) return node;
  if (Array.isArray(node)) return node.map((item) => withoutKeywords(item, isLeftOut));
  const isMap = mapsOfNames.includes(within);
  const entries = Object.entries(node).filter(([key]) => isMap || !isLeftOut(key));
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutKeywords(child, isLeftOut, isMap ? "" : key)]));
}
