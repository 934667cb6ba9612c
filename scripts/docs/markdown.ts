/** The pages as Markdown files beside the HTML, for programs that read Markdown. */
import { dirname, relative } from "node:path/posix";
import type { Page } from "./pages.js";

/** Where the file of a page stands. */
export function fileOf({ path }: Page): string {
  return `${path || "start"}.md`;
}

/** The file of a page. Its links lead to the other files. */
export function markdownOf(page: Page, pages: Page[]): string {
  const folder = dirname(fileOf(page));
  const linkTo = (path: string) => {
    const target = pages.filter((one) => path === one.path || path.startsWith(`${one.path}/`)).pop();
    if (!target) throw new Error(`The page "${page.title}" links to #/${path}, which does not exist`);
    const heading = path.slice(target.path.length + 1);
    return relative(folder, fileOf(target)) + (heading && `#${heading}`);
  };
  const text = page.markdown.replaceAll(/\]\(#\/([^)]*)\)/g, (_, path: string) => `](${linkTo(path)})`);
  return `# ${page.title}\n\n${text}\n`;
}
