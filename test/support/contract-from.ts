import { apiOf, operationsOf } from "../../scripts/contract/operations.js";
import { compileSchemas } from "../../scripts/generate/compile.js";
import { type Node, OpenApiDocument } from "../../src/contract/document.js";
import type { VerifiedContract } from "../../src/verify/contract.js";

/** What the engines get of an OpenAPI document, without the detour over `generated/`. */
export function contractFrom(root: Node): VerifiedContract {
  const document = new OpenApiDocument(root);
  return { api: apiOf(document), operations: operationsOf(document), schemas: compileSchemas(document), document };
}
