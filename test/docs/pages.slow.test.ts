/** The guide and the scenarios as they are used. */
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { startMock } from "../../src/mock-server.js";
import { describeInChromium, guides, openDocs, scenarios } from "../support/docs.js";
import { normalize } from "../support/text.js";

const withRequest = scenarios.filter(({ request }) => request);

describeInChromium(() => {
  test("the contents of the guide stay in sight in a wide window, and lead to its headings", async () => {
    const tab = await openDocs("guide.html", { javaScriptEnabled: false });
    const contents = tab.getByRole("navigation", { name: "Contents" });
    await contents.getByRole("link", { name: "Check before production" }).click();
    expect((await tab.getByRole("heading", { name: "Check before production" }).boundingBox())?.y).toBeLessThan(200);
    expect((await contents.boundingBox())?.y).toBeLessThan(60);
  });

  test("the keyboard passes over the contents of the guide", async () => {
    const tab = await openDocs("guide.html");
    await tab.getByRole("link", { name: "OpenAPI", exact: true }).focus();
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("the guide is printed whole, with the numbers of its pages, dark on white", async ({ skip }) => {
    skip(spawnSync("pdftotext", ["-v"]).error !== undefined, "needs pdftotext, of poppler-utils");
    const tab = await openDocs("guide.html", { colorScheme: "dark" });
    const options = { encoding: "utf8", input: await tab.pdf({ preferCSSPageSize: true }) } as const;
    const sheets = execFileSync("pdftotext", ["-layout", "-", "-"], options).split("\f").slice(0, -1);
    expect(sheets.length).toBeGreaterThan(guides.length);
    expect(sheets.map((sheet) => sheet.trim().split("\n").at(-1)?.trim())).toEqual(sheets.map((_, index) => String(index + 1)));
    const text = normalize(sheets.join(" "));
    for (const { title } of guides) expect(text).toContain(title);
    expect(text).toContain("The meaning of is_user_created");
    expect(text).not.toContain("Skip the contents");
    await tab.emulateMedia({ media: "print" });
    expect(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  });

  test("a scenario is sent to a mock, which responds as the page says", async () => {
    const tab = await openDocs("scenarios.html");
    const mock = await startMock();
    await tab.getByLabel("URL of the mock").fill(mock.url);
    for (const { name, markdown } of withRequest) {
      const section = tab.locator(`section[id="${name}"]`);
      await section.getByRole("button", { name: "Send it to the mock" }).click();
      const [, status = ""] = /^## Response (\d+)$/m.exec(markdown) ?? [];
      await expect.poll(() => section.locator("output").innerText(), { message: name }).toMatch(new RegExp(`^${status} `));
    }
    await mock.close();
    const section = tab.locator("section").first();
    await section.getByRole("button", { name: "Send it to the mock" }).click();
    const problem = `No mock responds at ${mock.url}. Start it: npx -p nexus-members-contract nexus-members-mock`;
    await expect.poll(() => section.locator("output").innerText()).toBe(problem);
  });

  test("nothing is sent to another machine", async () => {
    const tab = await openDocs("scenarios.html");
    await tab.getByLabel("URL of the mock").fill("https://example.com");
    await tab.getByRole("button", { name: "Send it to the mock" }).first().click();
    expect(await tab.locator("output").first().innerText()).toBe("");
    await expect(tab.evaluate(() => fetch("https://example.com"))).rejects.toThrow("Failed to fetch");
  });

  test("the code of all scenarios is in the language that was picked, and without a script, or on paper, in every one", async () => {
    const tab = await openDocs("scenarios.html");
    const code = (language: string) => tab.locator(`section > h4:text-is("${language}") + pre`);
    const visible = async (language: string) =>
      (await code(language).evaluateAll((all) => all.filter((one) => one.checkVisibility()))).length;
    expect([await visible("curl"), await visible("TypeScript")]).toEqual([withRequest.length, 0]);
    await tab.getByRole("button", { name: "TypeScript" }).last().click();
    expect([await visible("curl"), await visible("TypeScript")]).toEqual([0, withRequest.length]);
    expect(await tab.getByRole("button", { name: "TypeScript", pressed: true }).count()).toBe(withRequest.length);
    await tab.emulateMedia({ media: "print" });
    expect([await visible("curl"), await visible("TypeScript")]).toEqual([withRequest.length, withRequest.length]);

    const plain = await openDocs("scenarios.html", { javaScriptEnabled: false });
    expect(await plain.locator("pre").evaluateAll((all) => all.every((one) => one.checkVisibility()))).toBe(true);
  });
});
