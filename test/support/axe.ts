import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** Loads axe into a tab. What is of no interest can be taken out of the document, on whose size the time of axe depends. */
export async function loadAxe(tab: Page, { without }: { without?: string } = {}) {
  if (without) await tab.evaluate((selector) => document.querySelector(selector)?.remove(), without);
  await tab.evaluate(readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"));
}

/** What axe finds in `root`: each rule with the elements that break it. With all its rules, unless some are named. */
export async function runAxe(tab: Page, root: string, rules?: string[]): Promise<string[]> {
  type Results = { violations: { id: string; nodes: { html: string }[] }[] };
  const options = { preload: false, resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = (await tab.evaluate(`axe.run(${JSON.stringify(root)}, ${JSON.stringify(options)})`)) as Results;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}

/** What axe finds in the dark, where only the colors differ. Leaves the page in the light. */
export async function runAxeInTheDark(tab: Page, root: string): Promise<string[]> {
  const toggle = tab.getByTestId("color-mode-switcher");
  await toggle.click();
  const found = await runAxe(tab, root, ["color-contrast"]);
  await toggle.click();
  return found;
}
