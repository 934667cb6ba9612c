/**
 * `npm run generate`: writes `generated/` from `openapi/`, always the same bytes for the same contract. With `--check` it writes nothing
 * and fails when `generated/` is not what it would write.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { contractModule } from "./generate/constants.js";
import { Contract, source } from "./generate/contract.js";
import { examplesModule } from "./generate/examples.js";
import { operationsModule } from "./generate/operations.js";
import { schemasModule, typesModule } from "./generate/types.js";
import { compiledModule, validatorsModule } from "./generate/validators.js";
import { redocly } from "./redocly.js";

const target = fileURLToPath(new URL("../generated", import.meta.url));
const files = await generate().catch((error: Error) => {
  console.error(`generated/ was not written: ${error.message}`);
  process.exit(1);
});
if (process.argv.includes("--check")) check();
else write();

async function generate(): Promise<Record<string, string>> {
  const yaml = bundle();
  const contract = new Contract(parse(yaml));
  const marker = "Written by `npm run generate` from openapi/. Do not edit.";
  return {
    "openapi.yaml": `# ${marker}\n${yaml}`,
    "openapi.json": `${source(contract.document)}\n`,
    "types.ts": `// ${marker}\n${await typesModule(contract)}`,
    "schemas.ts": `// ${marker}\n${schemasModule(contract)}`,
    "contract.ts": `// ${marker}\n${contractModule(contract)}`,
    "examples.ts": `// ${marker}\n${examplesModule(contract)}`,
    "compiled.ts": `// @ts-nocheck\n// ${marker}\n${await compiledModule(contract)}`,
    "validators.ts": `// ${marker}\n${validatorsModule(contract)}`,
    "operations.ts": `// ${marker}\n${operationsModule(contract)}`,
  };
}

/** The whole contract in one YAML file. */
function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "nexus-members-"));
  const output = join(folder, "openapi.yaml");
  process.once("exit", () => rmSync(folder, { recursive: true }));
  redocly("bundle", "openapi/openapi.yaml", "--output", output);
  return readFileSync(output, "utf8");
}

function write() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
}

function check() {
  const found = existsSync(target) ? readdirSync(target, { recursive: true }).map(String) : [];
  const problems = [
    ...Object.keys(files)
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is missing`),
    ...found.filter((name) => !(name in files)).map((name) => `${name} does not belong there`),
    ...found
      .filter((name) => name in files && readFileSync(join(target, name), "utf8") !== files[name])
      .map((name) => `${name} is stale or was edited by hand`),
  ];
  if (problems.length === 0) return;
  console.error(`generated/ does not follow from openapi/:\n${problems.map((line) => `  generated/${line}`).join("\n")}`);
  console.error("Change openapi/ only, then run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
}
