/** The reference as Markdown, for programs and for readers without a script. */
import { Contract, type Node, nameOf, type Operation } from "../generate/bundle.js";

/** All that the document of the docs says, but for the examples, which are scenarios. */
export function referenceOf(document: Node): string {
  const contract = new Contract(document);
  const { title, summary, version, description } = document.info;
  const servers = document.servers.map(({ url, description: text }: Node) => `- \`${url}\`: ${text}`);
  return paragraphs([
    `# ${title}`,
    summary,
    description,
    `Version ${version}.`,
    "## Servers",
    servers.join("\n"),
    ...document.tags.flatMap((tag: Node) => [`## ${tag["x-displayName"] ?? tag.name}`, tag.description]),
    ...contract.operations.flatMap((operation) => describeOperation(contract, operation)),
    "## Schemas",
    ...Object.entries(contract.schemas).flatMap(([name, schema]) => describeSchema(name, schema)),
  ]);
}

function paragraphs(texts: (string | undefined)[]): string {
  return texts.flatMap((text) => text?.trim() || []).join("\n\n");
}

function describeOperation(contract: Contract, operation: Operation): string[] {
  const { path, method, parameters, requestBody, responses, security } = operation;
  const { summary, description } = contract.document.paths[path][method.toLowerCase()];
  const schemes = security.map((scheme) => {
    const { type, name = scheme, in: place = type, description: text } = contract.document.components.securitySchemes[scheme];
    return `\`${name}\` (${place}): ${text}`;
  });
  return [
    `## ${summary}`,
    `\`${method} ${path}\``,
    description,
    ...(schemes.length > 0 ? ["### Security", ...schemes] : []),
    ...(parameters.length > 0 ? ["### Parameters"] : []),
    parameters.map((parameter) => describeField(parameter.name, parameter, parameter.required, parameter.in)).join("\n"),
    ...(requestBody ? ["### Request body", ...describeBody(contract, requestBody)] : []),
    "### Responses",
    ...Object.entries(responses).flatMap(([status, response]) => [`#### ${status}`, ...describeBody(contract, response)]),
  ];
}

function describeBody(contract: Contract, body: Node): string[] {
  const schema = contract.body(body)?.schema;
  return [body.description, schema ? `Body: ${typeOf(schema)}, as \`${contract.mediaType}\`.` : ""];
}

function describeSchema(name: string, schema: Node): string[] {
  const values = Object.entries(schema["x-enumDescriptions"] ?? {}).map(([value, meaning]) => `- \`${value}\`: ${meaning}`);
  return [`### ${name}`, `Type: ${factsOf(schema)}.`, schema.description, fieldsOf(schema).join("\n"), values.join("\n")];
}

function fieldsOf({ properties = {}, required = [] }: Node): string[] {
  return Object.entries<Node>(properties).map(([name, field]) => describeField(name, field, required.includes(name)));
}

function describeField(name: string, field: Node, isRequired = false, place = ""): string {
  const schema = field.schema ?? field;
  const facts = [place && `in ${place}`, factsOf(schema), isRequired && "required"].filter(Boolean).join(", ");
  const text = field.description ? `: ${field.description.trim().replaceAll(/\s+/g, " ")}` : "";
  const nested = fieldsOf(schema).map((line) => `\n${line.replaceAll(/^/gm, "  ")}`);
  return `- \`${name}\` (${facts})${text}${nested.join("")}`;
}

/** What a schema says in one line. */
function factsOf(schema: Node): string {
  const inLists = ["type", "title", "description", "properties", "required", "items", "oneOf", "anyOf", "examples", "$ref"];
  const others = Object.entries(schema).filter(([keyword]) => !inLists.includes(keyword) && !keyword.startsWith("x-"));
  return [typeOf(schema), ...others.map(([keyword, value]) => `${keyword} \`${JSON.stringify(value)}\``)].join(", ");
}

function typeOf(schema: Node): string {
  const name = nameOf(schema);
  if (name) return `[\`${name}\`](#${name.toLowerCase()})`;
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return alternatives.map(typeOf).join(" or ");
  const types = [schema.type].flat().join(" or ");
  return schema.items ? `${types} of ${typeOf(schema.items)}` : types;
}
