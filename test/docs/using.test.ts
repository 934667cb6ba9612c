/** The interactive page as it is used: menus, pickers, links, titles, the keyboard, and the console. */

import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { samplesOf } from "../../scripts/docs/samples.js";
import { scenariosOf } from "../../scripts/generate/examples.js";
import { startMock } from "../../src/mock/server.js";
import { contract } from "../support/contract.js";
import { describeInChromium, normalize, openDocs, urlOf, viewOf } from "../support/docs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const operations = contract.operations.map((operation) => {
  const tag = contract.document.paths[operation.path][operation.method.toLowerCase()].tags[0];
  return [`#/${tag}/${operation.operationId.toLowerCase()}`, operation] as const;
});

describeInChromium(() => {
  describeOperations(
    "%s: the menu of languages has each sample, and each follows the picked request",
    async (hash, operation) => {
      const samples = samplesOf(contract, operation, `${root}openapi/samples`);
      const requests = contract.body(operation.requestBody)?.examples ?? {};
      const tab = await openDocs(hash, { height: 4000 });
      const panel = tab.locator(".panel-request-samples");
      const source = panel.getByTestId("source-code");
      for (const { label, sources } of samples) {
        await panel
          .getByRole("button", { name: new RegExp(`^(${[...samples.map((one) => one.label), "Payload"].join("|")})$`) })
          .click();
        await tab.getByRole("menuitem", { name: label, exact: true }).click();
        for (const [name, code] of Object.entries(sources)) {
          await pickRequest(tab, requests[name].summary);
          await expect
            .poll(async () => normalize(await source.innerText()), { message: `${label}, ${name}` })
            .toBe(normalize(code));
        }
      }
      expect(samples.length).toBeGreaterThan(1);
    },
  );

  describeOperations("%s: the response is that of the picked request", async (hash, operation) => {
    const requests = contract.body(operation.requestBody)?.examples ?? {};
    const tab = await openDocs(hash, { height: 6000 });
    const response = tab.locator(".panel-response-samples");
    const scenarios = scenariosOf(contract, operation).filter(({ request }) => request !== undefined);
    expect(scenarios.length).toBeGreaterThan(1);
    const lastStatus = Object.keys(operation.responses).at(-1) ?? "";
    for (const { name, summary } of scenarios.reverse()) {
      await response.getByRole("button", { name: lastStatus, exact: true }).click(); // the reader was looking at another status
      await pickRequest(tab, requests[name].summary);
      await expect.poll(async () => normalize(await response.innerText()), { message: name }).toContain(summary);
    }
  });

  describeOperations("%s: every field of every request and response is there", async (hash, operation) => {
    const tab = await openDocs(hash, { height: 8000 });
    const section = await viewOf(tab, hash.slice(1));
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

  test("the console sends the picked request to a mock on this machine, and nowhere else", async () => {
    const mock = await startMock();
    const [hash, operation] = operations[0] ?? expect.fail("The contract has no operation");
    const tab = await openDocs(hash);
    const console = tab.locator(".console");
    await console.getByLabel("Your mock").fill("https://example.com");
    await console.getByRole("button").click();
    expect(await console.getByLabel("Your mock").evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);

    await console.getByLabel("Your mock").fill(mock.url);
    const requests = contract.body(operation.requestBody)?.examples ?? {};
    for (const { name, status } of scenariosOf(contract, operation).filter(({ request }) => request !== undefined)) {
      await pickRequest(tab, requests[name].summary);
      await console.getByRole("button").click();
      await expect.poll(() => console.locator("output").innerText(), { message: name }).toMatch(new RegExp(`^${status} `));
    }
    await mock.close();
    await console.getByRole("button").click();
    await expect
      .poll(() => console.locator("output").innerText())
      .toBe(`No mock responds at ${mock.url}. Start it: npx nexus-members-mock`);
  });

  test("every link of the sidebar leads to its view, in a new tab too", { timeout: 120_000 }, async () => {
    const tab = await openDocs("");
    const links = tab.getByRole("navigation").getByRole("link");
    await expect.poll(() => links.count()).toBeGreaterThan(contract.document.tags.length);
    const hrefs = await links.evaluateAll((all) =>
      all.map((link) => link.getAttribute("href") ?? "").filter((href) => !href.startsWith("https:")),
    );
    expect(hrefs.filter((href) => !href.startsWith("#/"))).toEqual([]);
    const first = links.nth(1);
    const [opened] = await Promise.all([tab.context().waitForEvent("page"), first.click({ modifiers: ["ControlOrMeta"] })]);
    expect(opened.url()).toBe(urlOf(hrefs[1] ?? ""));
    await viewOf(opened, (hrefs[1] ?? "").slice(1));
    for (const href of hrefs) {
      await tab.goto(urlOf(href));
      await viewOf(tab, href.slice(1));
    }
  });

  test("every link to a heading of a guide leads there", { timeout: 120_000 }, async () => {
    const texts = contract.document.tags.map(({ description }: { description: string }) => description).join("\n");
    const links = new Set([...texts.matchAll(/\]\(#(\/[^)]*)\)/g)].map(([, path = ""]) => path));
    expect(links.size).toBeGreaterThan(10);
    const tab = await openDocs("");
    for (const path of links) {
      await tab.goto(urlOf(`#${path}`));
      await viewOf(tab, path);
    }
  });

  test("each view has its own title", async () => {
    const { title } = contract.document.info;
    const tab = await openDocs("");
    await expect.poll(() => tab.title()).toBe(title);
    for (const { name, "x-displayName": displayName } of contract.document.tags) {
      await tab.goto(urlOf(`#/${name}`));
      await expect.poll(() => tab.title()).toBe(`${displayName} · ${title}`);
    }
  });

  test("the keyboard reaches the content, the search and the layout", async () => {
    const tab = await openDocs("#/");
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

  test("code in a guide can be copied", async () => {
    const tab = await openDocs("#/types", { permissions: ["clipboard-read", "clipboard-write"] });
    const code = tab.locator("pre[data-language]").first();
    await code.getByRole("button", { name: "Copy" }).click();
    await code.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^import /);
    expect(copied).not.toContain("Cop");
  });

  test("the drawing of a guide is drawn", async () => {
    const tag = contract.document.tags.find(({ description }: { description: string }) => description.includes("<svg"));
    const tab = await openDocs(`#/${tag.name}`);
    const [, width, height] = /<svg width="(\d+)" height="(\d+)"/.exec(tag.description) ?? [];
    const drawing = tab.locator("main").getByRole("img");
    await drawing.waitFor();
    expect(await drawing.boundingBox()).toMatchObject({ width: Number(width), height: Number(height) });
  });
});

function describeOperations(name: string, check: (hash: string, operation: (typeof operations)[number][1]) => Promise<void>) {
  test.each(operations)(name, { timeout: 60_000 }, check);
}

async function pickRequest(tab: Page, summary: string) {
  await tab.locator('.panel-request-samples [aria-label^="Example"]').click();
  await tab.getByRole("menuitem", { name: summary, exact: true }).click();
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
