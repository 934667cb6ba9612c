/**
 * Links between the pages are written as between their Markdown files: `errors.md#unknown-outcome` is a heading of a guide,
 * `reference.md#create-member` an operation, by its summary, and `scenarios.md#oauth` a scenario.
 */
import { Contract, type Node } from "../generate/bundle.js";

/** Turns the links of a Markdown text into those of the HTML file that it becomes a part of. */
export function linksFor(file: string, document: Node): (markdown: string) => string {
  const operations = new Contract(document).operations.map(({ path, method, operationId }) => {
    const { tags, summary } = document.paths[path][method.toLowerCase()];
    return [slug(summary), `/${tags[0]}/${operationId.toLowerCase()}`] as const;
  });
  const hashes = new Map(operations);
  const urlOf = (page: string, heading: string | undefined): string => {
    if (page === "scenarios") return `scenarios.html${heading ? `#${heading}` : ""}`;
    if (page !== "reference") return `guide.html#${page}${heading ? `/${heading}` : ""}`;
    if (heading && !hashes.has(heading)) throw new Error(`reference.md has no operation for the link #${heading}`);
    return `index.html#${hashes.get(heading ?? "") ?? "/"}`;
  };
  return (markdown) =>
    markdown.replaceAll(/\]\(([\w-]+)\.md(?:#([^)]+))?\)/g, (_, page: string, heading?: string) => {
      const url = urlOf(page, heading);
      return `](${url.startsWith(`${file}#`) ? url.slice(file.length) : url})`;
    });
}

/** The fragment that leads to a heading, as GitHub makes it. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
