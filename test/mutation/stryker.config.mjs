export default {
  // What starts Redocly CLI would take hours; test/verify/prove.mjs is its proof.
  mutate: ["src/**/*.ts", "!src/verify/verify.ts"],
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  ignorePatterns: ["/dist"],
  tempDirName: "dist/stryker",
  cleanTempDir: "always",
  timeoutMS: 20_000,
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 100, low: 95, break: 95 },
};
