/** The interactive page as it is used: menus, pickers, the console, the keyboard. */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { samplesOf } from "../../scripts/docs/samples.js";
import type { Operation } from "../../scripts/generate/bundle.js";
import { scenariosOf } from "../../scripts/generate/bundle.js";
import { startMock } from "../../src/mock-server.js";
import { contract } from "../support/contract.js";
import { describeInChromium, normalize, operationViews, shareTab, urlOf, viewOf } from "../support/docs.js";

const samplesFolder = fileURLToPath(new URL("../../openapi/samples", import.meta.url));

describeInChromium(() => {
  const shared = shareTab({ permissions: ["clipboard-read", "clipboard-write"] });

  // The first test, because it begins where the focus is for somebody who opens the page.
  test("the keyboard reaches the content, the search and the layout", async () => {
    const tab = shared();
    await viewOf(tab, "/");
    await tab.keyboard.press("Tab");
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await tab.keyboard.press("Enter");
    expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");

    await tab.getByRole("button", { name: /^Search/ }).focus();
    await tab.keyboard.press("Enter");
    await tab.locator("input").first().waitFor();
    await tab.keyboard.press("Escape");

    const layout = () => tab.evaluate(() => document.querySelector('[data-testid="right-panel"]')?.getBoundingClientRect().x);
    const before = await layout();
    await tab.getByRole("button", { name: "Change the layout" }).focus();
    await tab.keyboard.press("Enter");
    await expect.poll(layout).not.toBe(before);
  });

  /** An operation, in a window in which its whole code is in sight. */
  async function open(path: string) {
    const tab = shared();
    await tab.setViewportSize({ width: 1400, height: 2500 });
    await tab.goto(urlOf(`#${path}`));
    const request = tab.locator(".panel-request-samples");
    await request.waitFor();
    return { tab, request, response: tab.locator(".panel-response-samples"), console: tab.locator(".console") };
  }

  test.each(operationViews)("%s: code, response and console follow the picked request", async (path, operation) => {
    const { tab, request, response, console } = await open(path);
    const mock = await startMock();
    await console.getByLabel("Your mock").fill(mock.url);
    const [sample] = samplesOf(contract, operation, samplesFolder).filter(({ label }) => label === "curl");
    const lastStatus = Object.keys(operation.responses).at(-1) ?? "";
    for (const { name, summary, status } of scenariosToPick(operation)) {
      await response.getByRole("button", { name: lastStatus, exact: true }).click(); // the reader was looking at another status
      await pickRequest(tab, operation, name);
      const code = request.getByTestId("source-code");
      await expect
        .poll(async () => normalize(await code.innerText()), { message: name })
        .toBe(normalize(sample?.sources[name] ?? ""));
      await expect.poll(async () => normalize(await response.innerText()), { message: name }).toContain(summary);
      await console.getByRole("button").click();
      await expect.poll(() => console.locator("output").innerText(), { message: name }).toMatch(new RegExp(`^${status} `));
    }
    await mock.close();
    await console.getByRole("button").click();
    await expect
      .poll(() => console.locator("output").innerText())
      .toBe(`No mock responds at ${mock.url}. Start it: npx nexus-members-mock`);
  });

  test.each(operationViews)("%s: the menu of languages has each sample", async (path, operation) => {
    const { tab, request } = await open(path);
    const samples = samplesOf(contract, operation, samplesFolder);
    expect(samples.length).toBeGreaterThan(1);
    const name = scenariosOf(contract, operation).find((scenario) => scenario.request !== undefined)?.name ?? "";
    await pickRequest(tab, operation, name);
    for (const { label, sources } of samples) {
      await request.getByRole("button", { name: new RegExp(`^(${samples.map((one) => one.label).join("|")})$`) }).click();
      await tab.getByRole("menuitem", { name: label, exact: true }).click();
      const code = request.getByTestId("source-code");
      await expect.poll(async () => normalize(await code.innerText()), { message: label }).toBe(normalize(sources[name] ?? ""));
    }
  });

  test("the console sends to no other machine", async () => {
    const [[path] = expect.fail("The contract has no operation")] = operationViews;
    const url = (await open(path)).console.getByLabel("Your mock");
    await url.fill("https://example.com");
    expect(await url.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    await url.fill("http://localhost:4010");
    expect(await url.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(true);
  });

  test.each(operationViews)("%s: every field of every request and response is there", async (path, operation) => {
    const { tab } = await open(path);
    const section = tab.locator(`[data-section-id="${path}"]`).first();
    const shown = new Set<string>();
    const collect = async () => {
      for (const name of await section.locator(".schema-name").allInnerTexts()) shown.add(normalize(name));
    };
    await expect.poll(async () => section.locator(".schema-name").count()).toBeGreaterThan(10);
    await collect();
    const tabs = section.getByRole("tab");
    for (let index = 0; index < (await tabs.count()); index++) {
      await tabs.nth(index).click();
      await collect();
    }
    const expected = fieldsOf(contract.body(operation.requestBody)?.schema);
    for (const response of Object.values(operation.responses))
      for (const field of fieldsOf(contract.body(response)?.schema)) expected.add(field);
    expect(expected.size).toBeGreaterThan(10);
    expect([...expected].filter((field) => !shown.has(field))).toEqual([]);
  });

  test("code in a guide can be copied", async () => {
    const tab = shared();
    await tab.goto(urlOf("#/types"));
    const code = tab.locator("pre[data-language]").first();
    await code.getByRole("button", { name: "Copy" }).click();
    await code.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^import /);
    expect(copied).not.toContain("Cop");
  });

  test("the drawing of a guide is drawn", async () => {
    const tag = contract.document.tags.find(({ description }: { description: string }) => description.includes("<svg"));
    const tab = shared();
    await tab.goto(urlOf(`#/${tag.name}`));
    const [, width, height] = /<svg width="(\d+)" height="(\d+)"/.exec(tag.description) ?? [];
    const drawing = tab.locator(`[data-section-id="/${tag.name}"]`).getByRole("img");
    await drawing.waitFor();
    expect(await drawing.boundingBox()).toMatchObject({ width: Number(width), height: Number(height) });
  });
});

/** The first and the last scenario of each status, from the last to the first, which is the one that the page begins with. */
function scenariosToPick(operation: Operation) {
  const scenarios = scenariosOf(contract, operation).filter(({ request }) => request !== undefined);
  const picked = scenarios.filter(({ status }, index) => {
    const ofStatus = scenarios.filter((scenario) => scenario.status === status);
    return scenarios[index] === ofStatus[0] || scenarios[index] === ofStatus.at(-1);
  });
  expect(picked.length).toBeGreaterThan(1);
  return picked.reverse();
}

async function pickRequest(tab: Page, operation: Operation, name: string) {
  await tab.locator('.panel-request-samples [aria-label^="Example"]').click();
  const { summary } = contract.body(operation.requestBody)?.examples[name] ?? expect.fail(`There is no request ${name}`);
  await tab.getByRole("menuitem", { name: summary.replaceAll("`", ""), exact: true }).click();
}

/** The names of the fields of a schema, with everything that it refers to. */
function fieldsOf(schema: unknown, fields = new Set<string>(), seen = new Set<unknown>()): Set<string> {
  const node = contract.resolve(schema);
  if (typeof node !== "object" || node === null || seen.has(node)) return fields;
  seen.add(node);
  for (const name of Object.keys(node.properties ?? {})) fields.add(name);
  for (const child of [
    ...Object.values(node.properties ?? {}),
    ...(node.oneOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.allOf ?? []),
    node.items,
  ])
    fieldsOf(child, fields, seen);
  return fields;
}
