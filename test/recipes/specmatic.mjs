/**
 * `npm run test:recipes`: runs the Specmatic recipe of openapi/guides/recipes.md as it is written, in a fresh folder with the packed
 * tarball. Not part of `npm test`, since it downloads Specmatic, and needs Java.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { examples } from "../../dist/generated/examples.js";
import { mediaType } from "../../dist/src/index.js";
import { startMock } from "../../dist/src/mock/index.js";
import { freePort } from "../support/prism.mjs";
import { blocks } from "./guide.mjs";

try {
  execFileSync("java", ["-version"], { stdio: "ignore" });
} catch {
  console.error(
    "Specmatic needs Java, and there is no program `java` here. Install version 17 or later (Debian: default-jre-headless).",
  );
  process.exit(1);
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nexus-members-specmatic-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
process.once("SIGINT", () => process.exit(130));

const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
const [{ filename }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
npm(["install", "--no-audit", "--no-fund", `./${filename}`, "@stoplight/prism-http@5.12.0"], folder);

const [testRecipe, stubRecipe] = blocks("Specmatic", "sh");
const scenarios = Object.entries(examples).filter(([, { request }]) => request);
let failures = 0;

await check("the requests of all scenarios pass at the mock", async () => {
  const { code, output } = await run(await onFreePort(testRecipe, "4010"));
  const expected = `Tests run: ${scenarios.length}, Successes: ${scenarios.length}, Failures: 0,`;
  if (code !== 0 || !output.includes(expected)) throw new Error(`exit code ${code}, without "${expected}"\n${output}`);
});

await check("some 600 made-up requests pass at the mock", async () => {
  const { code, output } = await run(await onFreePort(testRecipe, "4010"), { SPECMATIC_GENERATIVE_TESTS: "true" });
  const [, number] = /Tests run: (\d+), Successes: \1, Failures: 0,/.exec(output) ?? [];
  if (code !== 0 || !(number >= 550 && number < 650)) throw new Error(`exit code ${code}, ${number} tests\n${output}`);
});

await check("a server that answers without `guid` fails", async () => {
  const mock = await startMock();
  const server = createServer(async (request, response) => {
    const { method, headers, url } = request;
    const answer = await fetch(`${mock.url}${url}`, { method, headers, body: (await text(request)) || undefined });
    const body = (await answer.text()).replace(/"guid":"[^"]*",/, "");
    response.writeHead(answer.status, { "Content-Type": mediaType }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const command = testRecipe.slice(testRecipe.indexOf("java -jar")).replace("4010", server.address().port);
    const { code, output } = await run(command, { SPECMATIC_DISABLE_TELEMETRY: "true" });
    if (code === 0 || !/RESPONSE\.BODY\.member.*\.guid/.test(output)) throw new Error(`exit code ${code}\n${output}`);
  } finally {
    server.closeAllConnections();
    server.close();
    await mock.close();
  }
});

await check("the stub answers every scenario, and refuses what breaks the contract", async () => {
  const port = String(await freePort());
  const stub = start(stubRecipe.replace("9000", port));
  const send = (body) =>
    fetch(`http://127.0.0.1:${port}/members`, {
      method: "POST",
      headers: { "Content-Type": mediaType, Accept: mediaType },
      body: JSON.stringify(body),
    });
  try {
    for (const deadline = Date.now() + 60_000; !(await send({}).catch(() => false)); ) {
      if (stub.child.exitCode !== null || Date.now() > deadline) throw new Error(`it does not answer\n${stub.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    for (const [name, { request, status, response }] of scenarios) {
      const answer = await send(request);
      const got = { status: answer.status, type: answer.headers.get("Content-Type"), body: await answer.json() };
      if (!isDeepStrictEqual(got, { status, type: mediaType, body: response })) {
        throw new Error(`${name} is answered with ${JSON.stringify(got)}`);
      }
    }
    const refused = await send({ member: { institution_guid: "INS-1" } });
    const reason = await refused.text();
    if (refused.status !== 400 || !reason.includes("credentials")) throw new Error(`${refused.status} ${reason}`);
  } finally {
    await stub.stop();
  }
});

console.log(failures ? `\n${failures} failed` : "\nAll passed");
process.exitCode = failures ? 1 : 0;

async function check(name, action) {
  try {
    await action();
    console.log(`ok      ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}

/** The usual port of the mock may be busy here. */
async function onFreePort(script, port) {
  const free = await freePort();
  return script.replace("npx nexus-members-mock", `npx nexus-members-mock --port ${free}`).replace(`:${port}`, `:${free}`);
}

/** Starts a script in the folder, in a process group of its own, so that all it starts can be stopped. */
function start(script, env = {}) {
  const child = spawn("bash", ["-ec", script], {
    cwd: folder,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stopNow = () => {
    try {
      process.kill(-child.pid);
    } catch {} // It has ended.
  };
  process.once("exit", stopNow);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const closed = once(child, "close"); // Once everything that it started has ended too.
  return {
    child,
    output: () => output,
    async stop() {
      stopNow();
      process.off("exit", stopNow);
      await closed;
    },
  };
}

/** Runs a script to its end, and stops what it leaves running. */
async function run(script, env) {
  const { child, output, stop } = start(script, env);
  const [code] = await once(child, "exit");
  await stop();
  return { code, output: output() };
}
