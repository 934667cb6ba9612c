import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Whether there is a browser to test with: Debian's, or the one that CHROMIUM_PATH names. */
export const hasChromium = existsSync(executablePath);

/** Starts it without the calls that a browser makes of its own accord. */
export function launchChromium() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  return chromium.launch({ executablePath, args });
}

/**
 * Opens the docs page, and notes what it asks for and what goes wrong in it.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} hash
 */
export async function openDocs(browser, hash, width = 1400) {
  const tab = await browser.newPage({ viewport: { width, height: 1000 } });
  tab.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const errors = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  tab.on("pageerror", (error) => errors.push(error.message));
  await tab.goto(new URL(`../../dist/docs/index.html${hash}`, import.meta.url).href);
  return { tab, requests, errors };
}
