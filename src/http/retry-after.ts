/**
 * The milliseconds that the `Retry-After` of a response asks for, as seconds or as a date; undefined if it is neither. A date is read by
 * the clock of the server, if the response has a `Date`.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("Retry-After") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = parseDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (parseDate(headers.get("Date") ?? "") ?? Date.now()));
}

/** Milliseconds of an HTTP date. */
function parseDate(value: string): number | undefined {
  const date = value.endsWith(" GMT") ? Date.parse(value) : Number.NaN; // Date.parse would take -1 or 1.5 for a date.
  return Number.isNaN(date) ? undefined : date;
}
