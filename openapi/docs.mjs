/** Builds `dist/docs/index.html` from `generated/openapi.json`: one file that loads nothing from anywhere. */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { redocly } from "./redocly.mjs";

const contract = JSON.parse(readFileSync(new URL("../generated/openapi.json", import.meta.url), "utf8"));
const page = fileURLToPath(new URL("../dist/docs/index.html", import.meta.url));

// Each connection status gets a heading of its own, so that it can be linked to.
const statuses = Object.entries(contract.components.schemas.ConnectionStatus["x-enumDescriptions"]);
const guide = contract.tags.find((tag) => tag.name === "connection-statuses");
guide.description += statuses.map(([status, text]) => `\n### ${status}\n\n${text}\n`).join("");

const folder = mkdtempSync(join(tmpdir(), "nexus-members-"));
process.once("exit", () => rmSync(folder, { recursive: true }));
const input = join(folder, "openapi.json");
writeFileSync(input, JSON.stringify(showEvidence(contract)));
redocly("build-docs", input, "--inlineBundle", "--output", page);

// The generator's own logo is the one thing that the page would still fetch: its name stands in for it.
const html = readFileSync(page, "utf8");
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
if (!logo.test(html)) throw new Error("Redocly names its logo differently since this version: change openapi/docs.mjs");
const name =
  "<svg xmlns='http://www.w3.org/2000/svg' width='46' height='14'><text y='11' font-size='11' font-family='sans-serif'>Redocly</text></svg>";
const selfContained = html.replace(logo, `data:image/svg+xml,${encodeURIComponent(name)}`);
// Beside a guide the generator's button "Copy" has nothing to copy.
const style =
  '[data-section-id]:not([data-section-id="/"], [data-section-id^="/members"]) [data-testid="page-actions"] { display: none }';
const head = `<meta http-equiv="Content-Security-Policy" content="${policyOf(selfContained)}">\n  <style>${style}</style>`;
writeFileSync(
  page,
  selfContained.replace("<head>", () => `<head>\n  ${head}`),
);
console.log("Docs: dist/docs/index.html");

/** A Content Security Policy that lets the page run its own scripts and nothing else. */
function policyOf(text) {
  const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");
  const hashes = scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

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
