/** Two versions of the contract, compared by `redocly diff` with the rules of rules.ts, and the changes in words. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { keysOf } from "../../src/contract/json.js";
import { redoclyCli } from "../redocly.js";

export const levels = ["major", "minor", "patch"] as const;
export type Level = (typeof levels)[number];

export interface Change {
  level: Level;
  /** JSON pointer in the file that has it. */
  pointer: string;
  /** In words. */
  place: string;
  /** The old and the new value. */
  what: string;
  reason: string;
}

export interface Comparison {
  /** The highest of all changes but that of the version itself. */
  level: Level | undefined;
  /** The highest come first. */
  changes: Change[];
}

/** The part that is used here of what `redocly diff --format json` prints. */
interface Report {
  bump?: Level;
  changes: {
    /** A JSON pointer that follows references, to where Redocly saw it first. */
    path: string;
    kind: "added" | "removed" | "modified";
    property?: string;
    impact: Level;
    verdicts: { message: string }[];
    base?: { pointer: string; value?: unknown };
    revision?: { pointer: string; value?: unknown };
  }[];
}

/** Compares two bundles, as YAML or JSON. */
export async function compare(base: string, revision: string): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-diff-"));
  try {
    const files = [join(folder, "base.yaml"), join(folder, "revision.yaml")] as const;
    writeFileSync(files[0], base);
    writeFileSync(files[1], revision);
    const { bump, changes }: Report = JSON.parse(await redoclyDiff(...files));
    const documents = { base: parse(base), revision: parse(revision) };
    const found = changes.map((change) => ({
      level: change.impact,
      pointer: longer(change.base?.pointer, change.revision?.pointer),
      place: placeOf(change.path, change.kind === "removed" ? documents.base : documents.revision),
      what: whatChanged(change),
      reason: change.verdicts.map(({ message }) => message).join(" "),
    }));
    return { level: bump, changes: found.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function redoclyDiff(base: string, revision: string): Promise<string> {
  const args = ["diff", base, revision, "--format", "json", "--fail-on", "none", "--config", "diff/redocly.yaml"];
  // tsx, so that Redocly can load the plugin; in this folder, where both are found.
  const options = { cwd: join(import.meta.dirname, ".."), maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", redoclyCli, ...args], options);
  return stdout;
}

function longer(one = "", other = ""): string {
  return one.length > other.length ? one : other;
}

function whatChanged({ kind, property, base, revision }: Report["changes"][number]): string {
  const [was, is] = [base?.value, revision?.value];
  if (kind === "added") return `added ${shown(is)}`;
  if (kind === "removed") return `removed ${shown(was)}`;
  if (property === "key") return `renamed from ${shown(was)}`;
  if (was === undefined) return `${property} added: ${shown(is)}`;
  if (is === undefined) return `${property} removed: ${shown(was)}`;
  if (Array.isArray(was) && Array.isArray(is)) {
    const gone = was.filter((item) => !is.includes(item)).map((item) => `-${shown(item)}`);
    const come = is.filter((item) => !was.includes(item)).map((item) => `+${shown(item)}`);
    return `${property} ${[...gone, ...come].join(" ") || "in another order"}`;
  }
  const start = firstDifference(String(was), String(is));
  return `${property} ${shown(was, start)} -> ${shown(is, start)}`;
}

/** A value in one line; of a long one, the part from `start` on. */
function shown(value: unknown, start = 0): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s/g, " ");
  const from = text.length > 60 ? Math.max(0, start - 20) : 0;
  const part = `${from > 0 ? "..." : ""}${text.slice(from, from + 60)}${text.length > from + 60 ? "..." : ""}`;
  return typeof value === "string" && text.includes(" ") ? `"${part}"` : part;
}

function firstDifference(one: string, other: string): number {
  const index = [...one].findIndex((character, at) => character !== other[at]);
  return index < 0 ? one.length : index;
}

type Document = Record<string, unknown>;

/** Keys that say nothing to people. */
const silent = ["paths", "content", "schema", "properties", "components", "oneOf", "anyOf", "allOf"];
const words: Record<string, string> = { requestBody: "request", responses: "response", parameters: "parameter" };

/** A place as people name it, such as `POST /members request member.external_guid`. */
function placeOf(path: string, document: Document): string {
  const names: string[] = [];
  let fields = "";
  let node: unknown = document;
  let above = "";
  const keys = keysOf(path);
  for (const [index, key] of keys.entries()) {
    node = follow(node, document)?.[key];
    if (above === "properties") fields += `${fields && "."}${key}`;
    else if (key === "items") fields += "[]";
    else if (above === "oneOf" || above === "anyOf")
      fields += `${fields && " "}(${nameOf(node) ?? `${above} ${Number(key) + 1}`})`;
    else if (["parameters", "tags", "servers"].includes(above)) names.push(String(follow(node, document)?.name ?? key));
    else if (keys[index - 2] === "paths" && key !== "parameters") names.unshift(key.toUpperCase());
    else if (above !== "content" && above !== "allOf" && !silent.includes(key)) names.push(words[key] ?? key);
    above = key;
  }
  return [...names, fields].filter(Boolean).join(" ") || "the contract";
}

/** What a node says, or what its `$ref` leads to. */
function follow(node: unknown, document: Document): Document | undefined {
  const { $ref } = (node ?? {}) as { $ref?: string };
  if (typeof $ref !== "string") return node as Document | undefined;
  return keysOf(decodeURIComponent($ref)).reduce<Document | undefined>((at, key) => follow(at?.[key], document), document);
}

function nameOf(node: unknown): string | undefined {
  const { $ref, title } = (node ?? {}) as { $ref?: string; title?: string };
  return $ref?.split("/").at(-1) ?? title;
}
