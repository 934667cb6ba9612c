import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract, mediaType, operation, requestExamples } from "../support/contract.js";

const page = new URL("../../dist/docs/index.html", import.meta.url);
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

test("the page contains the operation and asks for nothing from elsewhere", () => {
  const html = readFileSync(page, "utf8");
  expect(html).toContain(operation.summary);
  expect(html).toContain('"disableTelemetry":true');
  expect(html.match(/<(script|link|img|iframe)[^>]*\b(src|href)="(?!data:|#)[^"]*"/g)).toBeNull();
  expect(html).not.toContain("cdn.redoc.ly");
});

// Where there is no browser this is left out, except in CI, which has to have one.
describe.skipIf(!existsSync(executablePath) && !process.env.CI)("in Chromium (CHROMIUM_PATH, or /usr/bin/chromium)", () => {
  let browser: Browser;
  let tab: Page;
  const requests: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
    browser = await chromium.launch({ executablePath, args });
    tab = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    tab.setDefaultTimeout(10_000);
    tab.on("request", (request) => requests.push(request.url()));
    tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    tab.on("pageerror", (error) => errors.push(error.message));
  });
  afterAll(() => browser?.close());

  test("the operation, its fields and its examples are readable without a network", async () => {
    await tab.goto(`${page.href}#/members/createmember`);
    await tab.getByRole("heading", { name: "Create member" }).waitFor();
    for (const field of Object.keys(contract.components.schemas.StandardMemberCreateRequest.properties)) {
      await tab
        .getByText(new RegExp(`^member\\.\u200b?${field}$`))
        .first()
        .waitFor();
    }
    const { "x-evidence-note": note } = contract.components.schemas.ExternalGuid;
    await tab.getByText(note.slice(0, 80)).first().waitFor();
    for (const status of Object.keys(operation.responses)) await tab.getByRole("tab", { name: status }).first().waitFor();

    await tab.getByText(contract.components.examples.StandardRequest.summary).click();
    for (const { name } of requestExamples) await tab.getByRole("menuitem", { name: summaryOf(name), exact: true }).waitFor();
    expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  test("the evidence guide is there", async () => {
    await tab.goto(`${page.href}#/evidence`);
    await tab.getByRole("heading", { name: "Check before production" }).waitFor();
  });
});

function summaryOf(name: string): string {
  const { $ref } = operation.requestBody.content[mediaType].examples[name];
  return contract.components.examples[$ref.split("/").pop()].summary;
}
