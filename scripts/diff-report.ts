/** Two versions of the contract, compared by `redocly diff` with the rules of diff-rules.ts, and the report for people. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { parse } from "yaml";

export const levels = ["major", "minor", "patch"] as const;
export type Level = (typeof levels)[number];

interface Change {
  level: Level;
  /** Where Redocly saw it first: a JSON pointer that follows references. */
  path: string;
  place: string;
  what: string;
  reason: string;
}

export interface Comparison {
  /** The highest of all changes. */
  level: Level | undefined;
  changes: Change[];
}

/** The part that is used here of what `redocly diff --format json` prints. */
interface Report {
  bump?: Level;
  changes: {
    path: string;
    kind: "added" | "removed" | "modified";
    property?: string;
    impact: Level;
    verdicts: { message: string }[];
    base?: { value?: unknown };
    revision?: { value?: unknown };
  }[];
}

/** Compares two bundles, as YAML or JSON. */
export async function compare(base: string, revision: string): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-diff-"));
  try {
    writeFileSync(join(folder, "base.yaml"), base);
    writeFileSync(join(folder, "revision.yaml"), revision);
    const report: Report = JSON.parse(await redoclyDiff(folder));
    const sides = { base: parse(base), revision: parse(revision) };
    const changes = report.changes.map(({ path, kind, property, impact, verdicts, base, revision }) => ({
      level: impact,
      path,
      place: placeOf(path, kind === "removed" ? sides.base : sides.revision),
      what: kind === "modified" ? modification(property, base?.value, revision?.value) : kind,
      reason: verdicts.map(({ message }) => message).join("; "),
    }));
    changes.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
    return { level: report.bump, changes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redoclyDiff(folder: string): Promise<string> {
  // Redocly loads plugins as JavaScript.
  await build({
    entryPoints: [join(import.meta.dirname, "diff-rules.ts")],
    bundle: true,
    format: "esm",
    outfile: join(folder, "diff-rules.mjs"),
  });
  copyFileSync(join(import.meta.dirname, "diff.yaml"), join(folder, "redocly.yaml"));
  const program = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
  const args = [program, "diff", "base.yaml", "revision.yaml", "--format", "json", "--fail-on", "none"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 });
  return stdout;
}

/** One line per change. */
export function lines({ changes }: Comparison): string {
  return changes.map(({ level, place, what, reason }) => `${level}  ${place}: ${what} (${reason})`).join("\n");
}

/** A table in Markdown. */
export function table({ changes }: Comparison): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = changes.map(
    ({ level, place, what, reason }) => `| ${level} | ${cell(place)} | ${cell(what)} | ${cell(reason)} |`,
  );
  return ["| Classification | Place | Change | Because |", "|---|---|---|---|", ...rows].join("\n");
}

function modification(property: string | undefined, was: unknown, is: unknown): string {
  if (property === "key") return `renamed from ${shown(was)}`;
  if (Array.isArray(was) && Array.isArray(is)) {
    const gone = was.filter((item) => !is.includes(item)).map((item) => `-${shown(item)}`);
    const come = is.filter((item) => !was.includes(item)).map((item) => `+${shown(item)}`);
    return `${property} ${[...gone, ...come].join(" ") || "in another order"}`;
  }
  if ([was, is].every((value) => typeof value === "string" && value.length > 60)) return `${property} reworded`;
  if (was === undefined) return `${property} added: ${shown(is)}`;
  return is === undefined ? `${property} removed: ${shown(was)}` : `${property} ${shown(was)} -> ${shown(is)}`;
}

function shown(value: unknown): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const listed = new Set(["parameters", "tags", "servers"]);
const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** A place as people name it, such as `POST /members request member.external_guid`. */
function placeOf(path: string, document: unknown): string {
  const words: string[] = [];
  let fields = "";
  let node = document;
  const keys = path.split("/").slice(1).map(unescaped);
  for (const [index, key] of keys.entries()) {
    node = follow(node, document)?.[key];
    const before = keys[index - 1] ?? "";
    if (before === "properties") fields += `${fields && "."}${key}`;
    else if (key === "items") fields += "[]";
    else if (before === "oneOf" || before === "anyOf")
      fields += `${fields && " "}(${nameOf(node) ?? `${before} ${Number(key) + 1}`})`;
    else if (
      before === "allOf" ||
      ["paths", "content", "schema", "properties", "components", "oneOf", "anyOf", "allOf"].includes(key)
    )
      continue;
    else if (listed.has(before)) words.push(String(follow(node, document)?.name ?? key));
    else if (methods.has(key) && keys[index - 2] === "paths") words.unshift(key.toUpperCase());
    else if (before !== "content")
      words.push({ requestBody: "request", responses: "response", parameters: "parameter" }[key] ?? key);
  }
  return [...words, fields].filter(Boolean).join(" ") || "the contract";
}

function follow(node: unknown, document: unknown): Record<string, unknown> | undefined {
  const found = node as Record<string, unknown> | undefined;
  if (typeof found?.$ref !== "string") return found;
  return found.$ref
    .split("/")
    .slice(1)
    .map(unescaped)
    .reduce((at, key) => follow(at, document)?.[key] as never, document as typeof found);
}

function nameOf(node: unknown): string | undefined {
  const { $ref, title } = (node ?? {}) as { $ref?: string; title?: string };
  return $ref?.split("/").at(-1) ?? title;
}

function unescaped(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
