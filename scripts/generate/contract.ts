import type { Node, OpenApiDocument, Schema } from "../../src/contract/document.js";
import { docComment, lowerFirst, source } from "./text.js";

/** What the client needs of the contract at run time, so that it does not import the whole of it. */
export function contractModule(document: OpenApiDocument): string {
  const { info, components = {} } = document.root;
  const tokens = Object.entries<Node>(components.securitySchemes ?? {}).map(
    ([name, scheme]) => [name, document.resolve(scheme)] as const,
  );
  return `
/** Version of the contract, and of this package. */
export const contractVersion = ${source(info.version)};

/** Base URLs of the API, without a slash at the end. */
export const servers = ${source(document.servers)} as const;

/** Media type of requests and responses. */
export const mediaType = ${source(document.mediaType)};
${tokens.map(tokenHeader).join("")}${Object.entries(document.schemas).map(enumValues).join("")}`;
}

function tokenHeader([name, { type, name: header }]: readonly [string, Node]): string {
  return `
/** Request header of the security scheme \`${name}\`. */
export const ${name}Header = ${source(type === "http" ? "Authorization" : header)};
`;
}

function enumValues([name, schema]: [string, Schema]): string {
  if (!schema.enum) return "";
  const list = `${lowerFirst(name)}Values`;
  const isExtensible = schema["x-extensible-enum"];
  const comment = `Every value of {@link ${name}}${isExtensible ? " that this version of the contract knows" : ""}.`;
  const constant = `
${docComment(comment)}export const ${list} = ${source(schema.enum)} as const;
`;
  if (!isExtensible) return constant;
  return `${constant}
/** Whether this version of the contract knows the value of {@link ${name}}. */
export function isKnown${name}(value: unknown): value is (typeof ${list})[number] {
  return ${list}.some((known) => known === value);
}
`;
}
