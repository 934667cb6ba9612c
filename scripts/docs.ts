/**
 * `npm run docs`: builds `dist/docs/` from `generated/openapi.json`. `index.html` is one file that loads nothing from anywhere. Beside it
 * stand the contract, and the same pages as Markdown with their list, `llms.txt`. With `--generate`, it first does what
 * `npm run generate` does.
 */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { documentOf } from "./docs/document.js";
import { applyFixes } from "./docs/fixes.js";
import { fileOf, markdownOf } from "./docs/markdown.js";
import { type Page, pagesOf } from "./docs/pages.js";
import { requestsOf } from "./docs/samples.js";
import { escapeHtml, textOf } from "./docs/text.js";
import { Contract, type Node } from "./generate/bundle.js";
import { main as generate } from "./generate.js";
import { type ProgramContext, runIfStarted } from "./program.js";
import { redocly } from "./redocly.js";

/** Where the parts of the page are that are written here. */
const partsFolder = fileURLToPath(new URL("docs", import.meta.url));

/** Returns the exit code. */
export async function main(args: string[], context: ProgramContext): Promise<number> {
  if (parseArgs({ args, options: { generate: { type: "boolean" } } }).values.generate) {
    const code = await generate([], context);
    if (code !== 0) return code;
  }
  const { folder, out } = context;
  const bundle = JSON.parse(readFileSync(join(folder, "generated/openapi.json"), "utf8"));
  const document = documentOf(bundle, folder);
  const pages = pagesOf(document);
  const target = join(folder, "dist/docs");
  rmSync(target, { recursive: true, force: true });
  write(target, "index.html", pageOf(buildDocs(document, folder), bundle, pages));
  for (const page of pages) write(target, fileOf(page), markdownOf(page, pages));
  write(target, "llms.txt", listOf(pages, bundle.info));
  for (const file of ["openapi.yaml", "openapi.json"]) copyFileSync(join(folder, "generated", file), join(target, file));
  out("Docs: dist/docs/index.html");
  return 0;
}

function write(target: string, file: string, text: string) {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  writeFileSync(join(target, file), text);
}

function listOf(pages: Page[], { title, summary }: Node): string {
  const list = pages.map((page) => `- [${page.title}](${fileOf(page)}): ${page.summary}`).join("\n");
  return `# ${title}\n\n> ${summary}\n\n## Pages\n\n${list}\n\n## Contract\n\n- [OpenAPI, YAML](openapi.yaml)\n- [OpenAPI, JSON](openapi.json)\n`;
}

/** The page as Redocly builds it. */
function buildDocs(document: Node, folder: string): string {
  const temporary = mkdtempSync(join(tmpdir(), "nexus-members-"));
  try {
    const input = join(temporary, "openapi.json");
    const output = join(temporary, "index.html");
    writeFileSync(input, JSON.stringify(document));
    redocly(folder, "build-docs", input, "--inlineBundle", "--output", output);
    return readFileSync(output, "utf8");
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** The page with what is added here: our script and styles, the text for readers without a script, and the policy. */
function pageOf(built: string, bundle: Node, pages: Page[]): string {
  const html = applyFixes(built);
  const requests = JSON.stringify(requestsOf(new Contract(bundle))).replaceAll("<", "\\u003c");
  const script = buildSync({
    entryPoints: [join(partsFolder, "page.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
  });
  const beginning = `<button class="skip">Skip to the content</button>`;
  const end = `${textOf(pages)}
<script type="application/json" id="requests">${requests}</script>
<script type="module">${script.outputFiles[0]?.text}</script>`;
  // The generator's script contains these tags too, between its own.
  const page = html.replace(/<body>([\s\S]*)(?=<\/body>)/, (_, body) => `<body>\n${beginning}${body}${end}\n`);
  if (page === html) throw new Error("The generator's page has another <body> since this version: change scripts/docs.ts");
  return page.replace("<head>", () => `<head>\n${headOf(page, bundle.info)}`);
}

function headOf(page: string, { title, summary }: Node): string {
  const read = (file: string) => readFileSync(join(partsFolder, file), "utf8");
  const icon =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='#1a4fd6'/><path d='M4 12V4l8 8V4' fill='none' stroke='#fff' stroke-width='2'/></svg>";
  return `  <meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">
  <meta name="description" content="${escapeHtml(summary)}">
  <meta property="og:title" content="${escapeHtml(title)}">
  <meta property="og:description" content="${escapeHtml(summary)}">
  <meta property="og:type" content="website">
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
  <style>${read("page.css")}${read("text.css")}</style>
  <noscript><style>${read("without-script.css")}</style></noscript>`;
}

/** A Content Security Policy that lets the page run its own scripts and call a mock on this machine, and nothing else. */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");
  const hashes = scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "connect-src http://127.0.0.1:* http://localhost:*",
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

await runIfStarted(import.meta.url, main);
