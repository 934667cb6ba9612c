/** A contract as the mock and the verification get it: plain data, and the compiled schemas that they need. */

export interface Contract {
  readonly api: {
    readonly title: string;
    readonly version: string;
    /** Base URLs by name, without a slash at the end. */
    readonly servers: Readonly<Record<string, string>>;
    /** Media type of every request and response. */
    readonly mediaType: string;
  };
  readonly operations: readonly Operation[];
  /** By the names that the operations use. A mock gets those of requests alone: those of responses weigh most. */
  readonly schemas: CompiledSchemas;
}

export interface Operation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  /** The path template, such as `/things/{guid}`. */
  readonly path: string;
  /** Alternatives: the request header that carries the token; null where the operation also takes requests without one. */
  readonly security: readonly (SecurityHeader | null)[];
  readonly parameters: readonly Parameter[];
  readonly request?: {
    readonly required: boolean;
    /** Name of the compiled schema. */
    readonly schema: string;
    /** The fields that are no secret, by JSON pointer; the index 0 stands for every item of a list. */
    readonly fields: readonly string[];
  };
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, ResponseDescription>>;
  /** Where an error body has its message, as a JSON pointer, unless its response says otherwise: `x-mock-message` of the contract. */
  readonly errorMessage?: string;
  /** For an operation that creates: where a success has what was created, as a JSON pointer: `x-mock-created` of the contract. */
  readonly created?: string;
  /** For an operation that returns what another one created: where it is in a success, and which field has the value of which path parameter. */
  readonly found?: { readonly at: string; readonly field: string; readonly parameter: string };
  /** The fields of a success that have the value of a path parameter: the names of the parameters, by JSON pointer. */
  readonly pathFields?: Readonly<Record<string, string>>;
  /** The fields of a success that repeat the request, by JSON pointer. */
  readonly repeats: Readonly<Record<string, RepeatedField>>;
  /** The fields of a success that differ for every `request`, or for every `token`, by JSON pointer: `x-mock-unique`. */
  readonly unique: Readonly<Record<string, "request" | "token">>;
  readonly scenarios: readonly Scenario[];
}

export interface SecurityHeader {
  /** In lower case. */
  readonly header: string;
  readonly scheme: "apiKey" | "bearer";
}

export interface Parameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
  readonly required: boolean;
  /** The JSON type of its value, which travels as a string. */
  readonly type: string;
  /** For a list: the JSON type of its items. */
  readonly itemType?: string;
  /** For a list in a query: whether each item is a parameter of its own, rather than all in one with commas between. */
  readonly explode: boolean;
  /** Name of the compiled schema. */
  readonly schema: string;
}

export interface ResponseDescription {
  /** Name of the compiled schema of the body; absent if there is none. */
  readonly schema?: string;
  readonly headers?: readonly ResponseHeader[];
  /** Of an error: where its body has its message, as a JSON pointer. */
  readonly errorMessage?: string;
  /** Of an error: an example, if a body with a message alone would not match the schema. */
  readonly errorModel?: unknown;
}

/** A header of a response. */
export type ResponseHeader = Omit<Parameter, "in"> & { readonly in: "header" };

export interface RepeatedField {
  /** Its value if the request is silent. */
  readonly otherwise?: unknown;
  /** Whether it is left out if the request is silent. If neither, it stays as in the example. */
  readonly absent?: boolean;
}

/** A request of the contract, its response, and how to recognize similar requests. */
export interface Scenario extends Example {
  readonly name: string;
  readonly when: ScenarioCondition;
  /** The headers of the response that the contract describes, as they are sent. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of a scenario that are examples of the contract. */
export interface Example {
  readonly status: number;
  /** Values of parameters, by place and name. */
  readonly params?: ParameterValues;
  readonly request?: unknown;
  /** Absent where the response has no body. */
  readonly response?: unknown;
}

/** Values of parameters, by place and name. */
export type ParameterValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** When a scenario is the response to a request that is not exactly its own: `x-mock-when` of the contract. */
export interface ScenarioCondition {
  /** The request has the same values as the example at these JSON pointers; an index stands for every item of a list. */
  readonly same?: readonly string[];
  /** The request lacks the required field at this JSON pointer. */
  readonly missing?: string;
  /** The request does not match the contract. */
  readonly invalid?: boolean;
  /** The token has this value; null stands for a request without one. */
  readonly token?: string | null;
  /**
   * With state: something created before has the same values at these JSON pointers of its request, where an index is just that item.
   * It counts whatever this `client` created, or what the same `user` did.
   */
  readonly taken?: { readonly within: "user" | "client"; readonly fields: readonly string[] };
  /** Nothing else fits. */
  readonly otherwise?: boolean;
}

/** A schema as Ajv compiles it. */
export interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

export type CompiledSchemas = Readonly<Record<string, CompiledSchema>>;

/** An error of a compiled schema. */
export interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: {
    readonly type?: string | readonly string[];
    readonly missingProperty?: string;
    readonly additionalProperty?: string;
    readonly unevaluatedProperty?: string;
    /** Of an enum: whether it may grow. */
    readonly extensible?: boolean;
    /** Of a union: the names of the compiled schemas of its variants. */
    readonly variants?: readonly string[];
    /** Of a union: the property that tells its variants apart. */
    readonly tag?: string;
  };
}

/** Operations as they are generated, without the examples of their scenarios. */
type OperationData = Omit<Operation, "scenarios"> & { readonly scenarios: readonly Omit<Scenario, keyof Example>[] };

/** Joins generated operations and generated examples, each of which has its part of a scenario. */
export function withExamples(
  operations: readonly OperationData[],
  examples: Readonly<Record<string, Readonly<Record<string, Example>>>>,
): Operation[] {
  return operations.map((operation) => {
    const own = examples[operation.operationId] ?? {};
    return {
      ...operation,
      scenarios: operation.scenarios.map((scenario) => ({ ...scenario, ...(own[scenario.name] as Example) })),
    };
  });
}
