/** Every page at every width, in light and in the dark. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, openDocs, pages } from "../support/docs.js";

const widths = [390, 768, 1024, 1279, 1280, 1920, 2560];

describeInChromium(() => {
  test.each(pages)("nothing covers anything in %s, and nothing runs out of the window", async (page, title) => {
    const tab = await openDocs(page);
    await tab.getByRole("heading", { name: title }).first().waitFor();
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 900 });
      const { covered, seen } = await coveredOn(tab);
      expect(seen, `${width} pixels`).toBeGreaterThan(15);
      expect(covered, `${width} pixels`).toEqual([]);
      const excess = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(excess, `${width} pixels`).toBeLessThanOrEqual(0);
    }
  });

  test.each(["index.html", "guide.html", "scenarios.html"])("axe finds nothing of ours in %s", async (page) => {
    const tab = await openDocs(page);
    await tab.getByRole("heading").first().waitFor();
    await tab.evaluate(readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"));
    expect(await violationsIn(tab)).toEqual([]);
    await tab.emulateMedia({ colorScheme: "dark" });
    expect(await violationsIn(tab), "dark").toEqual([]);
    await tab.setViewportSize({ width: 390, height: 900 });
    expect(await violationsIn(tab), "narrow").toEqual([]);
  });
});

/** What axe finds, but for what Redocly's script draws: each rule with the elements that break it. */
async function violationsIn(tab: Page): Promise<string[]> {
  type Results = { violations: { id: string; nodes: { html: string }[] }[] };
  const what = '{ include: [["html"]], exclude: [["#redoc"]] }, { preload: false, resultTypes: ["violations"] }';
  const { violations } = (await tab.evaluate(`axe.run(${what})`)) as Results;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}

/** The headings and rows of tables at whose place something else is. */
async function coveredOn(tab: Page): Promise<{ covered: string[]; seen: number }> {
  return tab.evaluate(() => {
    const all = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, th, td)")].filter((element) =>
      element.checkVisibility(),
    );
    const covered = all.filter((element) => {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = element.getBoundingClientRect();
      const found = document.elementFromPoint(left + width / 2, top + height / 2);
      return width > 0 && height > 0 && !element.contains(found) && !found?.contains(element);
    });
    return { covered: covered.map((element) => element.outerHTML.slice(0, 200)), seen: all.length };
  });
}
