/** The reference, which Redocly's script draws, in the situations that a reader brings along. */
import { expect, test } from "vitest";
import { contract } from "../support/contract.js";
import {
  contractTexts,
  describeInChromium,
  openDocs,
  openReference,
  operationPage,
  operationPath,
  readDocs,
} from "../support/docs.js";
import { lettersOf, normalize, textOf } from "../support/text.js";

describeInChromium(() => {
  test("has every description and every note of the evidence, with the scenarios", async () => {
    const tab = await openReference(operationPath);
    let seen = textOf(readDocs("scenarios.md"));
    const views = ["/", operationPath, ...Object.keys(contract.schemas).map((name) => `/schemas/${name.toLowerCase()}`)];
    for (const view of [...views, "/members"]) {
      await tab.evaluate((hash) => location.assign(`#${hash}`), view);
      const section = tab.locator(`[data-section-id="${view}"]:not(:empty)`).first();
      await section.getByRole("heading").first().waitFor();
      seen += ` ${await tab.locator("main").innerText()}`;
      const tabs = section.getByRole("tab");
      // From the last to the first, because the tabs of a response are there only while it is chosen, which the first one is.
      for (let index = (await tabs.count()) - 1; index >= 0; index--) {
        await tabs.nth(index).click();
        seen += ` ${await tab.locator("main").innerText()}`;
      }
    }
    await tab.evaluate((hash) => location.assign(`#${hash}`), operationPath);
    await tab.getByText("View security details").click();
    await tab.getByText("MD-SESSION-TOKEN").first().waitFor();
    seen += await tab.locator("body").innerText();
    const all = lettersOf(seen);
    expect(contractTexts().filter((text) => !all.includes(lettersOf(textOf(text))))).toEqual([]);
  });

  test("survives a browser that translates it", async () => {
    const tab = await openReference(operationPath);
    const translate = () =>
      tab.evaluate(() => {
        const texts = document.createTreeWalker(document.querySelector("#redoc") as Element, NodeFilter.SHOW_TEXT);
        const nodes: Text[] = [];
        while (texts.nextNode()) nodes.push(texts.currentNode as Text);
        for (const node of nodes.filter(({ data, parentElement }) => data.trim() && parentElement?.tagName !== "SCRIPT")) {
          const font = document.createElement("font");
          font.textContent = node.data.toUpperCase();
          node.replaceWith(font);
        }
      });
    await translate();
    const tabs = tab.getByRole("main").getByRole("tab");
    for (let index = (await tabs.count()) - 1; index >= 0; index--) {
      await tabs.nth(index).click();
      await translate();
    }
    await tab.evaluate(() => location.assign("#/schemas"));
    await tab
      .getByRole("heading", { name: "SCHEMAS" })
      .or(tab.getByRole("heading", { name: "Schemas" }))
      .first()
      .waitFor();
    expect(await tab.locator("body").innerText()).not.toMatch(/something went wrong/i);
  });

  test.each(["/errors%", "/a#b", "/no-such-view", "main"])(
    "leads on from the fragment #%s, which it does not have",
    async (hash) => {
      const tab = await openDocs(`index.html#${hash}`);
      await tab.getByText("No page at this address").waitFor();
      expect(await tab.getByText("A script draws this page").getByRole("link", { name: "guide" }).isVisible()).toBe(true);
    },
  );

  test("is found by its own search", async () => {
    const tab = await openReference("/");
    for (const word of ["external_guid", "oauth_window_uri", "422"]) {
      await tab.getByTestId("search-trigger").click();
      await tab.locator("input:focus").fill(word);
      const first = tab.locator('a[data-component-name*="SearchItem"]').first();
      await expect.poll(() => first.innerText()).toMatch(new RegExp(word, "i"));
      await tab.keyboard.press("Escape");
    }
  });

  const policies: [string, Parameters<typeof openDocs>[1]][] = [
    ["without JavaScript", { javaScriptEnabled: false }],
    ["on a host whose policy forbids every script", { host: { "Content-Security-Policy": "default-src 'self'" } }],
    ["in a sandbox without scripts", { host: { "Content-Security-Policy": "sandbox" } }],
    ["on a host that requires trusted types", { host: { "Content-Security-Policy": "require-trusted-types-for 'script'" } }],
  ];

  test.each(policies)("leads to its text %s", async (name, options) => {
    const tab = await openDocs(operationPage, options);
    if (name.includes("trusted")) await expect.poll(() => tab.locator("#redoc").innerText()).toBe("");
    const line = tab.locator("p", { hasText: "A script draws this page" });
    await line.getByRole("link", { name: "guide" }).click();
    await expect.poll(async () => normalize(await tab.locator("main").innerText())).toContain("Connection statuses");
    await tab.getByRole("link", { name: "Scenarios", exact: true }).first().click();
    await expect.poll(async () => normalize(await tab.locator("main").innerText())).toContain("curl --request POST");
  });

  test("is drawn on a host that sends the policy of the docs", async () => {
    const [, policy = ""] = /Content-Security-Policy: (.*)/.exec(readDocs("_headers")) ?? [];
    const tab = await openReference("/", { host: { "Content-Security-Policy": policy } });
    expect(await tab.locator("main").innerText()).toContain(contract.root.info.title);
  });
});
