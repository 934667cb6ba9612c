/** Every view of the interactive page: its title, its width, its links. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { isPackaged } from "../support/chromium.js";
import { contract } from "../support/contract.js";
import { describeInChromium, guides, normalize, openDocs, shareTab, urlOf, viewOf, views } from "../support/docs.js";

describeInChromium(() => {
  const shared = shareTab();
  const headings = new Set<string>();

  test("the sidebar links to every view", async () => {
    const links = shared().getByRole("navigation").getByRole("link");
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    const inside = hrefs.filter((href) => !href.startsWith("https:"));
    expect(inside).toEqual(expect.arrayContaining(guides.map(({ name }) => `#/${name}`)));
    expect(inside.filter((href) => !href.startsWith("#/"))).toEqual([]);
  });

  test("a link of the sidebar can be opened in a new tab", async ({ skip }) => {
    skip(isPackaged(), "needs an installed Chromium: the packaged one opens no tabs");
    const tab = shared();
    const link = tab.getByRole("navigation").getByRole("link").nth(1);
    const [opened] = await Promise.all([tab.context().waitForEvent("page"), link.click({ modifiers: ["ControlOrMeta"] })]);
    await expect.poll(() => opened.url()).toBe(urlOf((await link.getAttribute("href")) ?? ""));
    await opened.close();
  });

  test("the browser's own search finds a sentence of a page that is not open, and opens the page", async ({ skip }) => {
    skip(isPackaged(), "needs an installed Chromium: the packaged one has no search");
    // A link to a text searches as Ctrl+F does, in what is hidden until it is found too.
    const sentence = "Nexus rejects the request with the code 4220";
    const tab = await openDocs(`#:~:text=${encodeURIComponent(sentence)}`);
    const found = tab.locator("#text section:not([hidden])");
    await expect.poll(() => found.count()).toBe(1);
    expect(normalize(await found.innerText())).toContain(sentence);
    const path = await found.getAttribute("data-path");
    await found.locator(".found").getByRole("link").click();
    await viewOf(tab, path ?? "");
    await expect.poll(() => found.count()).toBe(0);
  });

  test.each(views)("%s has a title of its own and fits every width", async (path, label) => {
    const tab = shared();
    await tab.goto(urlOf(`#${path}`));
    await viewOf(tab, path);
    const { title } = contract.document.info;
    await expect.poll(() => tab.title()).toBe(label ? `${label} · ${title}` : title);
    for (const heading of await tab
      .locator("[data-section-id]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-section-id"))))
      headings.add(heading ?? "");

    // 700 pixels are 1400 at 200 %.
    for (const width of [1400, 700, 390]) {
      await tab.setViewportSize({ width, height: 1000 });
      expect(await overflowOf(tab), `${width} pixels`).toEqual([]);
    }
    await tab.setViewportSize({ width: 1400, height: 1000 });
  });

  test("every link to a heading of a guide leads to one", () => {
    const links = guides.flatMap(({ description }) =>
      [...description.matchAll(/\]\(#(\/[^)]*)\)/g)].map(([, path = ""]) => path),
    );
    expect(links.filter((path) => path.split("/").length > 2).length).toBeGreaterThan(10);
    expect(links.filter((path) => !headings.has(path))).toEqual([]);
  });
});

/** What runs out of the window to the right. */
function overflowOf(tab: Page): Promise<string[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll("main :is(table, td, pre, h1, h2, p)")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .map((element) => element.outerHTML.slice(0, 200)),
  );
}
