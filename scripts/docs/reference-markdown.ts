/** The reference as Markdown, for programs and for readers without a script: descriptions as text, the rest of the document as YAML. */
import { stringify } from "yaml";
import { type Node, OpenApiDocument } from "../../src/contract/document.js";

/** All that the document of the docs says, but for its examples, which are the scenarios. */
export function referenceOf({ info, servers, tags = [], ...document }: Node): string {
  const { examples, ...components } = document.components;
  const operations = new OpenApiDocument(document).operations.map(({ path, method, parameters, node }) => {
    const { summary = node.operationId, ...operation } = node;
    // Those of the path too.
    return part(`## ${summary}`, `\`${method} ${path}\``, { ...operation, ...(parameters.length > 0 && { parameters }) });
  });
  const parts = Object.entries<Node>(components).flatMap(([kind, all]) =>
    Object.entries(all).map(([name, component]) => part(`### ${name}`, `\`#/components/${kind}/${name}\``, component)),
  );
  return [
    part(`# ${info.title}`, "", info),
    ...tags.map(({ name, "x-displayName": title = name, ...tag }: Node) => part(`## ${title}`, "", tag)),
    part("## Servers", "", { servers }),
    ...operations,
    "## Components",
    ...parts,
  ].join("\n\n");
}

function part(heading: string, introduction: string, { description = "", ...rest }: Node): string {
  const withoutExamples = (key: unknown, value: unknown) =>
    String(key).startsWith("x-mock-") || (key === "examples" && !Array.isArray(value)) ? undefined : value;
  const yaml = Object.keys(rest).length > 0 ? `\`\`\`yaml\n${stringify(rest, withoutExamples, { lineWidth: 0 })}\`\`\`` : "";
  return [heading, introduction, description.trim(), yaml].filter(Boolean).join("\n\n");
}
