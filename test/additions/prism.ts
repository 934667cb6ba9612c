import type { TestProject } from "vitest/node";
import { startPrism } from "../../scripts/prism.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where plain Prism serves the bundle. */
    prismUrl: string;
  }
}

export default async function serveBundle(project: TestProject) {
  const prism = await startPrism();
  project.provide("prismUrl", prism.url);
  return () => prism.stop();
}
