import { defineConfig } from "vitest/config";

/** Two copies at a time: each is busy with a compiler or a test run of its own. */
export default defineConfig({
  test: { include: ["test/additions/additions.test.ts"], testTimeout: 300_000, maxConcurrency: 2 },
});
