import { readFileSync } from "node:fs";

const guide = readFileSync(new URL("../../openapi/guides/recipes.md", import.meta.url), "utf8");

/**
 * One section of the guide.
 *
 * @param {string} heading
 */
export function section(heading) {
  const found = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (!found) throw new Error(`openapi/guides/recipes.md has no section "${heading}"`);
  return found;
}

/**
 * What a reader may copy out of a section.
 *
 * @param {string} heading
 * @param {string} language
 * @returns {string[]} Its blocks of code in that language, at least one.
 */
export function blocks(heading, language) {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  const found = [...section(heading).matchAll(fence)].map(([, code]) => code);
  if (found.length === 0) throw new Error(`openapi/guides/recipes.md has no ${language} block under "${heading}"`);
  return found;
}
