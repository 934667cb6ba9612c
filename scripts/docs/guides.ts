/**
 * The guides: the files of `openapi/guides/`, with a title and their place in the order of reading at the head. A comment takes in what is
 * written elsewhere:
 *
 * - `<!-- insert: README.md#a-heading -->`, or a whole file: a section of a file of the project, without its heading
 * - `<!-- insert: open points -->`: the table of open points, most dangerous first
 * - `<!-- insert: values of ConnectionStatus -->`: the table of the values that a schema explains under `x-enumDescriptions`
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { marked } from "marked";
import { parse } from "yaml";
import type { Node } from "../../src/contract/document.js";
import { openPointsTable } from "../evidence/describe.js";
import { markdownTable } from "../markdown.js";
import { slug } from "./links.js";

/** A part of a page: a guide, or a scenario. */
export interface Section {
  /** What leads to it in a URL. */
  name: string;
  title: string;
  markdown: string;
}

/** Every guide, in the order of reading. */
export function guidesOf(bundle: Node, root: string): Section[] {
  const folder = join(root, "openapi/guides");
  const guides = readdirSync(folder).map((file) => {
    const [, head = "", text = ""] = /^---\n(.*?\n)---\n(.*)$/s.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    const { order, title } = parse(head) ?? {};
    if (!order || !title) throw new Error(`openapi/guides/${file} has no order and title at its head, between lines of ---`);
    const markdown = text.replaceAll(/<!-- insert: (.*?) -->/g, (_, what: string) => insertion(what, bundle, root)).trim();
    return { name: basename(file, ".md"), title, order, markdown };
  });
  return guides.sort((one, other) => one.order - other.order);
}

function insertion(what: string, bundle: Node, root: string): string {
  if (what === "open points") return openPointsTable(bundle);
  const [, schema] = /^values of (\w+)$/.exec(what) ?? [];
  return schema ? valuesTable(schema, bundle) : readSection(what, root);
}

function valuesTable(schema: string, bundle: Node): string {
  const meanings = bundle.components.schemas[schema]?.["x-enumDescriptions"];
  if (!meanings) throw new Error(`A guide inserts the values of ${schema}, but no schema ${schema} has x-enumDescriptions`);
  const rows = Object.entries(meanings).map(([value, meaning]) => [`\`${value}\``, String(meaning)]);
  return markdownTable(["Value", "Meaning"], rows);
}

/** The text below a heading of a Markdown file, or below its title. Its links to guides lead to the guide beside it. */
function readSection(reference: string, root: string): string {
  const [file = "", wanted] = reference.split("#");
  const tokens = marked.lexer(readFileSync(join(root, file), "utf8"));
  const start = tokens.findIndex((token) => token.type === "heading" && (!wanted || slug(token.text) === wanted));
  const heading = tokens[start];
  if (heading?.type !== "heading") throw new Error(`A guide inserts ${reference}, but ${file} has no such heading`);
  const end = tokens.findIndex((token, index) => index > start && token.type === "heading" && token.depth <= heading.depth);
  const section = tokens.slice(start + 1, end < 0 ? undefined : end).map(({ raw }) => raw);
  return section
    .join("")
    .replaceAll(/\]\((?:\.\/)?openapi\/guides\//g, "](")
    .trim();
}
