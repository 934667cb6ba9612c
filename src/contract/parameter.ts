/** How the values of parameters and response headers travel: `form` in a query, `simple` in a path and in headers. A list in a path is not in the subset. */
import type { Operation, Parameter, ParameterValues } from "./contract.js";
import { parseScalar } from "./json.js";

type Described = Pick<Parameter, "in" | "name" | "type" | "itemType" | "explode">;

/**
 * The value of a parameter.
 *
 * @param texts What was sent under its name, in a query still encoded: one text, or one for each item of an exploded list.
 * @returns undefined if nothing was sent; an empty string is a value.
 */
export function readParameter(parameter: Described, texts: readonly string[]): unknown {
  const { in: place, type, itemType = "string" } = parameter;
  const [text] = texts;
  if (text === undefined) return undefined;
  const decode = (part: string) => (place === "query" ? decodeQueryPart(part) : part);
  if (type !== "array") return scalarOf(decode(text), type);
  const items = isExploded(parameter) ? texts : text.split(",");
  return items.filter((item) => item !== "").map((item) => scalarOf(decode(item).trim(), itemType));
}

/** A value as it is sent under the name of its parameter, encoded: one text, or one for each item of an exploded list. */
export function writeParameter(parameter: Described, value: unknown): string[] {
  const encode = parameter.in === "header" ? String : (part: unknown) => encodeURIComponent(String(part));
  const parts = [value].flat().map(encode);
  return isExploded(parameter) ? parts : [parts.join(",")];
}

/** The path and the query of a request. */
export function pathAndQuery({ path, parameters }: Pick<Operation, "path" | "parameters">, params: ParameterValues): string {
  const query = definedIn(params.query).flatMap(([name, value]) =>
    writeParameter(described(parameters, "query", name), value).map((text) => `${encodeURIComponent(name)}=${text}`),
  );
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name) =>
    writeParameter(described(parameters, "path", name), params.path?.[name]).join(),
  );
  return query.length > 0 ? `${filled}?${query.join("&")}` : filled;
}

/** The headers of a request that are parameters. */
export function parameterHeaders(
  { parameters }: Pick<Operation, "parameters">,
  params: ParameterValues,
): Record<string, string> {
  const entries = definedIn(params.header).map(([name, value]) => {
    return [name, writeParameter(described(parameters, "header", name), value).join()];
  });
  return Object.fromEntries(entries);
}

function described(parameters: readonly Parameter[], place: Parameter["in"], name: string): Described {
  const known = parameters.find((one) => one.in === place && one.name.toLowerCase() === name.toLowerCase());
  return known ?? { in: place, name, type: "string", explode: false };
}

const definedIn = (values: Readonly<Record<string, unknown>> = {}) =>
  Object.entries(values).filter(([, value]) => value !== undefined);

/** What a query has under a name, still encoded. */
export function textsInQuery(query: string, name: string): string[] {
  const pairs = query.split("&").map((pair) => /^([^=]*)=?(.*)$/s.exec(pair) ?? []);
  return pairs.filter(([, key = ""]) => decodeQueryPart(key) === name).map(([, , text = ""]) => text);
}

function isExploded({ in: place, type, explode }: Described): boolean {
  return place === "query" && type === "array" && explode;
}

const scalarOf = (text: string, type: string) => (type === "string" ? text : parseScalar(text));

/** A part of a URL without percent-encoding, or as it is if that is broken. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const decodeQueryPart = (part: string) => decodePart(part.replaceAll("+", " "));
