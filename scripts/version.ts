/** Gives the contract the version of package.json. Part of `npm run release:version`. */
import { readFileSync, writeFileSync } from "node:fs";
import manifest from "../package.json" with { type: "json" };

const file = new URL("../openapi/openapi.yaml", import.meta.url);
const version = /(?<=^ {2}version: ).*$/m;
const contract = readFileSync(file, "utf8");
if (!version.test(contract)) throw new Error("openapi/openapi.yaml has no line `  version: …` under info.");
writeFileSync(file, contract.replace(version, manifest.version));
