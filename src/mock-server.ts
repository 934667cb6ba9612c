/**
 * The mock over HTTP, for Node.
 *
 * @module
 */
import { type RunningMock as RunningMockOf, type StartMockOptions as StartMockOptionsOf, serveMock } from "./mock/server.js";
import { type ServedTypes, servedContract } from "./served-contract.js";

/** A mock that is being served. */
export type RunningMock = RunningMockOf<ServedTypes>;

/** How a mock is served. */
export type StartMockOptions = StartMockOptionsOf<ServedTypes>;

/**
 * Starts a mock. It is ready when the promise resolves. Several can run in one process.
 *
 * @throws {Error} if the port is in use.
 * @throws {TypeError} if an option is unknown or cannot be used.
 */
export function startMock(options: StartMockOptions = {}): Promise<RunningMock> {
  return serveMock(servedContract, options);
}
