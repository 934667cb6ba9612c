import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchChromium } from "./chromium.js";

/** Opens the start page of a site of one test in Chromium. */
export async function openPage(site: RequestListener): Promise<Page> {
  const server = createServer(site).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await launchChromium();
  onTestFinished(async () => {
    await browser.close();
    server.close();
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return page;
}
