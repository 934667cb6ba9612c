/** A contract of things rather than members. */
import type { ServedOperation } from "../../src/contract/operation.js";
import { parameter, scenario, validatorOf } from "../support/operations.js";

/** What two operations have in common, down to the names of their scenarios. */
const adding = {
  method: "POST",
  security: [],
  parameters: [],
  request: { required: true, validator: validatorOf({ type: "object" }), fields: [] },
  statuses: ["200", "409"],
  creates: "/name",
  scenarios: [scenario("added", 200), scenario("taken", 409, { when: { taken: { within: "client", fields: ["/name"] } } })],
};

export const things: ServedOperation[] = [
  {
    operationId: "readThing",
    method: "GET",
    path: "/things/{guid}",
    security: [],
    parameters: [
      parameter("path", "guid", { type: "string" }, true),
      parameter("query", "depth", { type: "integer" }),
      parameter("query", "wide", { type: "boolean" }),
      parameter("query", "ratio", { type: "number" }),
      parameter("cookie", "crumb", { type: "string" }),
      parameter("path", "not-in-the-path", { type: "string" }),
      parameter("header", "X-Reason", { type: "string" }, true),
    ],
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
    request: { required: false, validator: validatorOf({ type: "object" }), fields: ["/list", "/list/0", "/odd~1name"] },
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
  { operationId: "addThing", path: "/things", ...adding },
  { operationId: "addPart", path: "/things/{guid}", ...adding },
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
