/**
 * The contract as the docs show it. What the contract can only point to is filled in where a tag asks for it:
 *
 * - `x-docs-from: README.md#a-heading` (or a whole file): the description goes on with this section of a file of the project.
 * - `x-docs-values-of: <schema>`: the description ends with a heading for each value of an enum, so that it can be linked to.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";
import { insertOpenPoints, withEvidence } from "../evidence/describe.js";
import { readSources } from "../evidence/types.js";
import { Contract, type Node } from "../generate/bundle.js";
import { samplesOf } from "./samples.js";

/** A copy of the bundle for the docs. */
export function documentOf(bundle: Node, root: string): Node {
  const document = withEvidence(insertOpenPoints(bundle), readSources(root));
  document.tags = document.tags.map((tag: Node) => ({ ...tag, description: describeTag(tag, document, root) }));
  const contract = new Contract(bundle);
  for (const operation of contract.operations) {
    markLoneResponses(document, operation.path, operation.method.toLowerCase());
    const samples = samplesOf(contract, operation, join(root, "openapi/samples"));
    // The page takes the source of the scenario that is picked: see fixes.ts.
    document.paths[operation.path][operation.method.toLowerCase()]["x-codeSamples"] = samples.map(
      ({ lang, label, sources }) => ({ lang, label, source: sources }),
    );
  }
  return document;
}

/** Says it of the response examples that no request example leads to, because the page shows them beside one. */
function markLoneResponses(document: Node, path: string, method: string) {
  const contract = new Contract(document);
  const { requestBody, responses } = document.paths[path][method];
  const requests = contract.body(contract.resolve(requestBody))?.examples ?? {};
  for (const response of Object.values(responses))
    for (const [name, example] of Object.entries(contract.body(contract.resolve(response))?.examples ?? {}))
      if (requestBody && !(name in requests))
        example.description = ["None of the requests on this page leads to this response.", example.description]
          .filter(Boolean)
          .join("\n\n");
}

function describeTag(tag: Node, document: Node, root: string): string {
  const section = tag["x-docs-from"] ? `\n\n${readSection(tag["x-docs-from"], root)}` : "";
  const values = document.components.schemas[tag["x-docs-values-of"]]?.["x-enumDescriptions"] ?? {};
  const headings = Object.entries(values).map(([value, meaning]) => `\n### ${value}\n\n${meaning}\n`);
  return tag.description + section + headings.join("");
}

/** The text below a heading of a Markdown file, or below its title, with links to guides as links of the page. */
function readSection(reference: string, root: string): string {
  const [file = "", wanted] = reference.split("#");
  const tokens = marked.lexer(readFileSync(join(root, file), "utf8"));
  const start = tokens.findIndex((token) => token.type === "heading" && (wanted === undefined || slug(token.text) === wanted));
  const level = (tokens[start] as { depth?: number } | undefined)?.depth;
  if (level === undefined) throw new Error(`openapi.yaml takes a tag from ${reference}, but ${file} has no such heading`);
  const end = tokens.findIndex((token, index) => index > start && token.type === "heading" && token.depth <= level);
  const section = tokens.slice(start + 1, end < 0 ? undefined : end).map((token) =>
    // Guides begin with headings of level 2, whatever the level is in the file.
    token.type === "heading" ? token.raw.replace(/^#+/, "#".repeat(token.depth - level + 1)) : unwrap(token.raw, token.type),
  );
  return section
    .join("")
    .replaceAll(/\]\((?:\.\/)?openapi\/guides\/([\w-]+)\.md(?:#([\w-]+))?\)/g, (_, guide, heading) =>
      heading ? `](#/${guide}/${heading})` : `](#/${guide})`,
    );
}

/** The generator's search joins the last word of a line with the first of the next one. */
function unwrap(text: string, type: string): string {
  return type === "paragraph" || type === "list" ? text.replaceAll(/(?<=\S)\n[ ]*(?=[^\s\-*\d])/g, " ") : text;
}

/** The last part of the URL of a heading, as Redocly makes it. */
export function slug(heading: string): string {
  return heading.replaceAll("`", "").toLowerCase().replaceAll(" ", "-");
}
