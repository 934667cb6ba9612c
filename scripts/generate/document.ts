import type { Node, OpenApiDocument } from "../../src/contract/document.js";
import { source } from "./text.js";

/** The contract as a verification carries it, without what only people read: a bundle of `/verify` needs no file beside it. */
export function documentModule({ root }: OpenApiDocument): string {
  return `
/** The OpenAPI document without its prose, examples and evidence. */
export const document = ${source(withoutProse(root))};
`;
}

const prose = "title summary description example examples externalDocs tags x-evidence x-enumDescriptions".split(" ");
const values = ["const", "default", "enum", "required"];
/** Objects whose keys are names, and no keywords. */
const maps = `paths responses content headers schemas parameters requestBodies securitySchemes properties patternProperties
  dependentSchemas $defs`.split(/\s+/);

function withoutProse(node: Node, keyword = ""): Node {
  if (typeof node !== "object" || node === null || values.includes(keyword)) return node;
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  const isMap = maps.includes(keyword);
  const entries = Object.entries<Node>(node).filter(([key]) => isMap || !prose.includes(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutProse(value, isMap ? "" : key)]));
}
