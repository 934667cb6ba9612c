import { describe, expect, test } from "vitest";
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

describe("a JSON pointer", () => {
  const value = { "a/b": { "m~n": 1 }, list: [{ id: 1 }, { id: 2 }], none: null };

  test("leads to a value, also through names with / and ~", () => {
    expect(valueAt(value, "/a~1b/m~0n")).toBe(1);
    expect(valueAt(value, "/list/1/id")).toBe(2);
    expect(valueAt(value, "")).toBe(value);
  });

  test("leads to nothing where there is nothing, nor what every object has", () => {
    for (const pointer of ["/none/a", "/list/2", "/list/0/id/x", "/toString"]) expect(valueAt(value, pointer)).toBeUndefined();
  });

  test("stands for every item of a list", () => {
    expect(valuesAt(value, "/list/0/id")).toEqual([1, 2]);
  });

  test("is where a value is put, in the value itself or in a copy", () => {
    const target = { list: [{ id: 1 }] };
    expect(withValue(target, "/list/0/id", 7)).toEqual({ list: [{ id: 7 }] });
    expect(target).toEqual({ list: [{ id: 1 }] });
    setAt(target, "/list/0/id", 8);
    expect(target).toEqual({ list: [{ id: 8 }] });
  });

  test("says which parts to keep", () => {
    const seen: string[] = [];
    const kept = filterJson(value, (pointer) => {
      seen.push(pointer);
      return !pointer.endsWith("/id");
    });
    expect(kept).toEqual({ "a/b": { "m~n": 1 }, list: [{}, {}], none: null });
    expect(seen).toContain("/a~1b/m~0n");
  });
});

test("a text that is no JSON has no value", () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('{"a":')).toBeUndefined();
});
