import { expect, test } from "vitest";
import { filterJson, isObject, isSame, parseJson, setAt, valueAt, valuesAt, withValue } from "../../src/contract/json.js";

test.each([
  [1, 1, true],
  ["1", 1, false],
  [1, {}, false],
  [{}, 1, false],
  [{}, null, false],
  [null, {}, false],
  [[], {}, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [[1, 2], [2, 1], false],
])("%j is the same as %j: %s", (one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
});

test("an object is neither a list nor null", () => {
  expect([{}, { a: 1 }].map(isObject)).toEqual([true, true]);
  expect([[], null, "text", 1, true, undefined].filter(isObject)).toEqual([]);
});

const value = { "a/b": { "m~n": 1 }, list: [{ id: 1 }, { id: 2 }], none: null };

test("a JSON pointer leads to a value, but not to what every object has", () => {
  const pointers = ["/a~1b/m~0n", "/list/1/id", "", "/none/a", "/list/2", "/list/0/id/x", "/toString"];
  expect(pointers.map((pointer) => valueAt(value, pointer))).toEqual([1, 2, value, ...Array(4).fill(undefined)]);
  expect(valuesAt(value, "/list/0/id")).toEqual([1, 2]);
});

test("a value is put at a JSON pointer, in the value itself or in a copy", () => {
  const target = { list: [{ id: 1 }] };
  expect(withValue(target, "/list/0/id", 7)).toEqual({ list: [{ id: 7 }] });
  expect(target).toEqual({ list: [{ id: 1 }] });
  setAt(target, "/list/0/id", 8);
  expect(target).toEqual({ list: [{ id: 8 }] });
});

test("a JSON pointer says which parts to keep", () => {
  const kept = filterJson(value, (pointer) => !["/list/0/id", "/a~1b/m~0n"].includes(pointer));
  expect(kept).toEqual({ "a/b": {}, list: [{}, { id: 2 }], none: null });
});

test("a text that is no JSON has no value", () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('{"a":')).toBeUndefined();
});
