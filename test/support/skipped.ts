import type { Reporter, TestModule } from "vitest/node";

/** Says in the last lines which tests could not run here, and what they need. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    for (const test of modules.flatMap((module) => [...module.children.allTests("skipped")])) {
      const result = test.result();
      if (result.state === "skipped" && result.note) console.log(`Not run: "${test.name}" ${result.note}`);
    }
  }
}
