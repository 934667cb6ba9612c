import { expect, test } from "vitest";
import { classify } from "../../src/nexus/verdict.js";
import { created } from "./client.js";

const response = (status: number, body: unknown = {}) => ({
  response: new Response(null, { status }),
  text: typeof body === "string" ? body : JSON.stringify(body),
});
const noResponse = { failure: "network", cause: undefined } as const;
const expired = { error: { code: 4011 } };

test.each<[string, Parameters<typeof classify>[0], "success" | "open" | "open, final" | "temporary" | "token" | "final"]>([
  ["200 with a member", response(200, created), "success"],
  ["201 with a member", response(201, created), "success"],
  ["200 without a member", response(200), "open"],
  ["200 that is no JSON", response(200, "<h1>Hello</h1>"), "open"],
  ["204", response(204, ""), "open"],
  ["302", response(302), "open, final"],
  ["400", response(400), "final"],
  ["400 with the code of an expired session", response(400, expired), "token"],
  ["401", response(401), "token"],
  ["403 with that code as a string", response(403, { error: { code: "4011" } }), "token"],
  ["400 with a code that is no text", response(400, { error: { code: { toString: 1, valueOf: 1 } } }), "final"],
  ["408", response(408), "open"],
  ["408 with the code of an expired session", response(408, expired), "open"],
  ["421", response(421), "final"],
  ["422", response(422), "open, final"],
  ["429", response(429), "temporary"],
  ["500", response(500), "open"],
  ["500 with the code of an expired session", response(500, expired), "open"],
  ["503", response(503), "open"],
  ["no response to a request that may have been sent", { ...noResponse, maybeSent: true, isTemporary: true }, "open"],
  ["no connection", { ...noResponse, maybeSent: false, isTemporary: true }, "temporary"],
  ["an abort", { ...noResponse, maybeSent: true, isTemporary: false }, "open, final"],
])("what %s means, if the member has an external_guid", (_, outcome, meaning) => {
  const { success, mayExist, isTokenRejected, isTemporary } = classify(outcome, true);
  expect({ success: success !== undefined, mayExist, isTokenRejected, isTemporary }).toEqual({
    success: meaning === "success",
    mayExist: meaning.startsWith("open"),
    isTokenRejected: meaning === "token",
    isTemporary: meaning === "open" || meaning === "temporary",
  });
});

test("422 without an external_guid is final", () => {
  expect(classify(response(422), false)).toMatchObject({ mayExist: false, isTemporary: false });
});
