import { expect, test } from "vitest";
import { gzippedSize } from "../support/size.js";

test("the mock weighs at most 14 kB, minified and gzipped", async () => {
  const size = await gzippedSize('export { createMock } from "./src/mock.ts"');
  console.log(`size: createMock ${(size / 1000).toFixed(2)} kB`);
  expect(size).toBeLessThanOrEqual(14_000);
});
