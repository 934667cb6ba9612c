/** The packed tarball, as users install it: packed once for all tests. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The file. */
    tarball: string;
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: "pipe" });

/** Runs once, before the tests. In a clone that was never built, it builds the package first. */
export default function pack(project: TestProject) {
  if (!existsSync(join(root, "dist/index.js"))) run("npm", "run", "--silent", "build");
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-pack-"));
  const [{ filename }] = JSON.parse(run("npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder));
  project.provide("tarball", join(folder, filename));
  return () => rmSync(folder, { recursive: true });
}

/** The files in it. */
export function packedFiles(): string[] {
  const paths = run("tar", "-tzf", inject("tarball")).trim().split("\n");
  return paths.map((path) => path.replace("package/", ""));
}

/** Unpacks it into a folder. */
export function unpackInto(folder: string) {
  mkdirSync(folder, { recursive: true });
  run("tar", "-xzf", inject("tarball"), "-C", folder, "--strip-components=1");
}
