/**
 * A mock that responds as Nexus would, with the scenarios of the contract. It needs no server: use its `fetch` in place of the global
 * one, or `startMock` of `nexus-members-contract/mock/server` to serve it over HTTP.
 *
 * @module
 */
import type { Created } from "../generated/operations.js";
import type { MockOptions } from "./mock/engine.js";
import { type Mock as MockOf, mockOf } from "./mock/mock.js";
import { servedContract } from "./served-contract.js";

export type { Created } from "../generated/operations.js";
export { issuesHeader, type MockOptions, maxRequestSize, scenarioHeader } from "./mock/engine.js";
export type { NextResponse } from "./mock/faults.js";
export type { MockIssue } from "./mock/issues.js";
export type { JournalEntry } from "./mock/journal.js";

/** A mock of the API. Its functions may be passed on alone. */
export type Mock = MockOf<Created>;

/** Makes a mock. */
export function createMock(options: MockOptions = {}): Mock {
  return mockOf(servedContract, options);
}
