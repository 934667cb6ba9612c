/** Files of the site from their templates, which are in `pages/`. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import hljs from "highlight.js/lib/common";
import { Marked } from "marked";
import type { Section } from "./guides.js";
import { slug } from "./links.js";

const pathBeside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A template with its placeholders, such as `%title%`, filled in. */
export function fill(template: string, values: Record<string, string>): string {
  const text = readFileSync(pathBeside(`pages/${template}`), "utf8");
  return text.replaceAll(/%([a-z]+)%/g, (all, name) => values[name] ?? all);
}

/** A page, but for its policy. `values` are those of its template; `head` is what stands in its head besides. */
export function pageOf(template: string, title: string, summary: string, values: Record<string, string>): string {
  const all = { head: "", ...values, title: escapeHtml(title), summary: escapeHtml(summary) };
  const style = `<style>\n${readFileSync(pathBeside("page.css"), "utf8")}</style>`;
  return fill("page.html", { ...all, style, body: fill(template, all) });
}

/** A module of this folder as an element of a page. */
export function scriptOf(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [pathBeside(file)],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
  });
  return `<script type="module">${outputFiles[0]?.text}</script>`;
}

/** A Content Security Policy: pages run their own scripts and call a mock on this machine, and nothing else. */
export function policyOf(pages: string[]): string {
  const scripts = pages.flatMap((page) => [...page.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g)]);
  const hashes = scripts.map(([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  return fill("policy.txt", { hashes: [...new Set(hashes)].join(" ") || "'none'" }).trim();
}

/** The sections, one below the other, and the list of links to them and to the headings in them. */
export function htmlOf(all: Section[]): { sections: string; list: string } {
  let sections = "";
  let list = "";
  for (const { name, title, markdown } of all) {
    let headings = "";
    const marked = new Marked({
      renderer: {
        heading({ tokens, depth, text }) {
          const id = `${name}/${slug(text)}`;
          const html = this.parser.parseInline(tokens);
          if (depth === 2) headings += `<li><a href="#${id}">${html}</a></li>\n`;
          return `<h${depth + 1} id="${id}">${html}</h${depth + 1}>\n`;
        },
        code({ text, lang = "" }) {
          const language = hljs.getLanguage(lang) ? lang : "plaintext";
          return `<pre><code>${hljs.highlight(text, { language }).value}</code></pre>\n`;
        },
      },
    });
    sections += `<section id="${name}">\n<h2>${escapeHtml(title)}</h2>\n${marked.parse(markdown)}</section>\n`;
    list += `<li><a href="#${name}">${escapeHtml(title)}</a>${headings && `<ul>${headings}</ul>`}</li>\n`;
  }
  return { sections, list: `<ul>${list}</ul>` };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
