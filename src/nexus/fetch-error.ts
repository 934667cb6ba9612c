/**
 * What errors of `fetch` tell of the request, and what of them a caller may see. They are told by their shape, never by their class: they
 * may come from another realm, as in Jest and jsdom.
 */
import { TimeoutError } from "../http/deadline.js";
import { leftOut } from "./secrets.js";

interface ErrorLike {
  name?: unknown;
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  input?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/**
 * Codes of a connection that ended before the request: no connection in time, a certificate that is not trusted, no common version of
 * TLS. Not those that can come after the request too: under TLS 1.3 a server that misses the client's certificate says so after it.
 */
const handshakeCodes =
  /^(UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|(DEPTH_ZERO_)?SELF_SIGNED_|UNABLE_TO_|ERR_SSL_\w+_PROTOCOL)/;

/** Messages of Node's errors that have no code of their own, or one that others have as well. */
const earlyMessages = /^(bad port$|Client network socket disconnected before secure TLS|Proxy response \()/;

/**
 * Whether nothing of the request can have been sent: each of its errors ended looking up the host, connecting or the handshake of TLS.
 * Only true of errors of the runtime's own `fetch`.
 */
export function wasNeverSent(error: unknown): boolean {
  return rootsOf(error).every(
    ({ code, syscall, message }) =>
      syscall === "connect" ||
      syscall === "getaddrinfo" ||
      handshakeCodes.test(String(code)) ||
      earlyMessages.test(String(message)),
  );
}

/** Whether Node's `fetch` made this error of a 407: depending on the version, it leaves the message empty. */
export function isProxyAuthentication(error: unknown): boolean {
  return rootsOf(error).every(
    ({ code, message }) => code === undefined && (message === "" || message === "proxy authentication required"),
  );
}

/** Whether a `fetch` took the Request for a URL, as that of another library does. */
export function takesNoRequest(error: unknown): boolean {
  return rootsOf(error).every(({ input, message }) => /\[object Request\]|Only absolute URLs/.test(`${input} ${message}`));
}

/** The errors at the end of an error's causes, and of the errors that it collects. At least one. */
function rootsOf(error: unknown, depth = 4): ErrorLike[] {
  try {
    const { code, syscall, message, input, cause, errors } = (error ?? {}) as ErrorLike;
    if (depth > 0 && Array.isArray(errors) && errors.length > 0) return errors.flatMap((each) => rootsOf(each, depth - 1));
    if (depth > 0 && cause !== undefined) return rootsOf(cause, depth - 1);
    return [{ code, syscall, message, input }];
  } catch {
    return [{}]; // A property that throws.
  }
}

/** Names of errors that `fetch` throws; those of undici itself have a code. Any other name may be made of anything. */
const knownNames = /^(Abort|Aggregate|Network|Syntax|Timeout|Type)?Error$/;

/**
 * A copy of an error with a known name, its code and system call, and those of its causes. Its message and all else are left out: the
 * error of a custom `fetch` may hold the whole request.
 */
export function withoutDetails(error: unknown, depth = 3): Error {
  try {
    if (error instanceof TimeoutError) return error; // Ours.
    const { name, code, syscall, cause, errors } = (error ?? {}) as ErrorLike;
    const known = { ...ifSafe("syscall", syscall, /^[a-z]{1,20}$/), ...ifSafe("code", code, /^[A-Z][A-Z0-9_]+$/) };
    const message = Object.values(known).join(" ") || leftOut;
    const copy = Object.assign(new Error(message), known, ifSafe("name", name, knownNames));
    if (depth > 0 && cause !== undefined) copy.cause = withoutDetails(cause, depth - 1);
    if (depth > 0 && Array.isArray(errors))
      Object.assign(copy, { errors: errors.slice(0, 10).map((each) => withoutDetails(each, depth - 1)) });
    return copy;
  } catch {
    return new Error(leftOut); // A property throws.
  }
}

function ifSafe(key: string, value: unknown, pattern: RegExp): object | undefined {
  return typeof value === "string" && pattern.test(value) ? { [key]: value } : undefined;
}
