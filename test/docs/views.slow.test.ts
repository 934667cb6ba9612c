/** What `views.test.ts` looks at in some views, in every view. */
import { beforeAll, expect, test } from "vitest";
import { loadAxe, runAxe, runAxeInTheDark } from "../support/axe.js";
import { describeInChromium, shareTab, urlOf, viewOf, views } from "../support/docs.js";

describeInChromium(() => {
  const shared = shareTab();
  beforeAll(() => loadAxe(shared()));

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
});
