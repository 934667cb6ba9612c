import { expect, test } from "vitest";
import { describeInChromium, openDocs } from "../support/docs.js";

describeInChromium(() => {
  test("half a minute of clicking and scrolling asks for nothing from elsewhere", { timeout: 60_000 }, async () => {
    const tab = await openDocs("");
    await tab.getByRole("heading").first().waitFor();
    const end = Date.now() + 30_000;
    let clicks = 0;
    for (let turn = 0; Date.now() < end; turn++) {
      clicks += await tab.evaluate((index) => {
        const targets = [
          ...document.querySelectorAll<HTMLElement>("button, [role=tab], [role=menuitem], a[href^='#'], a[href^='/']"),
        ];
        const visible = targets.filter((target) => target.checkVisibility());
        visible[index % visible.length]?.click();
        return visible.length ? 1 : 0;
      }, turn * 7);
      await tab.keyboard.press("Escape");
      await tab.mouse.wheel(0, turn % 4 === 3 ? -5_000 : 700);
    }
    expect(clicks).toBeGreaterThan(10);
  });
});
