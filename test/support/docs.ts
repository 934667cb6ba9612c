import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { hasChromium, launchChromium } from "./chromium.mjs";

let browser: Browser;

/** Tests in a real Chromium. Where there is none they are left out, except in CI, which has to have one. */
export function describeInChromium(tests: () => void) {
  describe.skipIf(!hasChromium && !process.env.CI)("in Chromium (CHROMIUM_PATH, or /usr/bin/chromium)", () => {
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests();
  });
}

/** Opens the docs page for one test, after which it must have asked for nothing from elsewhere, and have had no error. */
export async function openDocs(hash: string, width = 1400) {
  const tab = await browser.newPage({ viewport: { width, height: 1000 } });
  tab.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const errors: string[] = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  tab.on("pageerror", (error) => errors.push(error.message));
  onTestFinished(async () => {
    await tab.close();
    expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
  await tab.goto(new URL(`../../dist/docs/index.html${hash}`, import.meta.url).href);
  return tab;
}
