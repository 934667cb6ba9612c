import { defineConfig } from "vitest/config";

/** The tests that run src/ in their own process, where mutants are, without those that need long and see no more of them. */
export default defineConfig({
  test: {
    include: ["test/client/*.test.ts", "test/mock/*.test.ts", "test/contract/validators.test.ts", "test/verify/*.test.ts"],
    exclude: ["test/**/{fuzz,prism,program}.test.ts"],
    testTimeout: 10_000,
  },
});
