/**
 * `npx tsx test/bench/operations.ts 10 [folder]`: what a contract of so many operations costs. They share their schemas and examples, as
 * those of one API do. With a folder, what the commit that is checked out there makes of it: compare with that of 8b1dbf4.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [count = "10", from = fileURLToPath(new URL("../..", import.meta.url))] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "nexus-members-operations-"));
try {
  for (const name of readdirSync(from).filter((one) => !/^(\.git|node_modules|dist|test)$/.test(one)))
    cpSync(join(from, name), join(folder, name), { recursive: true });
  symlinkSync(resolve(from, "node_modules"), join(folder, "node_modules"), "junction");
  addOperations(Number(count) - 1);
  const generate = seconds("npm run --silent generate");
  const build = seconds("npm run --silent build");
  const bundle =
    "node_modules/.bin/esbuild dist/mock.js --bundle --minify --format=esm --log-level=error --outfile=mock.bundle.js";
  execFileSync("bash", ["-c", bundle], { cwd: folder });
  console.table({
    [`${count} operations`]: {
      "generate (s of CPU)": generate,
      "build (s of CPU)": build,
      "compiled validators (kB)": kilobytes("generated/compiled.ts"),
      "mock, bundled (kB)": kilobytes("mock.bundle.js"),
    },
  });
} finally {
  rmSync(folder, { recursive: true });
}

/** Copies of the one operation, with paths and names of their own. */
function addOperations(more: number) {
  const operation = readFileSync(join(folder, "openapi/paths/members.yaml"), "utf8");
  const root = join(folder, "openapi/openapi.yaml");
  const paths = Array.from({ length: more }, (_, index) => {
    const file = `more-${index}-members.yaml`;
    writeFileSync(
      join(folder, "openapi/paths", file),
      operation.replace("operationId: createMember", `operationId: createMore${index}`),
    );
    return `  /more-${index}-members:\n    $ref: ./paths/${file}\n`;
  });
  const head = readFileSync(root, "utf8");
  writeFileSync(
    root,
    head.replace(/^components:/m, () => `${paths.join("")}components:`),
  );
}

/** Of the processor, so that it hardly depends on what else the machine does. */
function seconds(command: string): number {
  const script = `TIMEFORMAT="%U %S"; time ${command} >/dev/null 2>errors`;
  const output = execFileSync("bash", ["-c", `{ ${script}; } 2>&1 || { cat errors; exit 1; }`], {
    cwd: folder,
    encoding: "utf8",
  });
  return Number(
    output
      .trim()
      .split(" ")
      .reduce((sum, part) => sum + Number(part), 0)
      .toFixed(1),
  );
}

function kilobytes(file: string): number {
  return Math.round(statSync(join(folder, file)).size / 1000);
}
