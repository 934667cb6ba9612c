/** What the guides tell readers to run and to look for. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { section } from "../support/markdown.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, "utf8");
const filesOf = (folder: string) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => `${folder}/${file}`);
const guides = filesOf("openapi/guides");
const programs = Object.keys(manifest.bin);

// npx takes the name of a program that is not installed for the name of a package, which may be anybody's.
describe("npx gets a package, not the name of a program in it", () => {
  const files = ["README.md", "SECURITY.md", ...guides, ...filesOf("scripts/docs")];
  test.each(files.filter((file) => read(file).includes("npx ")))("%s", (file) => {
    const started = [...read(file).matchAll(/\bnpx (?!-p )([\w@/.-]+)/g)].map(([, name]) => name);
    expect(started.filter((name) => [...programs, "prism"].includes(name ?? ""))).toEqual([]);
  });
});

describe("the messages of the troubleshooting are those of the package", () => {
  const source = [...filesOf("src"), ...filesOf("scripts/docs")].map(read).join("\n");
  const rows = ["The client", "The mock", "The verification"].flatMap((heading) => {
    const cells = section("openapi/guides/troubleshooting.md", heading).matchAll(/^\| (`+)(.*?)\1 \|/gm);
    return [...cells].map(([, , message = ""]) => message);
  });

  test("and there are many", () => expect(rows.length).toBeGreaterThan(15));

  test.each(rows)("%s", (message) => {
    const withoutValue = message.replace(/ \((timeout|network)\)$/, "");
    expect(source.includes(withoutValue)).toBe(true);
  });
});
