/** This contract, as a mock gets it. */
import { examples } from "../generated/examples.js";
import { api, operations } from "../generated/operations.js";
import * as schemas from "../generated/requests.js";
import { type Contract, withExamples } from "./contract/contract.js";

export const servedContract: Contract = { api, operations: /* @__PURE__ */ withExamples(operations, examples), schemas };
