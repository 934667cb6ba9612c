import { expect, test } from "vitest";
import { guidFor, hash } from "../../src/mock/guids.js";

test("the same text leads to the same GUID, with the prefix of the example", () => {
  expect(guidFor("MBR-1", "one")).toBe(guidFor("MBR-2", "one"));
  expect(guidFor("USR-1", "one")).toBe(guidFor("MBR-1", "one").replace("MBR", "USR"));
  expect(guidFor("MBR-1", "one")).toMatch(/^MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("the GUID of a text stays the same in later versions: tests may have written it down", () => {
  expect(guidFor("MBR-1", "link-1001")).toBe("MBR-b2290782-b539-ca1c-e3a5-57dd136da3e1");
});

test("texts that differ little have GUIDs that differ everywhere, and no two share one", () => {
  const texts = Array.from({ length: 100_000 }, (_, index) => `["user-${index % 50}",{"external_guid":"link-${index}"}]`);
  const hashes = texts.map(hash);
  expect(new Set(hashes).size).toBe(texts.length);
  // Each 32 bits alone: among so many random numbers about one pair is alike.
  for (const start of [0, 8, 16, 24]) {
    expect(new Set(hashes.map((digits) => digits.slice(start, start + 8))).size).toBeGreaterThan(texts.length - 10);
  }
});

test.each([
  ["one character more", "ab", "abc"],
  ["a character of value 0 more", "a", "a\0"],
  ["two characters changed about", "ab", "ba"],
  ["nothing", "", "\0"],
])("%s makes another GUID", (_, one, other) => {
  expect(hash(one)).not.toBe(hash(other));
});
