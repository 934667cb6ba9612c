/** The recipes for hosting the docs: what they run, and the frame in a page of somebody else's. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { freePort } from "../../scripts/prism.js";
import { describeInChromium, docsFolder, openDocs } from "../support/docs.js";
import { codeBlocks } from "../support/markdown.js";
import { startProgram } from "../support/program.js";
import { startServer } from "../support/server.js";
import { expectPinnedAndReadOnly, statusOf } from "./project.js";

const guide = "openapi/guides/hosting.md";
const root = fileURLToPath(new URL("../..", import.meta.url));
const [workflow] = codeBlocks(guide, "yaml", "GitHub Pages").map((block) => parse(block));

test("GitHub Pages: the job pins its actions, may write nothing but pages, and uploads what the docs are built into", () => {
  expectPinnedAndReadOnly(workflow);
  const { permissions, steps } = workflow.jobs.pages;
  expect(permissions).toEqual({ pages: "write", "id-token": "write", contents: "read" });
  const commands = steps.flatMap(({ run }: { run?: string }) => run ?? []);
  expect(commands).toEqual(["npm ci", "npm run docs"]);
  expect(manifest.scripts).toHaveProperty("docs");
  const [folder] = steps.flatMap((step: { with?: { path?: string } }) => step.with?.path ?? []);
  expect(fileURLToPath(docsFolder)).toBe(`${root}${folder}/`);
});

test("any web server: the command serves every page", async ({ skip }) => {
  skip(spawnSync("python3", ["--version"]).error !== undefined, "needs python3");
  const [build, serve = ""] = (codeBlocks(guide, "sh", "Any web server")[0] ?? "").split("\n");
  expect(build).toBe("npm run docs");
  const port = String(await freePort());
  const [program = "", ...args] = serve.replace("8000", port).split(" ");
  startProgram(program, args, { cwd: root });
  for (const page of ["", "guide.html", "scenarios.html", "reference.md", "openapi.yaml"])
    await expect.poll(() => statusOf(`http://127.0.0.1:${port}/${page}`), { timeout: 10_000 }).toBe(200);
});

test("the file _headers, which the hosts read, is built", () => expect(existsSync(new URL("_headers", docsFolder))).toBe(true));

describeInChromium(() => {
  test.each(["allow-scripts allow-popups", ""])(
    "a page of somebody else's shows the guide in a frame with sandbox=%o",
    async (sandbox) => {
      const [frame = ""] = codeBlocks(guide, "html", "In an iframe");
      const tab = await openDocs("guide.html", { host: {} });
      const url = tab.url();
      const html = frame.replace('sandbox="allow-scripts allow-popups"', `sandbox="${sandbox}"`).replace("guide.html", url);
      expect(html).not.toBe(frame);
      const other = await startServer((_, response) => {
        response.writeHead(200, { "Content-Type": "text/html" }).end(html);
      });
      await tab.goto(other.url);
      const guidePage = tab.frameLocator("iframe");
      await guidePage.getByRole("heading", { name: "Start here" }).waitFor();
      await guidePage.getByRole("link", { name: "Troubleshooting" }).first().click();
      await guidePage.getByRole("heading", { name: "Troubleshooting" }).waitFor();
    },
  );
});
