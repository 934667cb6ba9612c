/**
 * The scenarios of the contract as fixtures.
 *
 * @module
 */
import { examples as scenarios } from "../generated/examples.js";
import { freeze } from "./contract/freeze.js";

/**
 * The scenarios of the contract, by operation and name: the request, the status, and the body of the response. Scenarios without a
 * request are responses to requests that do not match the contract, or that have no valid session. Nobody can change them by
 * accident: they are frozen.
 */
export const examples = /* @__PURE__ */ freeze(scenarios);
