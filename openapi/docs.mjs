/** Builds `dist/docs/index.html` from `generated/openapi.yaml`: one file that loads nothing from anywhere. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { redocly } from "./redocly.mjs";

const page = fileURLToPath(new URL("../dist/docs/index.html", import.meta.url));
redocly("build-docs", "generated/openapi.yaml", "--inlineBundle", "--output", page);

// The generator's own logo is the one thing that the page would still fetch. An address without a scheme is none.
const html = readFileSync(page, "utf8");
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
if (!logo.test(html)) throw new Error("The logo of Redocly stands elsewhere since this version: change openapi/docs.mjs");
writeFileSync(page, html.replace(logo, "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"));
console.log("Docs: dist/docs/index.html");
