/**
 * `npm run docs`: builds `dist/docs/` from `generated/openapi.json` and `openapi/guides/`: three pages that load nothing from anywhere, the
 * same as Markdown with a list, `llms.txt`, and the contract. With `--generate`, it first does what `npm run generate` does.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Node } from "../src/contract/document.js";
import { documentOf } from "./docs/document.js";
import { guidesOf, type Section } from "./docs/guides.js";
import { fill, htmlOf, pageOf, policyOf, scriptOf } from "./docs/html.js";
import { htmlLinks } from "./docs/links.js";
import { referenceOf } from "./docs/reference-markdown.js";
import { type ScenarioSection, scenarioSectionsOf } from "./docs/scenarios.js";
import { readSources } from "./evidence/model.js";
import { main as generate } from "./generate.js";
import { runIfStarted, type ScriptContext } from "./program.js";
import { redocly } from "./redocly.js";

/** Returns the exit code. */
export async function main(args: string[], context: ScriptContext): Promise<number> {
  if (parseArgs({ args, options: { generate: { type: "boolean" } } }).values.generate) {
    const code = await generate([], context);
    if (code !== 0) return code;
  }
  const { folder, out } = context;
  const bundle = JSON.parse(readFileSync(join(folder, "generated/openapi.json"), "utf8"));
  const document = documentOf(bundle, readSources(folder));
  const guides = guidesOf(bundle, folder);
  const scenarios = scenarioSectionsOf(document, folder);
  const pages = {
    "index.html": referencePage(document, folder),
    "guide.html": sectionsPage("guide.html", "Guide", guides, document),
    "scenarios.html": sectionsPage("scenarios.html", "Scenarios", scenarios, document),
  };
  const list = guides.map(({ name, title, markdown }) => `- [${title}](${name}.md): ${firstSentence(markdown)}\n`).join("");
  const target = join(folder, "dist/docs");
  const write = (name: string, text: string) => writeFileSync(join(target, name), text);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, page] of Object.entries(pages)) write(name, page.replace("%policy%", policyOf([page])));
  write("_headers", `/*\n  Content-Security-Policy: ${policyOf(Object.values(pages))}\n`);
  for (const guide of guides) write(`${guide.name}.md`, markdownOf(guide));
  write("scenarios.md", scenarios.map(markdownOf).join("\n"));
  write("reference.md", referenceOf(document));
  write("llms.txt", fill("llms.txt", { ...bundle.info, list }));
  for (const name of ["openapi.yaml", "openapi.json"]) copyFileSync(join(folder, "generated", name), join(target, name));
  out("Docs: dist/docs/index.html");
  return 0;
}

function markdownOf({ title, markdown }: Section): string {
  return `# ${title}\n\n${markdown}\n`;
}

/** Of the first paragraph that is prose, without its links. */
function firstSentence(markdown: string): string {
  const paragraph = markdown.split("\n\n").find((text) => /^(\w|`(?!`)|\*\*)/.test(text)) ?? "";
  const plain = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/\s+/g, " ");
  return /^.*?\.(?=\s|$)/.exec(plain)?.[0] ?? plain;
}

function sectionsPage(template: string, name: string, sections: ScenarioSection[], document: Node): string {
  const requests = Object.fromEntries(
    sections.flatMap((section) => (section.request ? [[section.name, section.request]] : [])),
  );
  const { title, summary } = document.info;
  return pageOf(template, `${name}: ${title}`, summary, {
    ...htmlOf(sections.map((section) => ({ ...section, markdown: htmlLinks(section.markdown, document) }))),
    requests: `<script type="application/json" id="requests">${JSON.stringify(requests).replaceAll("<", "\\u003c")}</script>`,
    script: scriptOf("send.ts"),
  });
}

/** The reference, by Redocly. */
function referencePage(document: Node, folder: string): string {
  const { title, summary } = document.info;
  const values = { head: "{{{redocHead}}}", script: scriptOf("moved-nodes.ts") };
  const withLinks = (_: string, value: unknown) => (typeof value === "string" ? htmlLinks(value, document) : value);
  const temporary = mkdtempSync(join(tmpdir(), "nexus-members-"));
  const file = (name: string) => join(temporary, name);
  try {
    writeFileSync(file("openapi.json"), JSON.stringify(document, withLinks));
    writeFileSync(file("template.html"), pageOf("reference.html", title, summary, values));
    const options = ["--template", file("template.html"), "--inlineBundle", "--output", file("index.html")];
    redocly(folder, "build-docs", file("openapi.json"), ...options);
    return withLogo(readFileSync(file("index.html"), "utf8"));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Redocly's page with its name in place of its logo, which is the one thing that the page would fetch. */
function withLogo(html: string): string {
  const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="46" height="14"><text y="11" font-size="11" font-family="sans-serif" fill="#7d8594">Redocly</text></svg>`;
  const url = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
  if (html.search(url) < 0) throw new Error("Redocly's page has no logo at its URL any more: change scripts/docs.ts");
  return html.replaceAll(url, `data:image/svg+xml,${encodeURIComponent(logo)}`);
}

await runIfStarted(import.meta.url, main);
