/**
 * A mock that responds as Nexus would, with the scenarios of the contract. It needs no server: use its `fetch` in place of the global
 * one, or `startMock` of `nexus-members-contract/mock/server` to serve it over HTTP.
 *
 * @module
 */
export type { Created } from "../../generated/operations.js";
export { issuesHeader, type MockOptions, maxRequestSize, scenarioHeader } from "./engine.js";
export type { NextResponse } from "./faults.js";
export type { JournalEntry } from "./journal.js";
export { createMock, type Mock } from "./mock.js";
export type { MockIssue } from "./request.js";
