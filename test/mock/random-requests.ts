/** Random requests: as they should be, changed somewhere, or broken. */
import fc from "fast-check";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { mutated, valuesOf } from "../support/arbitraries.js";
import { contract, requiredHeaders } from "../support/contract.js";
import { operation, type Sent } from "./transports.js";

const schema = contract.bodyOf(contract.operations[0]?.requestBody)?.schema;

/** Bodies that match the contract. */
const validBodies = fc.oneof(
  { weight: 4, arbitrary: valuesOf(schema) },
  { weight: 1, arbitrary: fc.constantFrom(...operation.scenarios.flatMap(({ request }) => request ?? [])) },
);

const json = fc.oneof(
  { weight: 6, arbitrary: validBodies },
  { weight: 8, arbitrary: mutated(validBodies) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const texts = json.map((value) => JSON.stringify(value));
const bodies = fc.oneof(
  { weight: 12, arbitrary: texts },
  { weight: 1, arbitrary: texts.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

const headerValue = fc.stringMatching(/^[ -~]{0,20}$/);
const named = (name: string, values: fc.Arbitrary<string>) => values.map((value) => ({ [name]: value }));
const nothing = fc.constant({});
const mostly = (usual: fc.Arbitrary<object>, weight: number, ...others: fc.Arbitrary<object>[]) =>
  fc.oneof({ weight, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })));

/** Any request, most of which are about right. */
export const sentRequests: fc.Arbitrary<Required<Omit<Sent, "body" | "latin1">>> = fc.record({
  method: fc.oneof(
    { weight: 20, arbitrary: fc.constant(operation.method) },
    { weight: 1, arbitrary: fc.constantFrom("GET", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "TRACE") },
  ),
  path: fc.oneof(
    { weight: 20, arbitrary: fc.constant(operation.path) },
    { weight: 1, arbitrary: fc.webPath().map((path) => `/${path}`) },
  ),
  headers: fc
    .tuple(
      mostly(fc.constant({ [sessionTokenHeader]: "t" }), 20, nothing, fc.constant({ [sessionTokenHeader]: "" })),
      mostly(
        fc.constant({ "Content-Type": mediaType }),
        20,
        nothing,
        named("Content-Type", headerValue),
        named("Content-Type", fc.constantFrom("application/json", "application/json; charset=utf-8", "text/plain", "a/b, c/d")),
      ),
      mostly(
        nothing,
        20,
        named("Accept", headerValue),
        named(
          "Accept",
          fc.constantFrom(mediaType, "application/json", "*/*", "*/*;q=0", "application/*", `text/html, ${mediaType}`),
        ),
      ),
      mostly(
        nothing,
        20,
        ...operation.parameters.map(({ name }) => named(name, fc.constantFrom("true", "false", "1", "", "yes"))),
      ),
    )
    .map((parts): Record<string, string> => Object.assign({}, requiredHeaders, ...parts)),
  text: bodies,
});
