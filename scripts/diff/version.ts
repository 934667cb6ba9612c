/** Reads a version of a contract: of a commit, a packed tarball, or an OpenAPI document in one file. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { type Node, OpenApiDocument } from "../../src/contract/document.js";
import { isObject, valueAt } from "../../src/contract/json.js";

export interface Version {
  /** Of the contract, such as `0.1.0`. */
  number: string;
  document: OpenApiDocument;
  /** The file with what openapi-typescript says of it. */
  types: string;
  commit?: string;
}

/** Something that the caller can put right. */
export class Obstacle extends Error {}

/**
 * @param name of a file below `folder`, or of a commit
 * @param scratch a folder of its own for what has to be written
 * @param startsAt where the changes of a branch start that leads to HEAD, instead of the commit itself
 */
export async function versionNamed(name: string, folder: string, scratch: string, { startsAt = false } = {}): Promise<Version> {
  const file = resolve(folder, name);
  mkdirSync(scratch);
  if (existsSync(file) && !name.endsWith(".tgz")) return versionOf(readFileSync(file, "utf8"), name, join(scratch, "types.ts"));
  if (existsSync(file)) {
    run("tar", ["-xzf", file, "-C", scratch]);
    return versionIn(join(scratch, "package"), name);
  }
  const options = { cwd: folder, maxBuffer: 2 ** 26 };
  const command = startsAt ? ["merge-base", name, "HEAD"] : ["rev-parse", "--verify", `${name}^{commit}`];
  const commit = run("git", command, options).toString().trim();
  const archive = run("git", ["archive", commit, "generated"], options);
  run("tar", ["-x", "-C", scratch], { input: archive });
  return { ...(await versionIn(scratch, name)), commit };

  function run(program: string, args: string[], more: object = {}): Buffer {
    const { status, stdout, stderr } = spawnSync(program, args, more);
    if (status === 0) return stdout;
    const reason = `\`${[program, ...args].join(" ")}\` failed${stderr ? `: ${firstLine(stderr.toString())}` : ""}`;
    throw new Obstacle(
      `There is no file ${name}, and it is no git ref that can be read: ${reason}. Name a git ref, a bundle or a tarball.`,
    );
  }
}

/** The version in a folder with `generated/`. */
export function versionIn(folder: string, name: string): Promise<Version> {
  const [bundle, types] = [join(folder, "generated/openapi.yaml"), join(folder, "generated/types.ts")];
  if (!existsSync(bundle)) throw new Obstacle(`${name} has no generated/openapi.yaml. Run \`npm run generate\`.`);
  return versionOf(readFileSync(bundle, "utf8"), name, types);
}

/** Writes the file with the types, unless it exists. */
async function versionOf(text: string, name: string, types: string): Promise<Version> {
  const root = parsed(text, name);
  const number = root?.info?.version;
  if (!String(root?.openapi).startsWith("3.") || typeof number !== "string")
    throw new Obstacle(`${name} cannot be compared: it is no OpenAPI 3 description with an info.version.`);
  const broken = [...referencesIn(root)].find((reference) => isBroken(root, reference));
  if (broken) throw new Obstacle(`${name} cannot be compared: the reference ${broken} leads nowhere in it.`);
  const document = new OpenApiDocument(root);
  if (!existsSync(types)) writeFileSync(types, await typesOf(document, name));
  return { number, document, types };
}

function parsed(text: string, name: string): Node {
  try {
    return parse(text);
  } catch (cause) {
    throw new Obstacle(`${name} cannot be read: ${firstLine((cause as Error).message)}`);
  }
}

export async function typesOf({ root }: OpenApiDocument, name = "The document"): Promise<string> {
  const { typesModule } = await import("../generate/types.js"); // It takes longer to load than everything else.
  try {
    return await typesModule(new OpenApiDocument({ ...root, components: { schemas: {}, ...root.components } }));
  } catch (cause) {
    throw new Obstacle(`${name} cannot be compared: openapi-typescript says: ${firstLine((cause as Error).message)}`);
  }
}

/** Whether a reference leads to nothing, or back to itself. */
function isBroken(root: Node, reference: string): boolean {
  const followed = new Set<string>();
  for (let $ref = reference; $ref !== undefined; ) {
    const target: Node = $ref.startsWith("#") ? valueAt(root, decodeURIComponent($ref)) : undefined;
    if (target === undefined || followed.has($ref)) return true;
    followed.add($ref);
    $ref = target.$ref;
  }
  return false;
}

/** Every `$ref` in a value. */
export function referencesIn(value: unknown): Set<string> {
  const children = typeof value === "object" && value !== null ? Object.values(value) : [];
  const own = isObject(value) && typeof value.$ref === "string" ? [value.$ref] : [];
  return new Set([...own, ...children.flatMap((child) => [...referencesIn(child)])]);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
