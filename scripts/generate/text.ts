/** How values and comments stand in a TypeScript module. */

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A value as the source of a module has it. */
export function source(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A doc comment of one paragraph. */
export function docComment(text = "", indent = ""): string {
  return text ? `${indent}/** ${text.trim().replaceAll("*/", "*\\/").replaceAll("\n", `\n${indent} * `)} */\n` : "";
}
