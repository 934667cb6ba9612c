import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import SkippedReporter from "./support/skipped.js";

/** Which tests run when. `--project` names them. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    reporters: ["default", new SkippedReporter()],
    globalSetup: ["test/support/chromium.ts", "test/support/tarball.ts"],
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2, // Many a test runs a compiler, a browser or a server of its own.
    projects: [
      {
        // `npm test`: what has to pass before a commit.
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{slow,online}.test.ts"],
          isolate: false, // Modules are loaded once for all files.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // `npm run test:all`: what CI runs too.
        extends: true,
        test: {
          name: "slow",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxConcurrency: 2,
        },
      },
      {
        // Installs other tools, runtimes and compilers: `npm run test:online`.
        extends: true,
        test: { name: "online", include: ["test/**/*.online.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        // Servers that follow a wrong contract, for a change of src/verify/.
        extends: true,
        test: { name: "proof", include: ["test/**/*.proof.ts"], testTimeout: 600_000, hookTimeout: 300_000 },
      },
    ],
  },
});
