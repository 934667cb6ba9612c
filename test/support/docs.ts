import { existsSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { launchChromium } from "./chromium.js";

/** What `npm run docs` writes. */
export const docsFolder = new URL("../../dist/docs/", import.meta.url);
/** Pictures to be looked at, in a folder that git ignores. */
export const picturesFolder = new URL("../../dist/docs-pictures/", import.meta.url);

let browser: Browser;

/** Tests in a real Chromium. */
export function describeInChromium(tests: () => void) {
  describe("in Chromium", () => {
    beforeAll(async () => {
      if (!existsSync(docsFolder)) throw new Error("There is no page to test: npm run docs");
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests();
  });
}

interface DocsOptions extends BrowserContextOptions {
  width?: number;
  height?: number;
}

/** Opens the docs page for one test, after which it must have asked for nothing from elsewhere, and have had no error. */
export async function openDocs(hash: string, options: DocsOptions = {}): Promise<Page> {
  const { tab, close } = await openTab(options);
  onTestFinished(close);
  await tab.goto(urlOf(hash));
  return tab;
}

/** An empty tab for several tests. `close` checks what it asked for, as after each test with a tab of its own. */
export async function openTab({ width = 1400, height = 1000, ...options }: DocsOptions = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const errors: string[] = [];
  // Not those of other tabs: following a link to a source is the choice of the reader.
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => {
    // What the console of the page asked a mock for may fail: that is no error of the page.
    const isFromMock = /^Failed to load resource: (the server responded with a status of 4|net::ERR_CONNECTION_REFUSED)/;
    if (message.type() === "error" && !isFromMock.test(message.text())) errors.push(message.text());
  });
  tab.on("pageerror", (error) => errors.push(error.message));
  return {
    tab,
    async close() {
      await context.close();
      expect(requests.filter((url) => !/^(file|data|blob):|^http:\/\/127\.0\.0\.1:/.test(url))).toEqual([]);
      expect(requests.length).toBeGreaterThan(0);
      expect(errors).toEqual([]);
    },
  };
}

export function urlOf(hash: string): string {
  return new URL(`index.html${hash}`, docsFolder).href;
}

/** Waits until the view of a page or heading is shown, and returns its section. */
export async function viewOf(tab: Page, path: string) {
  const section = tab.locator(`[data-section-id="${path}"]:not(:empty)`).first();
  await expect
    .poll(async () => (await section.boundingBox({ timeout: 5_000 }))?.y ?? Number.NaN, { timeout: 10_000, message: path })
    .toBeLessThan(900);
  return section;
}

/** A text with single spaces, as a reader sees it. */
export function normalize(text: string): string {
  return text.replaceAll(/[\s\u200b]+/g, " ").trim();
}
