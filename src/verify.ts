/**
 * Checks servers and exchanges against the contract. For Node.
 *
 * @module
 */
import type { servers } from "../generated/contract.js";
import { verifiedContract } from "./verified-contract.js";
import { checkExchange as checkExchangeOf, type Exchange, type ExchangeIssue } from "./verify/exchange.js";
import type { VerifyOptions as VerifyOptionsOf } from "./verify/options.js";
import type { Report } from "./verify/report.js";
import { verifyOf } from "./verify/verify.js";

export type { Exchange, ExchangeIssue, HttpMessage } from "./verify/exchange.js";
export type { Check, Coverage, CoverageItem, Report } from "./verify/report.js";
export { type ReportFormat, writeReport } from "./verify/report-formats.js";
export type { GivenRequest, Requests } from "./verify/requests.js";

/** Which server is verified, and with what. */
export type VerifyOptions = VerifyOptionsOf<keyof typeof servers>;

/**
 * Sends the requests of the contract to a server, and requests that it must reject, and checks each response.
 *
 * @throws {TypeError} if an option cannot be used; nothing was sent then.
 * @throws what `signal` was aborted with.
 */
export function verify(options: VerifyOptions): Promise<Report> {
  return verifyOf(verifiedContract, options);
}

/**
 * The issues of an exchange, at most 100 of each message; empty if it conforms. A request that the server rejected is not checked: it
 * may be wrong. Unknown values of extensible enums are issues here. Pointers may contain field names of the exchange; nothing else of it
 * is repeated.
 */
export function checkExchange(exchange: Exchange): ExchangeIssue[] {
  return checkExchangeOf(verifiedContract, exchange);
}
