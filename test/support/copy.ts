import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A copy of the contract, of what builds from it and of what is built, to be broken by a test and removed after it. */
export function copyOfContract() {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const part of ["openapi", "scripts", "src", "generated", "redocly.yaml", "package.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    remove: (file: string) => rmSync(join(folder, file)),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    /** Replaces a text that has to be there. */
    edit(file: string, from: string | RegExp, to: string) {
      const before = this.read(file);
      const after = before.replace(from, () => to);
      if (after === before) throw new Error(`${file} does not contain: ${from}`);
      this.write(file, after);
    },
  };
}

/** The arguments that run a program of `scripts/` with Node. */
export function program(name: string, ...args: string[]): string[] {
  return ["--import", "tsx", `scripts/${name}.ts`, ...args];
}
