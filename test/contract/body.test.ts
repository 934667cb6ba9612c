import { describe, expect, test } from "vitest";
import { readJson } from "../../src/contract/body.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("a body", () => {
  test.each<[what: string, text: string, value: unknown]>([
    ["a list of objects with the same keys", '[{"a":1},{"a":1}]', [{ a: 1 }, { a: 1 }]],
    ["strings that look like keys", '{"a":"b\\":","c":["d\\\\","e"],"f":"\\\\\\":"}', { a: 'b":', c: ["d\\", "e"], f: '\\":' }],
    ["a key named __proto__", '{"__proto__":1}', JSON.parse('{"__proto__":1}')],
    ["other scripts", '{"name":"Zürich 東京 😀"}', { name: "Zürich 東京 😀" }],
  ])("that is %s is read", (_, text, value) => {
    expect(readJson(utf8(text))).toEqual({ value });
  });

  test.each<[what: string, bytes: Uint8Array, rule: string]>([
    ["that is cut in a character", utf8('"é').slice(0, 2), "utf-8"],
    ["with a byte order mark", utf8("\uFEFF{}"), "json"],
    ["with a key twice, once escaped, in a list", utf8('[{"a":1},{"b":{"c":1, "\\u0063" : 2}}]'), "repeated-key"],
  ])("%s is an issue", (_, bytes, rule) => {
    expect(readJson(bytes).problem?.rule).toBe(rule);
  });

  test.each([
    ["a string", "x"],
    ["a string of escapes", "\\n"],
    ["a string of quotes", '\\"'],
  ])("with %s of millions of characters is read", (_, part) => {
    expect(readJson(utf8(`{"a":"${part.repeat(10_000_000 / part.length)}","b":1}`)).problem).toBeUndefined();
  });

  test("that is nested deeply is read", () => {
    const depth = 100_000;
    expect(readJson(utf8("[".repeat(depth) + "]".repeat(depth))).problem).toBeUndefined();
  });
});
