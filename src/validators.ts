/**
 * Validators of the contract's schemas, compiled ahead of time: they need no other library and no `eval`.
 *
 * @module
 */
export * from "../generated/validators.js";
export type { Issue, Validator } from "./contract/validator.js";
