/**
 * `npm run docs`: builds `dist/docs/` from `generated/openapi.json` and `openapi/guides/`: three pages that load nothing from anywhere, the
 * same as Markdown with a list, `llms.txt`, and the contract. With `--generate`, it first does what `npm run generate` does.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { documentOf } from "./docs/document.js";
import { guidesOf, type Section } from "./docs/guides.js";
import { fill, policyOf } from "./docs/html.js";
import { referencePage, sectionsPage } from "./docs/pages.js";
import { referenceOf } from "./docs/reference-markdown.js";
import { scenarioSectionsOf } from "./docs/scenarios.js";
import { readSources } from "./evidence/model.js";
import { main as generate } from "./generate.js";
import { runIfStarted, type ScriptContext } from "./program.js";

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

await runIfStarted(import.meta.url, main);
