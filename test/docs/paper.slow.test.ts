/** The docs on paper: printed to PDF, whose text poppler's pdftotext reads. */
import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { contract } from "../support/contract.js";
import { describeInChromium, normalize, operationViews, shareTab, urlOf, viewOf } from "../support/docs.js";
import { sentences } from "./sentences.js";

const [[operationView] = expect.fail("The contract has no operation")] = operationViews;

describeInChromium(() => {
  const shared = shareTab();

  test("the start prints every page, and a page is printed alone", async ({ skip }) => {
    skip(spawnSync("pdftotext", ["-v"]).error !== undefined, "needs pdftotext, of poppler-utils");
    const tab = shared();
    const print = async () =>
      normalize(execFileSync("pdftotext", ["-layout", "-", "-"], { encoding: "utf8", input: await tab.pdf() }));
    await tab.goto(urlOf("#/"));
    await viewOf(tab, "/");
    const all = await print();
    for (const sentence of sentences) expect(all).toContain(sentence);

    await tab.goto(urlOf(`#${operationView}`));
    await viewOf(tab, operationView);
    const alone = await print();
    expect(alone.length).toBeLessThan(all.length / 2);
    const fields = Object.values<{ properties?: object }>(contract.schemas).flatMap(({ properties = {} }) =>
      Object.keys(properties),
    );
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !alone.includes(field))).toEqual([]);
  });
});
