/** The answers to what readers ask, where the sidebar leads; and one of each way to get there, in the browser. */
import { readFileSync } from "node:fs";
import { marked } from "marked";
import { expect, test } from "vitest";
import { describeInChromium, docsFolder, guides, normalize, shareTab } from "../support/docs.js";
import { expectAnswer, questions } from "./questions.js";

const byClicks = questions.filter(({ search }) => search === undefined);

test.each(byClicks)("the answer stands where its title says: $asks", ({ clicks = [], finds }) => {
  const [label, heading] = clicks;
  expect(clicks.length).toBeOneOf([1, 2]);
  const guide = guides.find((one) => one["x-displayName"] === label) ?? expect.fail(`There is no page "${label}"`);
  const [introduction = "", ...sections] = readFileSync(new URL(`${guide.name}.md`, docsFolder), "utf8").split(/^##+ /m);
  const section = heading ? sections.find((one) => textOf(one.split("\n")[0] ?? "") === heading) : introduction;
  expect(textOf(section ?? "")).toContain(finds);
});

describeInChromium(() => {
  const shared = shareTab();
  const ways = {
    "one click": questions.find(({ clicks }) => clicks?.length === 1),
    "two clicks": questions.find(({ clicks }) => clicks?.length === 2),
    "one search": questions.find(({ search }) => search !== undefined),
  };

  test.each(Object.entries(ways))("a reader finds an answer by %s", (_, question) =>
    expectAnswer(shared(), question ?? expect.fail("No question is answered like this")),
  );
});

/** Markdown as a reader sees it. */
function textOf(markdown: string): string {
  const html = marked.parse(markdown) as string;
  return normalize(
    html
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<"),
  );
}
