/**
 * Would the tests notice a mistake in src/? To ask that of one file, by hand, since all of src/ takes hours:
 * npx stryker run test/mutation/stryker.config.mjs --mutate src/nexus/retry.ts
 */
export default {
  mutate: ["src/**/*.ts", "!src/*-cli.ts"],
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  ignoreStatic: true, // Each would run every test again.
  ignorePatterns: ["/dist"],
  tempDirName: "dist/stryker",
  cleanTempDir: "always",
  timeoutMS: 20_000,
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 100, low: 95, break: 95 },
};
