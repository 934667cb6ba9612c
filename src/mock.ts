/**
 * A mock that responds as Nexus would, with the scenarios of the contract. It needs no server: use its `fetch` in place of the global
 * one, or `startMock` of `nexus-members-contract/mock/server` to serve it over HTTP.
 *
 * @module
 */

import type { JournalEntry as JournalEntryOf } from "./mock/journal.js";
import { type Mock as MockOf, mockOf } from "./mock/mock.js";
import type { MockOptions as MockOptionsOf } from "./mock/options.js";
import type { MockRule as MockRuleOf } from "./mock/rules.js";
import { type ServedTypes, servedContract } from "./served-contract.js";

export type { Created } from "../generated/operations.js";
export { maxRequestSize } from "./mock/engine.js";
export type { LogDetails, MockIssue } from "./mock/log.js";
export { issuesHeader, scenarioHeader } from "./mock/reply.js";

/** A mock of the API. Its functions may be passed on alone. */
export type Mock = MockOf<ServedTypes>;

/** How a mock is set up. */
export type MockOptions = MockOptionsOf<ServedTypes>;

/** What a response is to be. What it leaves out is as usual: `{}` stands for the usual response. */
export type MockRule = MockRuleOf<ServedTypes>;

/** A request of the contract that arrived at the mock, and the response to it. */
export type JournalEntry = JournalEntryOf<ServedTypes>;

/** Makes a mock. @throws {TypeError} if an option is unknown or cannot be used. */
export function createMock(options: MockOptions = {}): Mock {
  return mockOf(servedContract, options);
}
