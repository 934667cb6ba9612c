import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder. It is removed after the test; with `afterAll`, after the tests of the file or of the `describe`. */
export function temporaryFolder(whenOver: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-test-"));
  whenOver(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
