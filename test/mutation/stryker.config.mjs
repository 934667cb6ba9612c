/**
 * Survivors in src/ that cannot matter:
 * - client.ts: a token of a string is asked for again, gives the same, and is not sent again; `body` and `text` have to be something, and
 *   are not looked at; a hidden word that nobody sends; a `catch` that gives undefined either way
 * - options.ts: texts in place of an address or a token that is not there, of which any is refused, or taken, alike
 * - validators.ts: no enum has five values
 * - mock/engine.ts: answers are validated once more, and nobody reads the outcome; a validation without a place is one of the body, under
 *   whatever name; what Prism does not read; at the start, one request more that has no body
 * - mock/index.ts: what is too large is kept until it is refused
 */
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
