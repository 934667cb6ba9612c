import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { startPrism } from "../support/prism.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const snippets = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""], index) => {
  const heading = [...readme.slice(0, readme.indexOf(code)).matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? "";
  return { name: `${index + 1}, ${heading}`, file: `snippet-${index + 1}.mts`, code };
});
const run = promisify(execFile);

/** What each snippet prints. */
const printed = [
  `${examples.standard.response.member.guid} CONNECTED\n`,
  `send the user to ${examples.oauth.response.member.oauth_window_uri}\n`,
  "200\n",
  "200\n",
  "",
  "",
  "false 422\n",
  "PENDING\n",
  "PENDING link-7\n",
];

describe("the snippets of the README", () => {
  let folder: string;
  let mock: Awaited<ReturnType<typeof startPrism>>;

  beforeAll(async () => {
    mock = await startPrism();
    folder = mkdtempSync(join(tmpdir(), "nexus-members-readme-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "package.json"), readFileSync(join(root, "package.json"))); // so that the package finds itself
    for (const part of ["dist", "generated"]) symlinkSync(join(root, part), join(folder, part), "junction");
    for (const { file, code } of snippets) {
      writeFileSync(join(folder, file), code);
      writeFileSync(join(folder, file.replace(".mts", ".mjs")), (await transform(code, { loader: "ts", format: "esm" })).code);
    }
    // What the snippets send to the integration host goes to the mock, which gives an OAuth member to who asks for one.
    const preload = `const real = fetch;
      globalThis.fetch = async (request) => {
        const body = await request.text();
        const headers = new Headers(request.headers);
        if (body.includes("is_oauth") && request.url.startsWith("https:")) headers.set("Prefer", "example=oauth");
        return real(request.url.replace("https://int-data.moneydesktop.com", "${mock.url}"), { method: request.method, headers, body });
      };`;
    writeFileSync(join(folder, "preload.mjs"), preload);
  });
  afterAll(async () => {
    await mock?.stop();
    rmSync(folder, { recursive: true });
  });

  test("are all here", () => {
    expect(snippets).toHaveLength(printed.length);
  });

  test("compile", async () => {
    const options = [
      "--strict",
      "--noEmit",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--lib",
      "es2022,dom",
      "--skipLibCheck",
    ];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const files = snippets.map(({ file }) => file);
    const { stdout } = await run(process.execPath, [tsc, ...options, ...files], { cwd: folder }).catch((error) => error);
    expect(stdout).toBe("");
  });

  test.each(snippets.map((snippet, index) => [snippet.name, snippet, printed[index]] as const))(
    "%s",
    async (_, { file }, output) => {
      const args = ["--import", "./preload.mjs", file.replace(".mts", ".mjs")];
      expect(await run(process.execPath, args, { cwd: folder })).toEqual({ stdout: output, stderr: "" });
    },
  );
});
