import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, launchChromium, openDocs } from "../support/chromium.mjs";

/** Pictures to be looked at, in a folder that git ignores. */
const pictures = fileURLToPath(new URL("../../dist/docs-pictures/", import.meta.url));

// Where there is no browser this is left out, except in CI, which has to have one.
describe.skipIf(!hasChromium && !process.env.CI)("in Chromium (CHROMIUM_PATH, or /usr/bin/chromium)", () => {
  let browser: Browser;
  let tab: Page;
  let requests: string[];
  let errors: string[];

  beforeAll(async () => {
    browser = await launchChromium();
    mkdirSync(pictures, { recursive: true });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await tab?.close();
    expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  const pages: [hash: string, title: string][] = [
    ["", "What a member is"],
    ["#/members/createmember", "Create member"],
    ["#/oauth-members", "OAuth members"],
    ["#/connection-statuses", "Connection statuses"],
    ["#/errors", "Errors"],
  ];

  test.each(pages.flatMap(([hash, title]) => [1400, 390].map((width) => [title, width, hash] as const)))(
    "%s at %i pixels does not run out of the window",
    async (title, width, hash) => {
      ({ tab, requests, errors } = await openDocs(browser, hash, width));
      const heading = tab.getByRole("heading", { name: title }).first();
      await expect.poll(async () => (await heading.boundingBox())?.y ?? Number.NaN, { timeout: 10_000 }).toBeLessThan(950);
      await tab.screenshot({ path: `${pictures}${title.replaceAll(" ", "-")}-${width}.png` });
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    },
  );

  test.each(["", "#/members/createmember", "#/errors"])("axe finds nothing serious of ours at %s", async (hash) => {
    // Of the generator's own making: colours of its buttons and badges, labels that say something else than their text.
    const generators = ["color-contrast", "label-content-name-mismatch", "scrollable-region-focusable"];
    ({ tab, requests, errors } = await openDocs(browser, hash));
    await tab.getByRole("heading").nth(1).waitFor();
    await tab.evaluate(axe.source);
    type Violation = { id: string; impact: string; nodes: { html: string }[] };
    const { violations } = (await tab.evaluate("axe.run()")) as { violations: Violation[] };
    const serious = violations.filter(({ id, impact }) => ["serious", "critical"].includes(impact) && !generators.includes(id));
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`)).toEqual([]);
  });
});
