import type { LogDetails } from "./log.js";
import type { Mock, MockTypes } from "./mock.js";

/** How a mock is set up. */
export interface MockOptions<Types extends MockTypes = MockTypes> {
  /**
   * Remembers what requests create, for each user, and rejects what is taken. Default: the same request leads to the same response each
   * time.
   */
  stateful?: boolean | undefined;
  /** Keeps the journal, `mock.requests`. Default: true. */
  journal?: boolean | undefined;
  /** Called for each response with one line. It has neither tokens nor the query nor values of the body. */
  log?: ((line: string, details: LogDetails) => void) | undefined;
  /**
   * The user that a session token stands for. Default: the token without a number behind a dot at its end, so that `anna` and `anna.2`
   * are tokens of the same user.
   */
  user?: ((sessionToken: string) => string) | undefined;
  /** Responds to requests that the contract does not have. Undefined stands for the usual response, a 404 or 405. */
  otherwise?: ((request: Request, mock: Mock<Types>) => Response | undefined | Promise<Response | undefined>) | undefined;
  /** A path in front of those of the contract, such as `/nexus`. Default: none. */
  basePath?: string | undefined;
}

export const mockOptions: Record<keyof MockOptions, string> = {
  stateful: "boolean",
  journal: "boolean",
  log: "function",
  user: "function",
  otherwise: "function",
  basePath: "string",
};

/** @param types The type of each option, by name. @throws {TypeError} if there is another option, or one of another type. */
export function checkOptions(options: object, types: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(types, name))
      throw new TypeError(`The mock has no option ${name}. It has: ${Object.keys(types).join(", ")}.`);
    if (value !== undefined && typeof value !== types[name])
      throw new TypeError(`The option ${name} of the mock must be a ${types[name]}.`);
  }
}

/** @throws {TypeError} if it is not a path that can stand in front of others. */
export function checkBasePath(basePath: string) {
  if (basePath === "" || (/^\/.*[^/]$/.test(basePath) && new URL(basePath, "http://mock").pathname === basePath)) return;
  throw new TypeError("basePath must be a path that begins with a slash and does not end in one, such as /nexus.");
}
