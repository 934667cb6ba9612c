/** The pages of the docs, of which Redocly draws the reference. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Node } from "../../src/contract/document.js";
import { redocly } from "../redocly.js";
import { htmlOf, pageOf, scriptOf } from "./html.js";
import { htmlLinks } from "./links.js";
import type { ScenarioSection } from "./scenarios.js";

/** A page of guides or scenarios. */
export function sectionsPage(template: string, name: string, sections: ScenarioSection[], document: Node): string {
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
export function referencePage(document: Node, folder: string): string {
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
  if (html.search(url) < 0) throw new Error("Redocly's page has no logo at its URL any more: change scripts/docs/pages.ts");
  return html.replaceAll(url, `data:image/svg+xml,${encodeURIComponent(logo)}`);
}
