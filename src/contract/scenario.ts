/** The scenarios of an operation, typed by what openapi-typescript says of it. */
export type Scenarios<Operation> = Record<
  string,
  { [Status in keyof Responses<Operation>]: Scenario<Operation, Status> }[keyof Responses<Operation>]
>;

type Responses<Operation> = Operation extends { responses: infer All } ? Omit<All, "default"> : never;

interface Scenario<Operation, Status extends keyof Responses<Operation>> {
  /** HTTP status of the response. */
  status: Status;
  /** Parameters of the request, by place and name. */
  params?: Operation extends { parameters: infer Parameters } ? Parameters : never;
  /** Body of the request; undefined if there is none, or none that matches the contract. */
  request: (Operation extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never) | undefined;
  /** Body of the response. */
  response: Responses<Operation>[Status] extends { content: infer Content } ? Content[keyof Content] : undefined;
}

/** Freezes a value and everything in it. */
export function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const child of Object.values(value)) freeze(child);
  return Object.freeze(value);
}
