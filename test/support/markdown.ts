import { readFileSync } from "node:fs";
import { marked, type Token, type Tokens } from "marked";

/** What stands below a heading of a Markdown file of the project, up to the next heading of its level; without a heading, all of it. */
function tokensOf(file: string, heading?: string): Token[] {
  const tokens: Token[] = marked.lexer(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
  if (heading === undefined) return tokens;
  const isHeading = (token: Token): token is Tokens.Heading => token.type === "heading";
  const start = tokens.findIndex((token) => isHeading(token) && token.text === heading);
  const { depth } = (tokens[start] as Tokens.Heading | undefined) ?? {};
  if (depth === undefined) throw new Error(`${file} has no heading "${heading}"`);
  const end = tokens.findIndex((token, index) => index > start && isHeading(token) && token.depth <= depth);
  return tokens.slice(start + 1, end < 0 ? undefined : end);
}

/** The Markdown below a heading. */
export function section(file: string, heading?: string): string {
  return tokensOf(file, heading)
    .map(({ raw }) => raw)
    .join("");
}

/** What a reader may copy: the blocks of code in a language, at least one. */
export function codeBlocks(file: string, language: string, heading?: string): string[] {
  const isBlock = (token: Token): token is Tokens.Code => token.type === "code" && token.lang === language;
  const found = tokensOf(file, heading).filter(isBlock);
  if (found.length === 0) throw new Error(`${file} has no ${language} block${heading ? ` under "${heading}"` : ""}`);
  return found.map(({ text }) => text);
}
