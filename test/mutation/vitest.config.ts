import { defineConfig } from "vitest/config";

/** The fast tests that run src/ in their own process, where mutants are. */
export default defineConfig({
  test: {
    include: ["test/{contract,nexus,mock,verify}/*.test.ts"],
    exclude: ["test/**/*.slow.test.ts", "test/mock/{exactly-once,portable}.test.ts", "test/{mock,verify}/program.test.ts"],
    isolate: false, // Modules are loaded once for all files.
  },
});
