/**
 * Reads a version of a contract: its document and its types. A commit and the working copy have both in generated/. A packed tarball, or an
 * OpenAPI document in one file such as old.yaml, has no types: they are generated now.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { type Node, OpenApiDocument, targetOf } from "../../src/contract/document.js";
import { isObject } from "../../src/contract/json.js";
import { Obstacle } from "../program.js";

export interface Version {
  /** Of the contract, such as `0.1.0`. */
  number: string;
  /** Without that number. */
  document: OpenApiDocument;
  /** The names of the schemas that no operation leads to. */
  unused: string[];
  /** The module that openapi-typescript writes for it. */
  types: string;
  commit?: string;
}

const [bundleFile, typesFile] = ["generated/openapi.yaml", "generated/types.ts"];

/**
 * @param name of a file below `folder`, or of a commit
 * @param startsAt where the changes of a branch start that leads to HEAD, instead of the commit itself
 */
export function versionNamed(name: string, folder: string, { startsAt = false } = {}): Promise<Version> {
  const file = resolve(folder, name);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 26 });
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) {
    const unpacked = () => run("tar", "-xzOf", file, `package/${bundleFile}`);
    const read = () => (name.endsWith(".tgz") ? unpacked() : readFileSync(file, "utf8"));
    return orObstacle(`${name} cannot be read`, () => versionOf(read(), name));
  }
  const problem = `There is no file ${name}, and it is no git ref that can be read (name a git ref, a bundle or a tarball)`;
  return orObstacle(problem, async () => {
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
  const root: Node = parse(text);
  const number = root?.info?.version;
  if (!String(root?.openapi).startsWith("3.") || typeof number !== "string")
    throw new Obstacle(`${name} cannot be compared: it is no OpenAPI 3 description with an info.version.`);
  const broken = referencesIn(root).find((reference) => isBroken(root, reference));
  if (broken) throw new Obstacle(`${name} cannot be compared: the reference ${broken} leads nowhere in it.`);
  const document = new OpenApiDocument({
    ...root,
    info: { ...root.info, version: "" },
    components: { schemas: {}, ...root.components },
  });
  const generated = async () => (await import("../generate/types.js")).typesModule(document); // Takes long to load.
  return { number, document, unused: unusedSchemas(document), types: types ?? (await generated()) };
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

function unusedSchemas({ root, schemas }: OpenApiDocument): string[] {
  const { components, ...operations } = root;
  const reached = new Set(referencesIn(operations));
  // What is added to a Set while a loop goes through it comes later in the loop.
  for (const reference of reached) for (const inner of referencesIn(targetOf(root, reference))) reached.add(inner);
  return Object.keys(schemas).filter((name) => !reached.has(`#/components/schemas/${name}`));
}

/** Every `$ref` in a part of a document. */
function referencesIn(node: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(node, (key, value) => {
    if (key === "$ref" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}

/** Whether a reference leads to nothing, or back to itself. */
function isBroken(root: Node, reference: string, followed: string[] = []): boolean {
  const target = targetOf(root, reference);
  if (target === undefined || followed.includes(reference)) return true;
  return isObject(target) && typeof target.$ref === "string" && isBroken(root, target.$ref, [...followed, reference]);
}
