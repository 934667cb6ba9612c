import { defineConfig } from "vitest/config";

/** The tests that run src/ in their own process, where mutants are, without those that need long and see no more of them. */
export default defineConfig({
  test: {
    include: ["test/{client,mock,verify}/*.test.ts", "test/contract/{rules,validators}.test.ts"],
    exclude: [
      "test/**/*.slow.test.ts",
      "test/mock/{exactly-once,fuzz,portable,program}.test.ts",
      "test/verify/program.test.ts",
    ],
    testTimeout: 10_000,
    isolate: false, // Modules are loaded once for all files.
  },
});
