/** Gives the contract the version of package.json. Part of `npm run release:version`. */
import { readFileSync, writeFileSync } from "node:fs";
import manifest from "../package.json" with { type: "json" };

const file = new URL("../openapi/openapi.yaml", import.meta.url);
const contract = readFileSync(file, "utf8");
writeFileSync(file, contract.replace(/^( {2}version: ).*$/m, `$1${manifest.version}`));
