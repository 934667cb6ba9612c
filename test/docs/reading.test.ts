/** The pages as they are read: in a wide window, on a phone, without JavaScript. */
import { expect, test } from "vitest";
import { describeInChromium, normalize, openDocs, operationViews, shareTab, urlOf, viewOf } from "../support/docs.js";
import { sentences } from "./sentences.js";

const [[operationView] = expect.fail("The contract has no operation")] = operationViews;

describeInChromium(() => {
  const shared = shareTab();

  test("guides use the room of a wide window", async () => {
    const tab = shared();
    await tab.goto(urlOf("#/connection-statuses"));
    const table = (await viewOf(tab, "/connection-statuses")).locator("xpath=following::table[1]");
    expect((await table.boundingBox())?.width).toBeGreaterThan(800);
  });

  test("on a phone the code sample comes before the fields, and the title of the page before everything", async () => {
    const tab = shared();
    await tab.setViewportSize({ width: 390, height: 844 });
    await tab.goto(urlOf(`#${operationView}`));
    await viewOf(tab, operationView);
    expect((await tab.locator(".panel-request-samples").boundingBox())?.y).toBeLessThan(844);
    await tab.goto(urlOf("#/"));
    expect((await (await viewOf(tab, "/")).getByRole("heading").first().boundingBox())?.y).toBeLessThan(200);
    await tab.setViewportSize({ width: 1400, height: 1000 });
  });

  test("without JavaScript everything can be read and followed", async () => {
    const tab = await openDocs("", { javaScriptEnabled: false });
    const text = normalize(await tab.locator("body").innerText());
    for (const sentence of sentences) expect(text).toContain(sentence);
    await tab.getByRole("navigation").getByRole("link", { name: "Errors" }).click();
    expect((await tab.getByRole("heading", { name: "Errors", exact: true }).boundingBox())?.y).toBeLessThan(50);
  });
});
