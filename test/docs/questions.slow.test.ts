/** Every question as a reader asks it, in the browser. `questions.test.ts` does so with one of each kind. */
import { expect, test } from "vitest";
import { describeInChromium, shareTab } from "../support/docs.js";
import { expectAnswer, firstResult, openStart, questions, words } from "./questions.js";

describeInChromium(() => {
  const shared = shareTab();

  test.each(questions)("a reader finds the answer: $asks", (question) => expectAnswer(shared(), question));

  test.each(words)("a search for %s leads somewhere sensible", async (word, view) => {
    const tab = shared();
    await openStart(tab);
    await tab.getByRole("button", { name: /^Search/ }).click();
    await tab.locator("input:focus").fill(word);
    const first = tab.locator(firstResult).first();
    await expect.poll(() => first.innerText()).toMatch(new RegExp(word, "i"));
    await expect.poll(() => first.getAttribute("href")).toMatch(view);
    await tab.keyboard.press("Escape");
  });
});
