import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { include: ["test/types/**/*.test-d.ts"], tsconfig: "test/tsconfig.json" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2, // One of them waits for the browser most of the time.
  },
  plugins: [
    {
      name: "type-tests",
      // Switched on here rather than above, where vitest prints a warning about it; its version is pinned, as that asks for.
      configureVitest({ project }) {
        project.config.typecheck.enabled = true;
      },
    },
  ],
});
