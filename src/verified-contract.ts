/** This contract, as a verification gets it. */
import { document } from "../generated/document.js";
import { examples } from "../generated/examples.js";
import { api, operations } from "../generated/operations.js";
import * as requests from "../generated/requests.js";
import * as responses from "../generated/responses.js";
import { withExamples } from "./contract/contract.js";
import { OpenApiDocument } from "./contract/document.js";
import type { VerifiedContract } from "./verify/contract.js";

export const verifiedContract: VerifiedContract = {
  api,
  operations: withExamples(operations, examples),
  schemas: { ...requests, ...responses },
  document: new OpenApiDocument(document),
};
