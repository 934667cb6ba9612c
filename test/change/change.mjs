/**
 * `npm run test:change`: makes each change of changes.yaml to the bundle and rates it, by Redocly alone and by `npm run
 * contract:diff`. Both have to say what a consumer needs. Where a change shows in the types, one run of the compiler decides what
 * that is.
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file) => readFileSync(join(root, file), "utf8");
const bundle = JSON.parse(read("generated/openapi.json"));
const publicTypes = read("src/types.ts").replace("../generated/types.js", "./types.js");
const folder = mkdtempSync(join(tmpdir(), "nexus-members-change-"));
process.once("exit", () => rmSync(folder, { recursive: true }));

const changes = parse(read("test/change/changes.yaml")).map((change, index) => {
  const before = apply(change.given ?? {}, bundle);
  return { ...change, before, after: apply(change, before), folder: join(folder, String(index)) };
});

for (const change of changes) {
  for (const side of ["before", "after"]) await writeSide(change, side);
}
const mistakes = compile();
writeFileSync(join(folder, "redocly.yaml"), "extends: [diff-recommended]\n");
const ratings = { alone: await rate(join(folder, "redocly.yaml")), ours: await rate(join(root, "openapi/diff.yaml")) };

const wrong = changes.flatMap(({ what, kind, bump, breaks, enables, keeps, folder }, index) => {
  const before = (code) => !mistakes.has(join(folder, "before", `${code}.ts`));
  const after = (code) => !mistakes.has(join(folder, "after", `${code}.ts`));
  return [
    ratings.ours[index] !== bump && `rated ${ratings.ours[index]}, needs ${bump}`,
    breaks && (!before("breaks") || after("breaks")) && "`breaks` does not compile before, or compiles after",
    enables && (before("enables") || !after("enables")) && "`enables` compiles before, or does not compile after",
    keeps && (!before("keeps") || !after("keeps")) && "`keeps` does not compile before, or not after",
    breaks && bump !== "major" && `code of consumers breaks, which is major, not ${bump}`,
    enables && bump !== "minor" && `code of consumers gains, which is minor, not ${bump}`,
  ]
    .filter(Boolean)
    .map((problem) => `${what} (${kind}): ${problem}`);
});

if (changes.length < 25) wrong.push(`only ${changes.length} changes, which prove little`);

const score = (list) => `${list.filter((rating, index) => rating === changes[index].bump).length} of ${changes.length}`;
const inTypes = changes.filter(({ breaks, enables, keeps }) => breaks ?? enables ?? keeps).length;
console.log(`| Change | oasdiff | Needs | Redocly alone | contract:diff |\n|---|---|---|---|---|`);
for (const [index, { what, kind, bump }] of changes.entries()) {
  console.log(`| ${what} | ${kind} | ${bump} | ${ratings.alone[index]} | ${ratings.ours[index]} |`);
}
console.log(`\nRedocly alone: ${score(ratings.alone)}. contract:diff: ${score(ratings.ours)}. ${inTypes} show in the types.`);
if (wrong.length > 0) {
  console.error(`\nWrong in test/change/changes.yaml, or in openapi/diff.yaml and diff-rules.mjs:\n  ${wrong.join("\n  ")}`);
  process.exitCode = 1;
}

/** A copy of a document with the changes of one entry made. A pointer that leads nowhere is an error. */
function apply({ rename = {}, edit = {}, remove = [] }, document) {
  const copy = structuredClone(document);
  const find = (pointer) => {
    const keys = pointer.split("/").slice(1);
    const [last] = keys.splice(-1).map(unescaped);
    const parent = keys.map(unescaped).reduce((node, key) => node?.[key], copy);
    if (typeof parent !== "object") throw new Error(`changes.yaml: ${pointer} does not exist in the bundle`);
    return [parent, last];
  };
  for (const [pointer, name] of Object.entries(rename)) {
    const [parent, key] = find(pointer);
    const entries = Object.entries(parent).map(([old, value]) => [old === key ? name : old, value]);
    for (const old of Object.keys(parent)) delete parent[old];
    Object.assign(parent, Object.fromEntries(entries));
  }
  for (const [pointer, value] of Object.entries(edit)) {
    const [parent, key] = find(pointer);
    if (key === "-") parent.push(value);
    else parent[key] = value;
  }
  for (const pointer of remove) {
    const [parent, key] = find(pointer);
    if (!(key in parent)) throw new Error(`changes.yaml: ${pointer} does not exist in the bundle`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }
  return copy;
}

function unescaped(key) {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Writes one side of a change: the document, its types, and the code of consumers that uses them. */
async function writeSide(change, side) {
  const target = join(change.folder, side);
  mkdirSync(target, { recursive: true });
  const write = (file, text) => writeFileSync(join(target, file), text);
  write("openapi.json", JSON.stringify(change[side]));
  const code = ["breaks", "enables", "keeps"].filter((name) => change[name]);
  if (code.length === 0) return;
  write("types.ts", astToString(await openapiTS(withoutExamples(change[side]), { defaultNonNullable: false })));
  write("public.ts", publicTypes);
  const imports = [
    'import type { components, operations, paths } from "./types.js";',
    'import type * as Public from "./public.js";',
    'type Schemas = components["schemas"];',
  ];
  for (const name of code) write(`${name}.ts`, `${imports.join("\n")}\n${change[name]}\nexport {};\n`);
}

/** The generator refuses a contract with examples that break it. */
function withoutExamples(document) {
  return JSON.parse(JSON.stringify(document, (key, value) => (key === "examples" ? undefined : value)));
}

/** The files of consumers that do not compile. */
function compile() {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = { strict: true, noEmit: true, target: "es2022", module: "nodenext", types: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
  return new Set([...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => join(folder, file)));
}

/** The bump that Redocly asks for with a configuration, for each change. */
async function rate(config) {
  const cli = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const diff = async ({ folder }) => {
    const args = [
      cli,
      "diff",
      "before/openapi.json",
      "after/openapi.json",
      "--config",
      config,
      "--format",
      "json",
      "--fail-on",
      "none",
    ];
    const options = { cwd: folder, maxBuffer: 2 ** 26, env: { ...process.env, REDOCLY_TELEMETRY: "off" } };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return JSON.parse(stdout).bump ?? "patch"; // It does not look into the values of examples.
  };
  const found = [];
  const queue = changes.entries();
  const work = async () => {
    for (const [index, change] of queue) found[index] = await diff(change);
  };
  await Promise.all([work(), work()]);
  return found;
}
