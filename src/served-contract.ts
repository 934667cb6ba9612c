/** This contract, as a mock gets it. */
import { examples } from "../generated/examples.js";
import { api, type Created, operations } from "../generated/operations.js";
import * as schemas from "../generated/requests.js";
import type { operations as OperationTypes } from "../generated/types.js";
import { type Contract, withExamples } from "./contract/contract.js";

export const servedContract: Contract = { api, operations: /* @__PURE__ */ withExamples(operations, examples), schemas };

/** The types of this contract, as a mock gets them. */
export interface ServedTypes {
  readonly scenario: KeyOfEach<(typeof examples)[keyof typeof examples]>;
  readonly request: ContentOf<OperationTypes[keyof OperationTypes] extends { requestBody?: infer Body } ? Body : never>;
  readonly response: ContentOf<ValueOfEach<OperationTypes[keyof OperationTypes]["responses"]>>;
  readonly created: Created;
}

type KeyOfEach<T> = T extends unknown ? Extract<keyof T, string> : never;
type ValueOfEach<T> = T extends unknown ? T[keyof T] : never;
type ContentOf<T> = T extends { content: infer Content } ? ValueOfEach<Content> : never;
