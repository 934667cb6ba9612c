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
