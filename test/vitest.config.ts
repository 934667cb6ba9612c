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
    // They work in many copies of the repository, or install other generators; each has an npm script of its own.
    exclude: ["test/change/**", "test/additions/**", "test/generators/**"],
    typecheck: { include: ["test/types/**/*.test-d.ts"], tsconfig: "test/tsconfig.json" },
    sequence: { sequencer: LongestFirst },
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
