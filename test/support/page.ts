import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchChromium } from "./chromium.js";
import { type Handler, startServer } from "./server.js";

/** Opens the start page of a site of one test in Chromium. */
export async function openPage(site: Handler): Promise<Page> {
  const { url } = await startServer((received, response, request) => void site(received, response, request));
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}
