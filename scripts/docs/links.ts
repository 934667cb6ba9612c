/**
 * Links between the pages are written as between their Markdown files: `errors.md#unknown-outcome` is a heading of a guide,
 * `reference.md#create-member` an operation, by its summary, and `scenarios.md#oauth` a scenario.
 */
import { type Node, OpenApiDocument } from "../../src/contract/document.js";

/** Turns the links of a Markdown text into those of the HTML files. */
export function htmlLinks(markdown: string, document: Node): string {
  return markdown.replaceAll(/\]\(([\w-]+)\.md(?:#([^)]+))?\)/g, (_, page: string, heading?: string) => {
    if (page === "scenarios") return `](scenarios.html${heading ? `#${heading}` : ""})`;
    if (page === "reference") return `](index.html#${heading ? viewOf(heading, document) : "/"})`;
    return `](guide.html#${heading ? `${page}/${heading}` : page})`;
  });
}

/** Where Redocly shows an operation. */
function viewOf(heading: string, document: Node): string {
  for (const { node, operationId } of new OpenApiDocument(document).operations)
    if (slug(node.summary ?? operationId) === heading) return `/${node.tags[0]}/${operationId.toLowerCase()}`;
  throw new Error(`A page links to reference.md#${heading}, but no operation has that summary`);
}

/** The fragment that leads to a heading, as GitHub makes it. */
export function slug(heading: string): string {
  const letters = heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "");
  return letters.replaceAll(" ", "-");
}
