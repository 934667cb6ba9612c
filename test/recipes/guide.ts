import { readFileSync } from "node:fs";

const guide = readFileSync(new URL("../../openapi/guides/recipes.md", import.meta.url), "utf8");

/** One section of the guide. */
export function section(heading: string): string {
  const found = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (!found) throw new Error(`openapi/guides/recipes.md has no section "${heading}"`);
  return found;
}

/** What a reader may copy out of a section: its blocks of code in a language, at least one. */
export function blocks(heading: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  const found = [...section(heading).matchAll(fence)].map(([, code = ""]) => code);
  if (found.length === 0) throw new Error(`openapi/guides/recipes.md has no ${language} block under "${heading}"`);
  return found;
}
