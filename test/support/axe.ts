import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** What axe finds in the page of a tab, but for the elements that a selector excludes: each rule with the elements that break it. */
export async function runAxe(tab: Page, exclude: string): Promise<string[]> {
  type Results = { violations: { id: string; nodes: { html: string }[] }[] };
  await tab.evaluate(readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"));
  const parts = JSON.stringify({ include: [["html"]], exclude: [[exclude]] });
  const { violations } = (await tab.evaluate(`axe.run(${parts}, { preload: false, resultTypes: ["violations"] })`)) as Results;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}
