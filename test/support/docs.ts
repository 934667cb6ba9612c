import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { documentOf } from "../../scripts/docs/document.js";
import { guidesOf } from "../../scripts/docs/guides.js";
import { scenarioSectionsOf } from "../../scripts/docs/scenarios.js";
import { readSources } from "../../scripts/evidence/model.js";
import { launchChromium } from "./chromium.js";
import { contract } from "./contract.js";
import { startServer } from "./server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What `npm run docs` writes. */
export const docsFolder = new URL("../../dist/docs/", import.meta.url);
export const readDocs = (file: string) => readFileSync(new URL(file, docsFolder), "utf8");

/** What the pages are made from. */
export const docsDocument = documentOf(contract.root, readSources(root));
export const guides = guidesOf(contract.root, root);
export const scenarios = scenarioSectionsOf(docsDocument, root);

/** Each page, with what it has to show; the reference at its first operation. */
const [[operation, summary] = expect.fail("The contract has no operation")] = contract.operations.map(
  ({ node, operationId }) => {
    const { tags, summary: heading } = node;
    return [`index.html#/${tags[0]}/${operationId.toLowerCase()}`, heading as string] as const;
  },
);
export const operationPage = operation;
export const operationPath = operation.replace("index.html#", "");
export const pages = [
  [operation, summary],
  ["guide.html", "Guide"],
  ["scenarios.html", "Scenarios"],
] as const;

let browser: Browser;

/** Tests in a real Chromium. */
export function describeInChromium(tests: () => void) {
  describe("in Chromium", () => {
    beforeAll(async () => {
      if (!existsSync(docsFolder)) throw new Error("There is no page to test: npm run docs");
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests();
  });
}

interface DocsOptions extends BrowserContextOptions {
  width?: number;
  /** Headers of a host that serves the docs. Without them, the page is a file. */
  host?: Record<string, string>;
}

/** Opens a page of the docs for one test, which fails if the page asks for something from elsewhere, or has an error on a host without rules. */
export async function openDocs(page: string, { width = 1440, host, ...options }: DocsOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(30_000);
  const requests: string[] = [];
  const errors: string[] = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("pageerror", (error) => errors.push(error.message));
  onTestFinished(async () => {
    await context.close();
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter((url) => !/^(file|data|blob):|^http:\/\/127\.0\.0\.1:/.test(url))).toEqual([]);
    if (!host) expect(errors).toEqual([]);
  });
  await tab.goto(host ? await serve(page, host) : new URL(page, docsFolder).href);
  return tab;
}

async function serve(page: string, headers: Record<string, string>): Promise<string> {
  const { url } = await startServer(({ path = "" }, response) => {
    const file = new URL(path.slice(1), docsFolder);
    response.writeHead(existsSync(file) ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", ...headers });
    response.end(existsSync(file) ? readFileSync(file) : "");
  });
  return `${url}/${page}`;
}

/** Opens the reference and waits until it is drawn. */
export async function openReference(hash: string, options?: DocsOptions): Promise<Page> {
  const tab = await openDocs(`index.html#${hash}`, options);
  await tab.locator('main [data-testid="page-actions"]').first().waitFor({ state: "attached" });
  return tab;
}

/** Every description and summary of the contract, and every note of its evidence, as Markdown. */
export function contractTexts(): string[] {
  const texts = new Set<string>();
  const collect = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (/^(description|summary|note)$/.test(key) && typeof value === "string") texts.add(value);
      else if (key !== "value") collect(value);
    }
  };
  collect(contract.root);
  return [...texts];
}
