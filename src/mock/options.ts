import { functionOption, type Requirement, type Requirements } from "../http/options.js";
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

export const booleanOption: Requirement = { accepts: (value) => typeof value === "boolean", text: "true or false" };

export const mockRequirements: Requirements<MockOptions> = {
  stateful: booleanOption,
  journal: booleanOption,
  log: functionOption,
  user: functionOption,
  otherwise: functionOption,
  basePath: { accepts: isBasePath, text: "a path that begins with a slash and does not end in one, such as /nexus" },
};

function isBasePath(value: unknown): boolean {
  if (typeof value !== "string") return false;
  return value === "" || (/^\/.*[^/]$/.test(value) && new URL(value, "http://mock").pathname === value);
}
