import type { Operation } from "./contract.js";
import { decodePart } from "./parameter.js";

/** A path that matches a template. */
interface PathMatch {
  /** What is in front of the template, such as `/api` of a base URL; usually empty. */
  readonly base: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Matches the end of a path with a template, such as `/things/{guid}`; undefined if it is another path. */
export function matchPath(template: string, path: string): PathMatch | undefined {
  const expected = template.split("/").slice(1);
  const segments = path.split("/");
  const start = segments.length - expected.length;
  if (start < 1) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = segments[start + index] as string;
    const [, name] = /^\{(.+)\}$/.exec(part) ?? [];
    if (name && value) params[name] = decodePart(value);
    else if (part !== value) return undefined;
  }
  return { base: segments.slice(0, start).join("/"), params };
}

/**
 * The operations whose path matches the end of a path, behind a base such as `/api`, or behind any: those of the most concrete template.
 */
export function operationsAt(
  operations: readonly Operation[],
  path: string,
  base?: string,
): { base: string; operation: Operation }[] {
  const matches = operations.flatMap((operation) => {
    const match = matchPath(operation.path, path);
    if (!match || match.base !== (base ?? match.base)) return [];
    return [{ base: match.base, operation, parameters: Object.keys(match.params).length }];
  });
  const longest = Math.max(...matches.map(({ operation }) => operation.path.split("/").length));
  const candidates = matches.filter(({ operation }) => operation.path.split("/").length === longest);
  const fewest = Math.min(...candidates.map(({ parameters }) => parameters));
  return candidates.filter(({ parameters }) => parameters === fewest);
}
