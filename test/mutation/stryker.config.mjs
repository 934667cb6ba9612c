// `npm run mutate`: would the tests notice a mistake in src/? AREA says in which part of it: each has to be noticed by its own tests.
const { AREA: area = "client" } = process.env;
const usedByMock = "src/contract/{json,operation,scenario}.ts";
const usedByVerify = "src/{arguments,contract/formats}.ts";
const areas = {
  client: ["src/*.ts", "src/{nexus,http}/*.ts", "src/contract/{issue,validator}.ts", `!${usedByVerify}`],
  mock: ["src/mock/*.ts", usedByMock],
  verify: ["src/verify/*.ts", usedByVerify],
};

export default {
  mutate: [...areas[area], "!src/**/bin.ts"],
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
