import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const { AREA: area = "client" } = process.env;

/** Short files first: they notice most mutants, and the first test that fails ends the run. */
class ShortFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return (await super.sort(files)).reverse();
  }
}

/** The tests that run src/ in their own process, where mutants are, without those that need long and see no more of them. */
export default defineConfig({
  test: {
    include: [`test/${area}/*.test.ts`, ...(area === "client" ? ["test/contract/validators.test.ts"] : [])],
    exclude: [
      "test/**/*.slow.test.ts",
      "test/mock/{exactly-once,portable,program}.test.ts",
      "test/verify/{broken-servers,good-servers,hostile-servers,program}.test.ts",
    ],
    isolate: false, // Modules are loaded once for all files.
    sequence: { sequencer: ShortFilesFirst },
    testTimeout: 10_000,
  },
});
