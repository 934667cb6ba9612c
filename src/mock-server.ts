/**
 * The mock over HTTP, for Node.
 *
 * @module
 */
import type { Created } from "../generated/operations.js";
import { type RunningMock as RunningMockOf, type StartMockOptions, serveMock } from "./mock/server.js";
import { servedContract } from "./served-contract.js";

export type { StartMockOptions } from "./mock/server.js";

/** A mock that is being served. */
export type RunningMock = RunningMockOf<Created>;

/**
 * Starts a mock. It is ready when the promise resolves. Several can run in one process.
 *
 * @throws {Error} if the port is in use.
 */
export function startMock(options: StartMockOptions = {}): Promise<RunningMock> {
  return serveMock(servedContract, options);
}
