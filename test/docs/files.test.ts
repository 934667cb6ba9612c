/** What stands in `dist/docs/`, without a browser. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { marked } from "marked";
import { expect, test } from "vitest";
import { applyFixes } from "../../scripts/docs/fixes.js";
import { contract } from "../support/contract.js";
import { docsFolder } from "../support/docs.js";

const read = (file: string) => readFileSync(new URL(file, docsFolder), "utf8");
const html = read("index.html");
/** The part that the generator and its data do not write. */
const text = html.slice(html.indexOf('<div id="text">'));

test("the page names no file of anybody else's, reports nothing, and may only run its own scripts", () => {
  expect(html).toContain('"disableTelemetry":true');
  expect(html.match(/<(script|link|img|iframe)[^>]*\b(src|href)="(?!data:|#)[^"]*"/g)).toBeNull();
  expect(html).not.toContain("cdn.redoc.ly");
  const [policy] = html.match(/(?<=http-equiv="Content-Security-Policy" content=")[^"]*/) ?? [];
  expect(policy).toMatch(
    /^default-src 'none'; script-src ('sha256-[^']+' ?)+; connect-src http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*;/,
  );
});

test("the head describes the page to whoever shares a link to it", () => {
  const { title, summary } = contract.document.info;
  expect(html).toContain(`<title>${title}</title>`);
  for (const name of ['name="description"', 'property="og:description"'])
    expect(html).toContain(`<meta ${name} content="${summary}">`);
  expect(html).toMatch(/<link rel="icon" href="data:image\/svg\+xml,/);
  expect(html).toContain("<noscript>");
});

test("every guide is a page", () => {
  const guides = readdirSync(new URL("../../openapi/guides/", import.meta.url));
  expect(guides.length).toBeGreaterThan(0);
  expect(guides.filter((guide) => !existsSync(new URL(guide, docsFolder)))).toEqual([]);
});

test("the HTML has the whole text of every Markdown page", () => {
  const pages = readdirSync(docsFolder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(contract.document.tags.length);
  const words = (source: string) => source.replaceAll(/<[^>]*>|&\w+;|&#\d+;|[^\p{L}\p{N}]+/gu, " ");
  const inPage = words(text);
  for (const page of pages) {
    const missing = words(marked.parse(read(page)) as string)
      .split(" ")
      .filter((word) => !inPage.includes(word));
    expect(missing, page).toEqual([]);
  }
});

test("llms.txt lists every page, and every link between the Markdown files leads to a file and a heading", () => {
  const files = readdirSync(docsFolder, { recursive: true })
    .map(String)
    .filter((file) => /\.(md|txt)$/.test(file));
  const linkFrom = (file: string) =>
    [...read(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, target = "", heading]) => ({
      file: join(dirname(file), target),
      heading,
    }));
  const listed = linkFrom("llms.txt").map(({ file }) => file);
  expect(files.filter((file) => file.endsWith(".md") && !listed.includes(file))).toEqual([]);
  const links = files.flatMap(linkFrom);
  expect(links.length).toBeGreaterThan(files.length);
  const slugs = (file: string) =>
    [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading.toLowerCase().replaceAll(" ", "-"));
  const broken = links.filter(
    ({ file, heading }) => !existsSync(new URL(file, docsFolder)) || (heading && !slugs(file).includes(heading)),
  );
  expect(broken).toEqual([]);
});

test("every link inside the text of the page has a target", () => {
  const targets = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`));
  const links = [...text.matchAll(/href="(#[^"]*)"/g)].map(([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(contract.document.tags.length);
  expect(links.filter((link) => !targets.has(link))).toEqual([]);
});

test("the guide that lists the values of an enum has every one, with its number", () => {
  const lists = contract.document.tags.filter((tag: object) => "x-docs-values-of" in tag);
  expect(lists.length).toBeGreaterThan(0);
  for (const { description, "x-docs-values-of": schema } of lists) {
    const rows = [...description.matchAll(/^\| \[(\w+)\]\(\S+\)<br>`(\w+)` \|/gm)].map(([, value, id]) => `${value} ${id}`);
    const explained = Object.entries<string>(contract.schemas[schema]["x-enumDescriptions"]);
    expect(explained.map(([value]) => value).sort()).toEqual(expect.arrayContaining([...contract.schemas[schema].enum].sort()));
    expect(rows.sort()).toEqual(
      explained.map(([value, meaning]) => `${value} ${/^`(\d+)`/.exec(meaning)?.[1] ?? "null"}`).sort(),
    );
  }
});

test("a fix that finds nothing to change stops the build and says why it was there", () => {
  expect(() => applyFixes("<html>of another version</html>")).toThrow(/finds nothing to change\. Its reason: /);
});
