import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const resolveDir = fileURLToPath(new URL("../..", import.meta.url));

/**
 * How many bytes a module weighs, bundled with everything it needs, minified and gzipped.
 *
 * @param {string} contents In TypeScript, as if it stood in the root of the repository.
 */
export async function gzippedSize(contents) {
  const stdin = { contents, resolveDir, loader: /** @type {const} */ ("ts") };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", target: "es2022", write: false });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
