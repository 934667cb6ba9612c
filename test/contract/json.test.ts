import { expect, test } from "vitest";
import { filterJson, isSame } from "../../src/contract/json.js";

// What the tests of the mock and of the verification do not ask of these functions.
test.each([
  [[], {}, false],
  [{}, null, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
])("%j is the same as %j: %s", (one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
});

test("a JSON pointer says which parts to keep", () => {
  const value = { "a/b": { "m~n": 1 }, list: [{ id: 1 }, { id: 2 }], none: null };
  const kept = filterJson(value, (pointer) => !["/list/0/id", "/a~1b/m~0n"].includes(pointer));
  expect(kept).toEqual({ "a/b": {}, list: [{}, { id: 2 }], none: null });
});
