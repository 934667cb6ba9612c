import { defineConfig } from "@kubb/core";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";

export default defineConfig({
  input: { path: "openapi.json" },
  output: { path: "generated", format: false, lint: false },
  plugins: [pluginOas({ generators: [] }), pluginTs()],
});
