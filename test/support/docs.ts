import { existsSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished } from "vitest";
import { launchChromium } from "./chromium.js";
import { contract } from "./contract.js";

/** What `npm run docs` writes. */
export const docsFolder = new URL("../../dist/docs/", import.meta.url);

/** The tags of the contract: each is a guide, or the introduction to its operations. */
export const guides: { name: string; "x-displayName": string; description: string }[] = contract.document.tags;

/** The views of the operations, by their path in the page. */
export const operationViews = contract.operations.map((operation) => {
  const { tags, summary } = contract.document.paths[operation.path][operation.method.toLowerCase()];
  return [`/${tags[0]}/${operation.operationId.toLowerCase()}`, operation, summary as string] as const;
});

/** Every view of the page, with its label in the sidebar; the start is titled like the page. */
export const views: [path: string, label: string][] = [
  ["/", ""],
  ...guides.map((guide): [string, string] => [`/${guide.name}`, guide["x-displayName"]]),
  ...operationViews.map(([path, , summary]): [string, string] => [path, summary]),
];

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

/**
 * One tab for all tests of a file, because loading the page takes seconds. A test goes on where the one before it stopped, so it begins
 * with a `goto`, and leaves the window as wide as it was.
 */
export function shareTab(options: DocsOptions = {}): () => Page {
  let shared: Awaited<ReturnType<typeof openTab>>;
  beforeAll(async () => {
    shared = await openTab(options);
    await shared.tab.goto(urlOf("#/"));
    await shared.tab.getByRole("heading").first().waitFor();
  });
  afterEach(() => shared.check());
  return () => shared.tab;
}

/** Opens the docs page in a tab of its own for one test. */
export async function openDocs(hash: string, options: DocsOptions = {}): Promise<Page> {
  const { tab, check } = await openTab(options);
  onTestFinished(async () => {
    await tab.context().close();
    check();
  });
  await tab.goto(urlOf(hash));
  return tab;
}

/** `check` fails if the page has asked for something from elsewhere, or had an error. */
async function openTab({ width = 1400, height = 1000, ...options }: DocsOptions) {
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
  const check = () => {
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter((url) => !/^(file|data|blob):|^http:\/\/127\.0\.0\.1:/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
  };
  return { tab, check };
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
