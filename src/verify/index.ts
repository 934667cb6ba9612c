/**
 * Checks servers and exchanges against the contract. For Node.
 *
 * @module
 */

export type { Requests } from "./checks.js";
export type { Coverage, CoverageItem, CoverageKind } from "./coverage.js";
export { checkExchange, type Exchange, type ExchangeIssue, type HttpMessage } from "./exchange.js";
export type { Check, Report } from "./report.js";
export { type ReportFormat, writeReport } from "./report-formats.js";
export { type VerifyOptions, verify } from "./verify.js";
