/** `npm run build`: the package in `dist/`, as ES modules and as CommonJS, each with its own declarations. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";

export default defineConfig({
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  entry: {
    index: "src/index.ts",
    fetch: "src/fetch.ts",
    types: "generated/types.ts",
    examples: "src/examples.ts",
    validators: "src/validators.ts",
    mock: "src/mock.ts",
    "mock-server": "src/mock-server.ts",
    "mock-cli": "src/mock-cli.ts",
    verify: "src/verify.ts",
    "verify-cli": "src/verify-cli.ts",
  },
  // CommonJS is for Jest's default mode, which cannot require ES modules, and for TypeScript's `module: node16`; all else does without.
  format: ["esm", "cjs"],
  platform: "neutral", // Most entries run everywhere.
  external: [/^node:/],
  treeshake: { moduleSideEffects: false }, // As package.json says. Otherwise imports that nothing uses come and go (rolldown 10909).
  target: "es2022",
  dts: true,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: false } }, // Leaves the comments to the declarations.
  // The helpers of CommonJS have a file of their own: otherwise an entry would export them, and others load that entry for them.
  outputOptions: { codeSplitting: { groups: [{ name: "runtime", test: /rolldown[:/]runtime/ }] } },
  sourcemap: false,
  fixedExtension: false,
  clean: ["dist/*.{js,cjs,ts,cts}"],
});
