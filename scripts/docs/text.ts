/**
 * The pages as HTML that stands in the file itself: for readers without JavaScript, for search engines, for Ctrl+F and for paper. The
 * generator renders only what is in sight.
 */
import { Marked } from "marked";
import { slug } from "./document.js";
import type { Page } from "./pages.js";

/** The text of all pages, hidden until the browser's own search finds something in it. */
export function textOf(pages: Page[]): string {
  const links = pages.map(({ path, title }) => `<li><a href="#text/${path}">${escapeHtml(title)}</a></li>`).join("\n");
  return `<div id="text">\n<nav aria-label="Contents"><ul>\n${links}\n</ul></nav>\n${pages.map(sectionOf).join("\n")}\n</div>`;
}

function sectionOf({ path, title, markdown }: Page, index: number): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const level = `h${index === 0 ? depth : depth + 1}`; // below the title of the page
        return `<${level} id="${["text", path, slug(text)].filter(Boolean).join("/")}">${this.parser.parseInline(tokens)}</${level}>\n`;
      },
      link({ href, tokens }) {
        // The script of the page turns them into links of the interactive page.
        return `<a href="${escapeHtml(href.replace(/^#\//, "#text/"))}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  const level = index === 0 ? "h1" : "h2";
  const heading = `<${level} id="text/${path}">${escapeHtml(title)}</${level}>`;
  const found = `<p class="found">Found in the text of this page. <a href="#text/${path}">Open ${escapeHtml(title)}</a></p>`;
  return `<section data-path="/${path}" hidden="until-found">\n${found}\n${heading}\n${marked.parse(markdown)}</section>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
