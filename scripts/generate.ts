/**
 * `npm run generate`: writes `generated/` from `openapi/`, always the same bytes for the same contract, unless the linter finds something.
 * With `--check` it writes nothing and fails when `generated/` is not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { OpenApiDocument } from "../src/contract/document.js";
import { compiledModule } from "./generate/compile.js";
import { contractModule } from "./generate/contract.js";
import { documentModule } from "./generate/document.js";
import { examplesModule } from "./generate/examples.js";
import { operationsModule, requestsModule, responsesModule } from "./generate/operations.js";
import { source } from "./generate/text.js";
import { schemasModule, typesModule } from "./generate/types.js";
import { validatorsModule } from "./generate/validators.js";
import { lintContract } from "./lint.js";
import { runIfStarted, type ScriptContext } from "./program.js";

/** Returns the exit code. */
export async function main(args: string[], { folder, error }: ScriptContext): Promise<number> {
  const { check } = parseArgs({ args, options: { check: { type: "boolean" } } }).values;
  const target = join(folder, "generated");
  const { findings, bundle } = lintContract(folder);
  if (findings.length > 0) {
    for (const finding of findings) error(finding);
    error("Nothing was generated: fix openapi/ first.");
    return 1;
  }
  const files = await generate(bundle);
  if (!check) {
    write(target, files);
    return 0;
  }
  const problems = problemsOf(target, files);
  if (problems.length === 0) return 0;
  error(`generated/ does not follow from openapi/:\n${problems.map((line) => `  generated/${line}`).join("\n")}`);
  error("Change openapi/ only, then run `npm run generate` and commit what it writes.");
  return 1;
}

/** The files of `generated/`, by name. */
type Files = Record<string, string>;

async function generate(yaml: string): Promise<Files> {
  const document = new OpenApiDocument(parse(yaml));
  const marker = "Written by `npm run generate` from openapi/. Do not edit.";
  return {
    "openapi.yaml": `# ${marker}\n${yaml}`,
    "openapi.json": `${source(document.root)}\n`,
    "types.ts": `// ${marker}\n${await typesModule(document)}`,
    "schemas.ts": `// ${marker}\n${schemasModule(document)}`,
    "contract.ts": `// ${marker}\n${contractModule(document)}`,
    "examples.ts": `// ${marker}\n${examplesModule(document)}`,
    "compiled.ts": `// @ts-nocheck\n// ${marker}\n${await compiledModule(document)}`,
    "validators.ts": `// ${marker}\n${validatorsModule(document)}`,
    "requests.ts": `// ${marker}\n${requestsModule(document)}`,
    "responses.ts": `// ${marker}\n${responsesModule(document)}`,
    "document.ts": `// ${marker}\n${documentModule(document)}`,
    "operations.ts": `// ${marker}\n${operationsModule(document)}`,
  };
}

function write(target: string, files: Files) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
}

function problemsOf(target: string, files: Files): string[] {
  const found = existsSync(target) ? readdirSync(target, { recursive: true }).map(String) : [];
  return [
    ...Object.keys(files)
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is missing`),
    ...found.filter((name) => !(name in files)).map((name) => `${name} does not belong there`),
    ...found
      .filter((name) => name in files && readFileSync(join(target, name), "utf8") !== files[name])
      .map((name) => `${name} is stale or was edited by hand`),
  ];
}

await runIfStarted(import.meta.url, main);
