/**
 * Checks servers and exchanges against the contract. For Node.
 *
 * @module
 */

export type { Requests } from "./verify/checks.js";
export type { Coverage, CoverageItem, CoverageKind } from "./verify/coverage.js";
export { checkExchange, type Exchange, type ExchangeIssue, type HttpMessage } from "./verify/exchange.js";
export type { Check, Report } from "./verify/report.js";
export { type ReportFormat, writeReport } from "./verify/report-formats.js";
export { type VerifyOptions, verify } from "./verify/verify.js";
