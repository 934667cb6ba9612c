/** Texts as a reader sees them. */
import { marked } from "marked";

/** Markdown as a reader sees it. */
export const textOf = (markdown: string) => textOfHtml(marked.parse(markdown) as string);

export function textOfHtml(html: string): string {
  const entities: Record<string, string> = { quot: '"', "#39": "'", "#x27": "'", lt: "<", gt: ">", amp: "&" };
  return normalize(html.replaceAll(/<[^>]*>/g, " ").replaceAll(/&([#\w]+);/g, (name, entity) => entities[entity] ?? name));
}

/** What is the same in Markdown, in YAML and in what a reader sees. */
export const lettersOf = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, "");

/** A text with single spaces, as a reader sees it. */
export function normalize(text: string): string {
  return text.replaceAll(/[\s\u200b]+/g, " ").trim();
}
