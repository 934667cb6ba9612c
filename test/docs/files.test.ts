/** What stands in `dist/docs/`, without a browser. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { main as buildDocs } from "../../scripts/docs.js";
import { findEvidence } from "../../scripts/evidence/model.js";
import { OpenApiDocument } from "../../src/contract/document.js";
import { valueAt } from "../../src/contract/json.js";
import { contract } from "../support/contract.js";
import { copyOf, everything, run } from "../support/copy.js";
import { contractTexts, docsDocument, docsFolder, guides, readDocs, scenarios } from "../support/docs.js";
import { lettersOf, textOf, textOfHtml } from "../support/text.js";

const htmlFiles = ["index.html", "guide.html", "scenarios.html"];
const markdownFiles = readdirSync(docsFolder).filter((file) => file.endsWith(".md"));

test.each(htmlFiles)("%s names no file of anybody else's, and says what it is to whoever shares a link to it", (file) => {
  const html = readDocs(file);
  expect(html.match(/<(script|link|img|iframe)[^>]*\b(src|href)="(?!data:|#)[^"]*"/g)).toBeNull();
  expect(html).not.toContain("cdn.redoc.ly");
  if (file === "index.html") expect(html).toContain('"disableTelemetry":true');
  const { title, summary } = contract.root.info;
  expect(html).toMatch(new RegExp(`<title>[^<]*${title}</title>`));
  for (const name of ['name="description"', 'property="og:description"'])
    expect(html).toContain(`<meta ${name} content="${summary}">`);
});

test.each(htmlFiles)("the policies of %s allow its own scripts and no other", (file) => {
  const html = readDocs(file);
  const scripts = [...html.matchAll(/<script(?: type="module")?>(.*?)<\/script>/gs)].map(([, code = ""]) => code);
  const hashes = scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  const [policy = ""] = /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/.exec(html) ?? [];
  expect(policy).toMatch(/^default-src 'none'; script-src [^;]+; connect-src http:\/\/127.0.0.1:\* http:\/\/localhost:\*;/);
  expect(policy).toContain(`script-src ${[...new Set(hashes)].join(" ") || "'none'"};`);
  const [, sent = ""] = /^\/\*\n {2}Content-Security-Policy: (.*)\n$/.exec(readDocs("_headers")) ?? [];
  expect(hashes.filter((hash) => !sent.includes(hash))).toEqual([]);
});

test("llms.txt lists every Markdown file and the contract", () => {
  const listed = [...readDocs("llms.txt").matchAll(/\]\(([^)]*)\)/g)].map(([, file = ""]) => file);
  expect(listed.sort()).toEqual([...markdownFiles, "openapi.yaml", "openapi.json"].sort());
});

// The links of the Markdown files are these, before they were made into links of the pages.
test("every link between the HTML files leads to a file and a place in it", () => {
  const ids = Object.fromEntries(
    htmlFiles.map((file) => [file, new Set([...readDocs(file).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]),
  );
  // Those of the reference stand in its data, as Markdown.
  const linkPattern = /(?:href="|\]\()(?!https?:)([\w-]*\.(?:html|md|yaml))?(?:#([^")\\]*))?["|)]/g;
  const links = htmlFiles.flatMap((from) =>
    [...readDocs(from).matchAll(linkPattern)].map(([, to = from, id]) => ({ from, to, id })),
  );
  expect(links.length).toBeGreaterThan(150);
  const places = ["/", ...contract.operations.map(({ operationId }) => `/members/${operationId.toLowerCase()}`)];
  const isBroken = (to: string, id?: string) =>
    !existsSync(new URL(to, docsFolder)) || (id && (to === "index.html" ? !places.includes(id) : !ids[to]?.has(id)));
  expect(links.filter(({ to, id }) => isBroken(to, id))).toEqual([]);
});

test("the published description has no links into the docs", () => {
  expect(JSON.stringify(contract.root).match(/\]\((?!https:)[^)]*\)/g)).toBeNull();
});

test("the reference and the scenarios as Markdown have every description and every note of the evidence", () => {
  const texts = contractTexts();
  expect(texts.length).toBeGreaterThan(100);
  const seen = lettersOf(readDocs("reference.md") + readDocs("scenarios.md"));
  expect(texts.filter((text) => !seen.includes(lettersOf(text)))).toEqual([]);
});

test("of two descriptions of a field, the one that is closest to it is shown", () => {
  const { properties } = docsDocument.components.schemas.PendingOAuthMember;
  expect(properties.connection_status.description).toMatch(/^Always `PENDING`/);
  expect(properties.connection_status).not.toHaveProperty("anyOf");
  expect(properties.oauth_window_uri.description).toMatch(/^Where to send the end user\. From a mobile app/);
});

test("an open point is marked as one wherever it is, with a link to how it can be settled", () => {
  const places: string[] = [];
  findEvidence(contract.root, "", (pointer, owner) => {
    if (owner["x-evidence"].open) places.push(pointer);
  });
  expect(places.length).toBeGreaterThan(10);
  const unmarked = places.filter((pointer) => {
    const { description } = valueAt(docsDocument, pointer) as { description: string };
    return !description.includes("**[Open point](evidence.md#check-before-production)**: ");
  });
  expect(unmarked).toEqual([]);
});

test("the first scenario can be repeated safely, and the contract keeps its order", () => {
  const [first] = scenarios;
  expect(JSON.stringify(first?.request?.body)).toContain('"external_guid":');
  expect(readDocs("scenarios.md")).toMatch(new RegExp(`^# ${first?.name}\n`));
  for (const document of [contract.root, docsDocument]) {
    const [operation] = new OpenApiDocument(document).operations;
    const names = Object.keys(new OpenApiDocument(document).bodyOf(operation?.requestBody)?.examples ?? {});
    expect(names[0] === first?.name).toBe(document === docsDocument);
  }
});

test("no body is made up where the contract has no example", () => {
  const made = Object.values<{ content?: Record<string, object> }>(docsDocument.components.responses).flatMap(
    ({ content = {} }) => Object.values(content).filter((media) => !("examples" in media)),
  );
  expect(made.length).toBeGreaterThan(0);
  expect(made).toEqual(made.map((media) => ({ ...media, example: {} })));
});

test("the page of the guide has every guide whole, in the order of reading", () => {
  const page = lettersOf(textOfHtml(readDocs("guide.html").replace(/^.*<main/s, "<main")));
  const places = guides.map(({ title, markdown }) => page.indexOf(lettersOf(title + textOf(markdown))));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test("the guide of an enum has the table of its values from the contract, and groups no other values", () => {
  const { "x-enumDescriptions": meanings } = contract.schemas.ConnectionStatus;
  const text = readDocs("connection-statuses.md");
  expect(text).toContain(
    Object.entries(meanings)
      .map(([value, meaning]) => `| \`${value}\` | ${meaning} |\n`)
      .join(""),
  );
  const [, groups = ""] = text.split("## Who has to act");
  const grouped = groups.match(/(?<=`)[A-Z]+(?=`)/g) ?? [];
  expect(grouped.filter((value) => !(value in meanings))).toEqual([]);
});

test("a guide without its place in the order of reading stops the build, and so does an insertion of nothing", async () => {
  const copy = copyOf([...everything, "README.md", "CHANGELOG.md", "SECURITY.md"]);
  copy.edit("openapi/guides/errors.md", /^order: .*\n/m, "");
  await expect(run(buildDocs, copy.folder)).rejects.toThrow("openapi/guides/errors.md has no order and title at its head");
  copy.edit("openapi/guides/errors.md", "title:", "order: 1\ntitle:");
  copy.edit("openapi/guides/types.md", "#only-the-types", "#no-heading");
  await expect(run(buildDocs, copy.folder)).rejects.toThrow("A guide inserts README.md#no-heading");
  copy.edit("openapi/guides/types.md", "README.md#no-heading", "values of Nothing");
  await expect(run(buildDocs, copy.folder)).rejects.toThrow("A guide inserts the values of Nothing, but no schema");
});
