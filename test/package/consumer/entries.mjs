import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const name = "nexus-members-contract";
const require = createRequire(import.meta.url);
const { exports } = require(`${name}/package.json`);

/** The names that each entry exports, imported and required, and whether both are the same values. */
const entries = {};
for (const [path, target] of Object.entries(exports)) {
  if (typeof target === "string") continue;
  const id = path.replace(".", name);
  const [imported, required] = [await import(id), require(id)];
  const isSame = Object.keys(required).every((key) => imported[key] === required[key]);
  entries[path] = { import: Object.keys(imported).sort(), require: Object.keys(required).sort(), isSame };
}
const files = {
  "./openapi.json": require(`${name}/openapi.json`).openapi,
  "./openapi.yaml": readFileSync(fileURLToPath(import.meta.resolve(`${name}/openapi.yaml`)), "utf8").slice(-1),
  "./dist/index.js": await import(`${name}/dist/index.js`).catch(({ code }) => code),
};
console.log(JSON.stringify({ entries, files }));
