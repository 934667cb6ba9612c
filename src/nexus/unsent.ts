/**
 * What errors of `fetch` tell of the request. They are told by their shape, never by their class: they may come from another realm, as
 * in Jest and jsdom.
 */

interface ErrorLike {
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
  /^(UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_SSL_UNSUPPORTED_PROTOCOL|ERR_SSL_\w+_ALERT_PROTOCOL_VERSION)$/;

/** Messages of Node's errors that have no code of their own, or one that others have as well. */
const earlyMessages =
  /^(bad port|Client network socket disconnected before secure TLS connection was established|Proxy response \(\d+\) .*)$/;

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
