/**
 * A mock that responds as Nexus would, with the scenarios of the contract. It needs no server: use its `fetch` in place of the global
 * one, or `startMock` of `nexus-members-contract/mock/server` to serve it over HTTP.
 *
 * @module
 */
export type { Created } from "../generated/operations.js";
export { issuesHeader, type MockOptions, maxRequestSize, scenarioHeader } from "./mock/engine.js";
export type { NextResponse } from "./mock/faults.js";
export type { JournalEntry } from "./mock/journal.js";
export { createMock, type Mock } from "./mock/mock.js";
export type { MockIssue } from "./mock/request.js";
