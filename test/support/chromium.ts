/** The Chromium of the tests: the one that CHROMIUM_PATH names, an installed one, or that of a package, which is for Linux on x64. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Runs once, before the tests. They inherit its environment. */
export default function findChromium() {
  process.env.CHROMIUM_PATH ??= installed.find(existsSync) ?? unpack();
}

function unpack(): string {
  const program = `import chromium from "@sparticuz/chromium";
console.log(JSON.stringify([await chromium.executablePath(), process.env.LD_LIBRARY_PATH]));`;
  const env = { ...process.env, AWS_EXECUTION_ENV: "20.x" }; // There it brings the system libraries too.
  const [path, libraries] = JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], { env, encoding: "utf8" }),
  );
  process.env.CHROMIUM_LIBRARIES = libraries;
  return path;
}

/** Starts it without the calls that a browser makes of its own accord. */
export function launchChromium() {
  const { CHROMIUM_PATH, CHROMIUM_LIBRARIES, ...env } = process.env;
  if (!CHROMIUM_PATH) throw new Error("There is no Chromium: set CHROMIUM_PATH to the program of one");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  const libraries = CHROMIUM_LIBRARIES && { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES };
  return chromium.launch({ executablePath: CHROMIUM_PATH, args, env: { ...env, ...libraries } });
}
