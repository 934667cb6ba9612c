import type { ServerOptions } from "../http/base-url.js";
import { millisecondsOption, type Requirements, signalOption, uncheckedOption } from "../http/options.js";
import type { Requests } from "./requests.js";

/** Which server is verified, and with what. */
export type VerifyOptions<Server extends string = string> = ServerOptions<Server> & {
  /** Identifies the user whose data is created. Required unless the server is on this machine, or reached by http. */
  sessionToken?: string | undefined;
  /**
   * Requests that the server accepts, in the form of `examples`: by operation and scenario, each with `params` or `request`. Required
   * like `sessionToken`, because the examples of the contract fit only a server that stands in. `{unique}` in a string becomes a UUID.
   */
  requests?: Requests | undefined;
  /** Leaves out every check whose name contains one of these. */
  skip?: readonly string[] | undefined;
  /** More headers for every request, such as those that a gateway asks for. They are in no report. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** How many milliseconds a complete response may take. Default: 10,000. */
  timeout?: number | undefined;
  /** How many milliseconds to wait for a server that is still starting. Default: 0. */
  wait?: number | undefined;
  /** How many milliseconds the verification may take. Default: 600,000. */
  budget?: number | undefined;
  /**
   * Adds what was sent and what came back to each check that failed, as `exchange`: `masked` without token and free text, such as
   * credentials, `values` without the token alone.
   */
  exchanges?: "masked" | "values" | undefined;
  /** Aborts the verification. */
  signal?: AbortSignal | undefined;
};

export const verifyRequirements: Requirements<VerifyOptions> = {
  server: uncheckedOption,
  baseUrl: uncheckedOption,
  allowInsecureHttp: uncheckedOption,
  sessionToken: uncheckedOption,
  requests: uncheckedOption,
  skip: { accepts: (value) => Array.isArray(value), text: "a list of texts" },
  headers: uncheckedOption,
  timeout: millisecondsOption,
  wait: { ...millisecondsOption, accepts: (value) => value === 0 || millisecondsOption.accepts(value) },
  budget: millisecondsOption,
  exchanges: { accepts: (value) => value === "masked" || value === "values", text: "masked or values" },
  signal: signalOption,
};
