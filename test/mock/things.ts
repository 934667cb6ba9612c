/** A contract of things rather than members. */
import { contractOf, parameter, scenario, type TestOperation } from "../support/operations.js";

/** What two operations have in common, down to the names of their scenarios. */
const adding = {
  method: "POST",
  request: { required: true, schema: { type: "object" }, fields: [] },
  responses: { 200: {}, 409: {} },
  created: "/name",
  scenarios: [scenario("added", 200), scenario("taken", 409, { when: { taken: { within: "client", fields: ["/name"] } } })],
};

const errorMessage = "/problems/detail";

const operations: TestOperation[] = [
  {
    errorMessage,
    operationId: "readThing",
    method: "GET",
    path: "/things/{guid}",
    parameters: [
      parameter("path", "guid", { type: "string" }, true),
      parameter("query", "depth", { type: "integer" }),
      parameter("query", "wide", { type: "boolean" }),
      parameter("query", "ratio", { type: "number" }),
      parameter("path", "not-in-the-path", { type: "string" }),
      parameter("header", "X-Reason", { type: "string" }, true),
    ],
    responses: { 200: {}, 404: {} },
    scenarios: [
      scenario("found", 200),
      scenario("deep", 200, { params: { query: { depth: 7 } } }),
      scenario("gone", 404, { params: { path: { guid: "THG-0" } } }),
      scenario("deep-and-wide", 404, { params: { query: { depth: 9, wide: true } } }),
    ],
  },
  {
    errorMessage,
    operationId: "keepThing",
    method: "PUT",
    path: "/things/{guid}",
    security: ["x-key", "x-other-key"],
    unique: { "/number": "request", "/name": "token" },
    request: { required: false, schema: { type: "object" }, fields: ["/list", "/list/0", "/odd~1name"] },
    responses: { 204: undefined, 400: {} },
    scenarios: [
      scenario("kept", 204, { request: { list: [1] }, response: undefined }),
      scenario("pair", 400, { request: { one: 1, two: 2 }, when: { same: ["/one", "/two"] } }),
      scenario("as-list", 200, {
        request: { list: { 0: 1 } },
        response: { number: 1, name: "THG-1" },
        headers: { Location: "/things/THG-1" },
      }),
    ],
  },
  { errorMessage, operationId: "addThing", path: "/things", ...adding },
  { errorMessage, operationId: "addPart", path: "/things/{guid}", ...adding },
  {
    errorMessage,
    operationId: "dropThings",
    method: "DELETE",
    path: "/things",
    responses: { 409: {} },
    scenarios: [scenario("in-use", 409)],
  },
];

export const things = contractOf({ title: "Things", version: "1.2.3", servers: {}, mediaType: "application/json" }, operations);
