/** Builds `dist/docs/index.html` from `generated/openapi.json`: one file that loads nothing from anywhere. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { redocly } from "./redocly.mjs";

const contract = fileURLToPath(new URL("../generated/openapi.json", import.meta.url));
const page = fileURLToPath(new URL("../dist/docs/index.html", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "nexus-members-"));
process.once("exit", () => rmSync(folder, { recursive: true }));
const input = join(folder, "openapi.json");
writeFileSync(input, JSON.stringify(showEvidence(JSON.parse(readFileSync(contract, "utf8")))));
redocly("build-docs", input, "--inlineBundle", "--output", page);

// The generator's own logo is the one thing that the page would still fetch.
const html = readFileSync(page, "utf8");
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
if (!logo.test(html)) throw new Error("Redocly names its logo differently since this version: change openapi/docs.mjs");
writeFileSync(page, html.replace(logo, "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"));
console.log("Docs: dist/docs/index.html");

/**
 * A copy whose descriptions end with the evidence. Redocly's `showExtensions` shows it on properties only.
 *
 * @param {any} node
 * @returns {any}
 */
function showEvidence(node) {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map(showEvidence);
  const { "x-evidence": mark, "x-evidence-note": note, ...rest } = node;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, child]) => [key, showEvidence(child)]));
  if (!mark && !note) return copy;
  const evidence = `**Evidence${mark ? `: ${mark}` : ""}.** ${note ?? ""}`.trim();
  return { ...copy, description: rest.description ? `${rest.description.trim()}\n\n${evidence}` : evidence };
}
