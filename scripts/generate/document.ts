import type { OpenApiDocument } from "../../src/contract/document.js";
import { source, withoutKeywords } from "./text.js";

const prose = "title summary description example examples externalDocs tags x-evidence x-enumDescriptions".split(" ");

/** The contract as a verification carries it, without what only people read: a bundle of `/verify` needs no file beside it. */
export function documentModule({ root }: OpenApiDocument): string {
  return `
/** The OpenAPI document without its prose, examples and evidence. */
export const document = ${source(withoutKeywords(root, (keyword) => prose.includes(keyword)))};
`;
}
