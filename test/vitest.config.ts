import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The test that takes half a minute begins first, beside the others. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => Number(b.moduleId.includes("half-a-minute")) - Number(a.moduleId.includes("half-a-minute")));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/change/**"], // They start Redocly CLI in many repositories: `npm run test:change`.
    typecheck: { include: ["test/types/**/*.test-d.ts"], tsconfig: "test/tsconfig.json" },
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      include: ["src/**"],
      reporter: [["text", { skipFull: true }]],
      reportsDirectory: "dist/coverage",
      thresholds: { 100: true },
    },
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
