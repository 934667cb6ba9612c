/** The docs as Markdown, one page for each tag and operation: the source of `*.md`, `llms.txt`, and of the text inside the HTML. */
import { Contract, type Node, nameOf, type Operation, scenariosOf } from "../generate/bundle.js";

export interface Page {
  /** Its URL in the docs page, without `#/`. */
  path: string;
  title: string;
  /** Its first sentence. */
  summary: string;
  markdown: string;
}

/** Every page of the docs, in the order of the sidebar. */
export function pagesOf(document: Node): Page[] {
  const contract = new Contract(document);
  const { title, version, description } = document.info;
  const intro = page("", title, `${description.trim()}\n\nVersion ${version}.\n\n${describeServers(document)}`);
  return [
    intro,
    ...document.tags.flatMap((tag: Node) => [
      page(tag.name, tag["x-displayName"] ?? tag.name, tag.description.trim()),
      ...contract.operations
        .filter((operation) => nodeOf(document, operation).tags?.includes(tag.name))
        .map((operation) => operationPage(contract, operation, tag.name)),
    ]),
  ];
}

function page(path: string, title: string, markdown: string): Page {
  // The first paragraph that is prose, without its links, up to its first full stop.
  const paragraph = markdown.split("\n\n").find((text) => /^(\w|`(?!`)|\*\*)/.test(text)) ?? "";
  const plain = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/\s+/g, " ");
  return { path, title, summary: /^.*?\.(?=\s|$)/.exec(plain)?.[0] ?? plain, markdown };
}

function describeServers(document: Node): string {
  const servers = document.servers.map(({ url, description }: Node) => `- \`${url}\`: ${description}`);
  return `## Servers\n\n${servers.join("\n")}`;
}

function nodeOf(document: Node, { path, method }: Operation): Node {
  return document.paths[path][method.toLowerCase()];
}

function operationPage(contract: Contract, operation: Operation, tag: string): Page {
  const { document } = contract;
  const { summary, description } = nodeOf(document, operation);
  const schemes = operation.security.map((name) => [name, document.components.securitySchemes[name]] as const);
  const sections = [
    description.trim(),
    section("URL", [`\`${operation.method} ${operation.path}\``]),
    section(
      "Security",
      schemes.map(
        ([name, scheme]) => `\`${scheme.name ?? name}\` (${scheme.in ?? scheme.type})\n\n${scheme.description?.trim() ?? ""}`,
      ),
    ),
    section(
      "Parameters",
      operation.parameters.map((parameter) =>
        describeField(parameter.name, parameter as Node, parameter.required, `in ${parameter.in}`),
      ),
    ),
    section("Request body", [describeBody(contract, operation.requestBody)]),
    section(
      "Responses",
      Object.entries(operation.responses).map(([status, response]) => `### ${status}\n\n${describeBody(contract, response)}`),
    ),
    section(
      "Scenarios",
      scenariosOf(contract, operation).map(({ name, summary: text, status, request, response }) =>
        [
          `### ${name}`,
          text,
          request === undefined ? "" : `Request:\n\n${json(request)}`,
          `Response ${status}:\n\n${json(response)}`,
        ].join("\n\n"),
      ),
    ),
    section("Code samples", samplesOfFirstScenario(nodeOf(document, operation))),
    section(
      "Schemas",
      reachableSchemas(contract, operation).map((name) => describeSchema(contract, name)),
    ),
  ];
  return page(`${tag}/${operation.operationId.toLowerCase()}`, summary, sections.filter(Boolean).join("\n\n"));
}

function section(heading: string, parts: string[]): string {
  const text = parts.filter(Boolean).join(parts.some((part) => part.startsWith("- ")) ? "\n" : "\n\n");
  return text && `## ${heading}\n\n${text}`;
}

function samplesOfFirstScenario(operation: Node): string[] {
  return (operation["x-codeSamples"] ?? []).map(
    ({ lang, label, source }: Node) => `### ${label}\n\n\`\`\`${lang}\n${Object.values(source)[0]}\n\`\`\``,
  );
}

function describeBody(contract: Contract, body: Node): string {
  if (!body) return "";
  const schema = contract.body(body)?.schema;
  return [body.description?.trim(), schema && `Body: ${typeOf(schema)}, as \`${contract.mediaType}\`.`]
    .filter(Boolean)
    .join("\n\n");
}

/** The names of the schemas that an operation uses, each before those that it refers to. */
function reachableSchemas(contract: Contract, operation: Operation): string[] {
  const names = new Set<string>();
  const visit = (node: Node) => {
    if (typeof node !== "object" || node === null) return;
    const name = node.$ref?.startsWith("#/components/schemas/") ? nameOf(node) : undefined;
    if (name && names.has(name)) return;
    if (name) names.add(name);
    for (const child of name ? [contract.schemas[name]] : Object.values(node)) visit(child);
  };
  for (const body of [operation.requestBody, ...Object.values(operation.responses)]) visit(contract.body(body)?.schema);
  return [...names];
}

function describeSchema(contract: Contract, name: string): string {
  const schema = contract.schemas[name];
  const values = Object.entries(schema["x-enumDescriptions"] ?? {}).map(([value, meaning]) => `- \`${value}\`: ${meaning}`);
  const fields = describeFields(schema);
  const facts = [typeOf({ ...schema, title: undefined }), ...constraintsOf(schema)].filter(Boolean).join("; ");
  return [`### ${name}`, `Type: ${facts}.`, schema.description?.trim(), fields.join("\n"), values.join("\n")]
    .filter(Boolean)
    .join("\n\n");
}

function describeFields(schema: Node): string[] {
  return Object.entries<Node>(schema.properties ?? {}).map(([name, field]) =>
    describeField(name, field, schema.required?.includes(name)),
  );
}

function describeField(name: string, field: Node, required = false, place = ""): string {
  const schema = field.schema ?? field;
  const facts = [place, typeOf(schema), required ? "required" : "", ...constraintsOf(schema)].filter(Boolean).join(", ");
  const nested = describeFields(schema).map((line) => line.replaceAll(/^/gm, "  "));
  return [`- \`${name}\` (${facts})${field.description ? `: ${inline(field.description)}` : ""}`, ...nested].join("\n");
}

function typeOf(schema: Node): string {
  const name = nameOf(schema);
  if (name) return `\`${name}\``;
  const members = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (members) return members.map(typeOf).join(schema.allOf ? " and " : " or ");
  const types = [schema.type].flat().filter(Boolean).join(" or ");
  return schema.items ? `${types} of ${typeOf(schema.items)}` : types;
}

function constraintsOf(schema: Node): string[] {
  const keywords = [
    "default",
    "const",
    "pattern",
    "format",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
  ];
  const found = keywords.filter((key) => schema[key] !== undefined).map((key) => `${key} \`${JSON.stringify(schema[key])}\``);
  if (schema.additionalProperties === false) found.push("no other fields");
  return [...found, ...(schema.enum ? [`one of ${schema.enum.map((value: unknown) => `\`${value}\``).join(", ")}`] : [])];
}

function inline(text = ""): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
