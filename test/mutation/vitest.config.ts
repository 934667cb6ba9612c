import { defineConfig } from "vitest/config";

/** The tests of src/ that run it in their own process, where a mutant can be switched on, and that do not only repeat the others. */
export default defineConfig({
  test: {
    include: ["test/client/*.test.ts", "test/mock/*.test.ts", "test/contract/validators.test.ts"],
    exclude: ["test/**/{fuzz,prism,program}.test.ts"],
    isolate: false,
    testTimeout: 10_000,
  },
});
