/** Reads a version of a contract: of a commit, a packed tarball, or an OpenAPI document in one file. */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { type Node, OpenApiDocument } from "../../src/contract/document.js";
import { isObject, valueAt } from "../../src/contract/json.js";

export interface Version {
  /** Of the contract, such as `0.1.0`. */
  number: string;
  /** Without that number. */
  document: OpenApiDocument;
  /** Every `$ref` in the document. */
  references: Set<string>;
  /** The module that openapi-typescript writes for it. */
  types: string;
  commit?: string;
}

/** Something that the caller can put right. */
export class Obstacle extends Error {}

const [bundleFile, typesFile] = ["generated/openapi.yaml", "generated/types.ts"];

/**
 * @param name of a file below `folder`, or of a commit
 * @param startsAt where the changes of a branch start that leads to HEAD, instead of the commit itself
 */
export async function versionNamed(name: string, folder: string, { startsAt = false } = {}): Promise<Version> {
  const file = resolve(folder, name);
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile();
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 26 });
  const problem = isFile
    ? `${name} cannot be read`
    : `There is no file ${name}, and it is no git ref that can be read (name a git ref, a bundle or a tarball)`;
  return orObstacle(problem, async () => {
    if (isFile && name.endsWith(".tgz")) return versionOf(run("tar", "-xzOf", file, `package/${bundleFile}`), name);
    if (isFile) return versionOf(readFileSync(file, "utf8"), name);
    const which = startsAt ? ["merge-base", name, "HEAD"] : ["rev-parse", "--verify", `${name}^{commit}`];
    const commit = run("git", ...which).trim();
    const read = (path: string) => run("git", "show", `${commit}:${path}`);
    return { ...(await versionOf(read(bundleFile), name, read(typesFile))), commit };
  });
}

/** The version in a folder with `generated/`. */
export function versionIn(folder: string): Promise<Version> {
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  return orObstacle("Run `npm run generate`", () => versionOf(read(bundleFile), bundleFile, read(typesFile)));
}

/** @param types generated now, unless they are given */
export async function versionOf(text: string, name: string, types?: string): Promise<Version> {
  const references = new Set<string>();
  const collect = (key: unknown, value: unknown) => {
    if (key === "$ref" && typeof value === "string") references.add(value);
    return value;
  };
  const root: Node = parse(text, collect);
  const number = root?.info?.version;
  if (!String(root?.openapi).startsWith("3.") || typeof number !== "string")
    throw new Obstacle(`${name} cannot be compared: it is no OpenAPI 3 description with an info.version.`);
  const broken = [...references].find((reference) => isBroken(root, reference));
  if (broken) throw new Obstacle(`${name} cannot be compared: the reference ${broken} leads nowhere in it.`);
  const document = new OpenApiDocument({
    ...root,
    info: { ...root.info, version: "" },
    components: { schemas: {}, ...root.components },
  });
  const generated = async () => (await import("../generate/types.js")).typesModule(document); // Takes long to load.
  return { number, document, references, types: types ?? (await generated()) };
}

/** What a function returns. An error that it throws is told in one sentence. */
export async function orObstacle<Result>(problem: string, read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Obstacle) throw cause;
    throw new Obstacle(`${problem}: ${(cause as Error).message.trim().split("\n")[0]}`);
  }
}

/** Whether a reference leads to nothing, or back to itself. */
function isBroken(root: Node, reference: string, followed: string[] = []): boolean {
  const target = reference.startsWith("#") ? valueAt(root, decodeURIComponent(reference)) : undefined;
  if (target === undefined || followed.includes(reference)) return true;
  return isObject(target) && typeof target.$ref === "string" && isBroken(root, target.$ref, [...followed, reference]);
}
