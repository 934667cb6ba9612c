import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const resolveDir = fileURLToPath(new URL("../..", import.meta.url));

/** How many bytes a module has, bundled with everything it needs, minified and gzipped, but for modules of Node. Its code is as if at the top of the repository. */
export async function gzippedSize(code: string): Promise<number> {
  const stdin = { contents: code, resolveDir, loader: "ts" as const };
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false } as const;
  const { outputFiles } = await build({ stdin, ...options, external: ["node:*"] });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
