/** What axe says of every view and of the text of every page. */
import { beforeAll, expect, test } from "vitest";
import { loadAxe, runAxe, runAxeInTheDark } from "../support/axe.js";
import { describeInChromium, openDocs, shareTab, urlOf, viewOf, views } from "../support/docs.js";

describeInChromium(() => {
  const shared = shareTab();
  beforeAll(() => loadAxe(shared(), { without: "#text" }));

  test.each(views)("axe finds nothing in the whole page at %s, in light, in the dark and at 390 pixels", async (path) => {
    const tab = shared();
    await tab.goto(urlOf(`#${path}`));
    await viewOf(tab, path);
    expect(await runAxe(tab, "#redoc")).toEqual([]);
    expect(await runAxeInTheDark(tab, "#redoc")).toEqual([]);
    await tab.setViewportSize({ width: 390, height: 1000 });
    expect(await runAxe(tab, "#redoc")).toEqual([]);
    await tab.setViewportSize({ width: 1400, height: 1000 });
  });

  test("axe finds nothing in the text of all pages, in light and in the dark", async () => {
    const tab = await openDocs("#/");
    await viewOf(tab, "/");
    await loadAxe(tab);
    await tab.locator("#text section").evaluateAll((sections) => {
      for (const section of sections) section.removeAttribute("hidden");
    });
    expect(await runAxe(tab, "#text")).toEqual([]);
    expect(await runAxeInTheDark(tab, "#text")).toEqual([]);
  });
});
