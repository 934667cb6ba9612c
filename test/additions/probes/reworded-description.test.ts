import { readFileSync } from "node:fs";
import type { Metadata } from "nexus-members-contract";
import { expect, test } from "vitest";
import { docs } from "./tools.js";

const types = readFileSync(new URL("../../../generated/types.ts", import.meta.url), "utf8");

test("the new description is in the types and in the docs", () => {
  const metadata: Metadata = "text";
  expect(metadata).toBe("text");
  expect(types).toContain("Anything that you want to keep with the member.");
  expect(docs()).toContain("Anything that you want to keep with the member.");
  expect(docs()).toContain("Creates one member.");
});
