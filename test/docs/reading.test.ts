/** The page as it is read: at several widths, in the dark, on paper, without JavaScript, and with the browser's own search. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { contract } from "../support/contract.js";
import { describeInChromium, normalize, openDocs, picturesFolder, urlOf, viewOf } from "../support/docs.js";

const tags: string[] = contract.document.tags.map(({ name }: { name: string }) => `/${name}`);
const operations = contract.operations.map(
  ({ operationId, path, method }) =>
    `/${contract.document.paths[path][method.toLowerCase()].tags[0]}/${operationId.toLowerCase()}`,
);
const views = ["/", ...tags, ...operations];
const picture = (name: string) => fileURLToPath(new URL(name, picturesFolder));

/** What a reader once looked for in vain. */
const sentences = [
  "A session token expires after 30 minutes without a call",
  "Nexus rejects the request with the code 4220",
  "referral_source",
  "POST /members is not idempotent",
  "The institution waits for an MFA answer",
];

describeInChromium(() => {
  beforeAll(() => {
    mkdirSync(picturesFolder, { recursive: true });
  });

  // 700 pixels are 1400 at 200 %.
  describe.each([
    [1400, "light"],
    [1400, "dark"],
    [700, "light"],
    [390, "light"],
  ] as const)("%i pixels, %s", (width, colorScheme) => {
    test("nothing runs out of the window, and axe finds nothing", { timeout: 180_000 }, async () => {
      const tab = await openDocs("", { width, colorScheme });
      await tab.evaluate(axe.source);
      for (const view of views) {
        await tab.goto(urlOf(`#${view}`));
        await viewOf(tab, view);
        await tab.screenshot({ path: picture(`${view.slice(1).replaceAll("/", "-") || "start"}-${width}-${colorScheme}.png`) });
        const wide = await tab.evaluate(() =>
          [...document.querySelectorAll("main :is(table, td, pre, h1, h2, p)")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth)
            .map((element) => element.outerHTML.slice(0, 200)),
        );
        expect(wide, view).toEqual([]);
        if (width !== 700) expect(await runAxe(tab, { exclude: ["#text"] }), view).toEqual([]); // It costs seconds a view.
      }
    });
  });

  test.each(["light", "dark"] as const)("axe finds nothing in the text of the pages (%s)", async (colorScheme) => {
    const tab = await openDocs("#/", { colorScheme });
    await viewOf(tab, "/");
    await tab.evaluate(axe.source);
    await tab.evaluate(() => {
      for (const section of document.querySelectorAll("#text section")) section.removeAttribute("hidden");
    });
    expect(await runAxe(tab, { include: ["#text"] })).toEqual([]);
  });

  test("guides use the room of a wide window", async () => {
    const tab = await openDocs("#/connection-statuses");
    const table = (await viewOf(tab, "/connection-statuses")).locator("xpath=following::table[1]");
    expect((await table.boundingBox())?.width).toBeGreaterThan(800);
  });

  test("on a phone the code sample comes before the fields", async () => {
    const view = operations[0] ?? "";
    const tab = await openDocs(`#${view}`, { width: 390, height: 844 });
    await viewOf(tab, view);
    expect((await tab.locator(".panel-request-samples").boundingBox())?.y).toBeLessThan(844);
  });

  test.each(["light", "dark"] as const)("without JavaScript everything can be read and followed (%s)", async (colorScheme) => {
    const tab = await openDocs("", { javaScriptEnabled: false, colorScheme });
    const text = normalize(await tab.locator("body").innerText());
    for (const sentence of sentences) expect(text).toContain(sentence);
    await tab.getByRole("navigation").getByRole("link", { name: "Errors" }).click();
    expect((await tab.getByRole("heading", { name: "Errors", exact: true }).boundingBox())?.y).toBeLessThan(50);
    await tab.screenshot({ path: picture(`without-javascript-${colorScheme}.png`) });
  });

  test.each(sentences)("the browser's own search finds: %s", async (sentence) => {
    // A link to a text searches as Ctrl+F does, in what is hidden until it is found too.
    const tab = await openDocs(`#:~:text=${encodeURIComponent(sentence)}`);
    const found = tab.locator("#text section:not([hidden])");
    await expect.poll(() => found.count()).toBe(1);
    expect(normalize(await found.innerText())).toContain(sentence);
    const path = await found.getAttribute("data-path");
    await found.locator(".found").getByRole("link").click();
    await viewOf(tab, path ?? "");
    await expect.poll(() => found.count()).toBe(0);
  });

  test("on paper, the start prints every page, and a page is printed alone", async () => {
    const tab = await openDocs("#/");
    await viewOf(tab, "/");
    const all = await print("print-all.pdf");
    for (const sentence of sentences) expect(all).toContain(sentence);

    const view = operations[0] ?? "";
    await tab.goto(urlOf(`#${view}`));
    await viewOf(tab, view);
    const alone = await print("print-operation.pdf");
    expect(alone.length).toBeLessThan(all.length / 2);
    const fields = new Set(
      Object.values<{ properties?: object }>(contract.schemas).flatMap(({ properties = {} }) => Object.keys(properties)),
    );
    expect(fields.size).toBeGreaterThan(10);
    for (const field of fields) expect(alone).toContain(field);

    async function print(name: string) {
      await tab.pdf({ path: picture(name), format: "A4" });
      return normalize(execFileSync("pdftotext", ["-layout", picture(name), "-"], { encoding: "utf8" }));
    }
  });
});

test("the pictures are not part of the package", () => {
  expect(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).files).toContain(
    "!dist/docs-pictures",
  );
});

async function runAxe(tab: Page, context: { include?: string[]; exclude?: string[] }): Promise<string[]> {
  type Violation = { id: string; nodes: { html: string }[] };
  const { violations } = (await tab.evaluate(`axe.run(${JSON.stringify(context)})`)) as { violations: Violation[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}
