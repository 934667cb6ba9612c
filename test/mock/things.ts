/** A contract of things rather than members. */
import type { OperationScenario, ServedOperation } from "../../src/operation.js";
import { validator } from "../../src/validator.js";

/** A validator of values of one type. */
function isType(type: string) {
  const compiled = Object.assign(
    (value: unknown) => {
      const valid = (Array.isArray(value) ? "array" : typeof value) === type;
      compiled.errors = valid ? null : [{ instancePath: "", keyword: "type", message: `must be ${type}`, params: {} }];
      return valid;
    },
    { errors: null as null | object[] },
  );
  return validator<unknown>(compiled as never);
}

const scenario = (name: string, status: number, more: Partial<OperationScenario> = {}): OperationScenario => ({
  name,
  status,
  request: undefined,
  response: { name },
  when: {},
  repeats: [],
  unique: {},
  ...more,
});
const parameter = (place: string, name: string, type: string, required = false) => ({
  in: place,
  name,
  required,
  type,
  validator: isType(type),
});

export const things: ServedOperation[] = [
  {
    operationId: "readThing",
    method: "GET",
    path: "/things/{guid}",
    security: [],
    parameters: [
      parameter("path", "guid", "string", true),
      parameter("query", "depth", "integer"),
      parameter("query", "wide", "boolean"),
      parameter("query", "ratio", "number"),
      parameter("cookie", "crumb", "string"),
      parameter("path", "not-in-the-path", "string"),
      parameter("header", "X-Reason", "string", true),
    ].map((one) => (one.type === "integer" ? { ...one, validator: isType("number") } : one)),
    statuses: ["200", "404"],
    scenarios: [
      scenario("found", 200),
      scenario("deep", 200, { params: { query: { depth: 7 } } }),
      scenario("gone", 404, { params: { path: { guid: "THG-0" } } }),
      scenario("deep-and-wide", 404, { params: { query: { depth: 9, wide: true } } }),
    ],
  },
  {
    operationId: "keepThing",
    method: "PUT",
    path: "/things/{guid}",
    security: ["x-key", "x-other-key"],
    parameters: [],
    request: { required: false, validator: isType("object"), fields: ["/list", "/list/0", "/odd~1name"] },
    statuses: ["204", "400"],
    scenarios: [
      scenario("kept", 204, { request: { list: [1] }, response: undefined }),
      scenario("pair", 400, { request: { one: 1, two: 2 }, when: { same: ["/one", "/two"] } }),
      scenario("as-list", 200, {
        request: { list: { 0: 1 } },
        unique: { "/number": "request", "/name": "token" },
        response: { number: 1, name: "THG-1" },
      }),
    ],
  },
  {
    operationId: "dropThings",
    method: "DELETE",
    path: "/things",
    security: [],
    parameters: [],
    statuses: ["409"],
    scenarios: [scenario("in-use", 409)],
  },
];
