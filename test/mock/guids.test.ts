import { expect, test } from "vitest";
import { guidFor, hash } from "../../src/mock/guids.js";

test("the same text leads to the same GUID, with the prefix of the example", () => {
  expect(guidFor("MBR-1", "one")).toBe(guidFor("MBR-2", "one"));
  expect(guidFor("USR-1", "one")).toBe(guidFor("MBR-1", "one").replace("MBR", "USR"));
});

test("the GUID of a text stays the same in later versions: tests may have written it down", () => {
  expect(guidFor("MBR-1", "link-1001")).toBe("MBR-b2290782-b539-ca1c-e3a5-57dd136da3e1");
});

test("texts that differ little have GUIDs that differ everywhere, and no two share one", () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `["user-${index % 50}",{"external_guid":"link-${index}"}]`);
  const hashes = ["", "\0", "ab", "ba", "abc", "ab\0", ...texts].map(hash);
  // Each 32 bits alone: among so many random numbers hardly any two are alike.
  for (const start of [0, 8, 16, 24])
    expect(new Set(hashes.map((digits) => digits.slice(start, start + 8))).size).toBeGreaterThan(hashes.length - 5);
  expect(new Set(hashes).size).toBe(hashes.length);
});
