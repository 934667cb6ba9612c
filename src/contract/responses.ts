import type { Operation, ResponseDescription } from "./contract.js";
import { keysOf, setAt, valueAt } from "./json.js";

/** Under which key the contract has the response with a status, if it has one. `default` is for errors. */
export function responseKeyOf({ responses }: Pick<Operation, "responses">, status: number): string | undefined {
  const keys = [String(status), `${String(status)[0]}XX`, ...(status >= 400 ? ["default"] : [])];
  return keys.find((key) => responses[key] !== undefined);
}

/**
 * The body of an error that the contract has no example of, with a message where the contract has a place for one. An error that the
 * contract does not have looks like another one of the operation.
 *
 * @returns undefined if the contract says that there is no body.
 */
export function errorBody(operation: Pick<Operation, "responses" | "errorMessage">, status: number, message: string): unknown {
  const { responses } = operation;
  const key = responseKeyOf(operation, status);
  const others = Object.keys(responses).filter((other) => !(Number(other) < 400));
  const response: ResponseDescription = responses[key ?? others[0] ?? ""] ?? {};
  if (key !== undefined && !response.schema) return undefined;
  const { errorModel, errorMessage = operation.errorMessage ?? "" } = response;
  if (errorModel === undefined) return keysOf(errorMessage).reduceRight<unknown>((child, name) => ({ [name]: child }), message);
  const body = structuredClone(errorModel);
  const hasPlace = errorMessage !== "" && valueAt(body, errorMessage.slice(0, errorMessage.lastIndexOf("/"))) !== undefined;
  if (hasPlace) setAt(body, errorMessage, message);
  return body;
}
