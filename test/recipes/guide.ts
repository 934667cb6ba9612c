import { readFileSync } from "node:fs";

const read = (guide: string) => readFileSync(new URL(`../../openapi/guides/${guide}`, import.meta.url), "utf8");

/** One section of a guide. */
export function section(heading: string, guide = "recipes.md"): string {
  const found = read(guide)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  if (!found) throw new Error(`openapi/guides/${guide} has no section "${heading}"`);
  return found;
}

/** What a reader may copy out of a section: its blocks of code in a language, at least one. */
export function blocks(heading: string, language: string, guide = "recipes.md"): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  const found = [...section(heading, guide).matchAll(fence)].map(([, code = ""]) => code);
  if (found.length === 0) throw new Error(`openapi/guides/${guide} has no ${language} block under "${heading}"`);
  return found;
}
