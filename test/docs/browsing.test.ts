import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { beforeAll, expect, test } from "vitest";
import { describeInChromium, openDocs } from "../support/docs.js";

/** Pictures to be looked at, in a folder that git ignores. */
const pictures = fileURLToPath(new URL("../../dist/docs-pictures/", import.meta.url));

describeInChromium(() => {
  beforeAll(() => {
    mkdirSync(pictures, { recursive: true });
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
      const tab = await openDocs(hash, width);
      const heading = tab.getByRole("heading", { name: title }).first();
      await expect.poll(async () => (await heading.boundingBox())?.y ?? Number.NaN, { timeout: 10_000 }).toBeLessThan(950);
      await tab.screenshot({ path: `${pictures}${title.replaceAll(" ", "-")}-${width}.png` });
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    },
  );

  test.each(["", "#/members/createmember", "#/errors"])("axe finds nothing serious of ours at %s", async (hash) => {
    // Of the generator's own making: colours of its buttons and badges, labels that say something else than their text.
    const generators = ["color-contrast", "label-content-name-mismatch", "scrollable-region-focusable"];
    const tab = await openDocs(hash);
    await tab.getByRole("heading").nth(1).waitFor();
    await tab.evaluate(axe.source);
    type Violation = { id: string; impact: string; nodes: { html: string }[] };
    const { violations } = (await tab.evaluate("axe.run()")) as { violations: Violation[] };
    const serious = violations.filter(({ id, impact }) => ["serious", "critical"].includes(impact) && !generators.includes(id));
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`)).toEqual([]);
  });
});
