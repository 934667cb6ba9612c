/** Gives the contract the version of package.json. Part of `npm run release:version`. */
import { readFileSync, writeFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const contract = readFileSync("openapi/openapi.yaml", "utf8");
writeFileSync("openapi/openapi.yaml", contract.replace(/^( {2}version: ).*$/m, `$1${version}`));
