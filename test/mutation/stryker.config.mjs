// `npm run test:mutation`: would the tests notice a mistake in src/? `-- --mutate src/retry.ts` looks at one file.
export default {
  mutate: ["src/**/*.ts", "!src/**/bin.ts"],
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
