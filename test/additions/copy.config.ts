import { defineConfig } from "vitest/config";

/** For the test runs inside a copy. Left out is what takes long and does not depend on what the contract says. */
export default defineConfig({
  test: {
    include: ["test/{contract,mock}/*.test.ts", "test/additions/probes/*.test.ts"],
    exclude: [
      "test/contract/{evidence-mistakes,generated.slow,lint}.test.ts",
      "test/mock/{exactly-once,fuzz.slow,headers,json,load.slow,other-contract,portable,prism.slow,program}.test.ts",
    ],
    globalSetup: "test/additions/prism.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    isolate: false, // Modules are loaded once for all files.
    maxWorkers: 1,
  },
});
