/**
 * `npm run test:recipes`: runs the recipes of openapi/guides/recipes.md for Jest and for Specmatic as they are written, in a fresh folder
 * with the packed tarball. Not part of `npm test`, since it downloads both, and Specmatic needs Java.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { mediaType } from "../../generated/contract.js";
import { servedOperations } from "../../generated/operations.js";
import { freePort } from "../../scripts/prism.js";
import { startMock } from "../../src/mock/server.js";
import { blocks } from "./guide.js";

const jest = "jest@30.5.2";

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

const npm = (args: string[], cwd: string) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
const [{ filename }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
npm(["install", "--no-audit", "--no-fund", `./${filename}`, jest], folder);

const [, jestRecipe] = blocks("Unit tests", "js") as [string, string];
const [testRecipe, stubRecipe] = blocks("Specmatic", "sh") as [string, string];
const scenarios = servedOperations.flatMap(({ method, path, scenarios: all }) => all.map((one) => ({ method, path, ...one })));
const withRequest = scenarios.filter(({ request }) => request !== undefined);
let failures = 0;

await check("the tests of the Jest recipe pass, and fail without the renewal", async () => {
  for (const [recipe, expected] of [
    [jestRecipe, 0],
    [jestRecipe.replace('"user-1-renewed"', '"user-1"'), 1],
  ] as const) {
    writeFileSync(join(folder, "connect.test.js"), recipe);
    const { code, output } = await run("npx jest");
    if (code !== expected || !/Tests: +1 (passed|failed), 1 total/.test(output))
      throw new Error(`exit code ${code}\n${output}`);
  }
});

await check("the requests of all scenarios pass at the mock", async () => {
  const { code, output } = await run(await onFreePort(testRecipe, "4010"));
  const expected = `Tests run: ${withRequest.length}, Successes: ${withRequest.length}, Failures: 0,`;
  if (code !== 0 || !output.includes(expected)) throw new Error(`exit code ${code}, without "${expected}"\n${output}`);
});

await check("some 600 made-up requests pass at the mock", async () => {
  const { code, output } = await run(await onFreePort(testRecipe, "4010"), { SPECMATIC_GENERATIVE_TESTS: "true" });
  const [, number] = /Tests run: (\d+), Successes: \1, Failures: 0,/.exec(output) ?? [];
  if (code !== 0 || !(Number(number) >= 550 && Number(number) < 650))
    throw new Error(`exit code ${code}, ${number} tests\n${output}`);
});

await check("a server that responds without `guid` fails", async () => {
  const mock = await startMock();
  const server = createServer(async (request, response) => {
    const { method, headers, url } = request;
    const body = await text(request);
    const sent = { method: method as string, headers: headers as Record<string, string>, ...(body && { body }) };
    const received = await fetch(`${mock.url}${url}`, sent);
    const withoutGuid = (await received.text()).replace(/"guid":"[^"]*",/, "");
    response.writeHead(received.status, { "Content-Type": mediaType }).end(withoutGuid);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const command = testRecipe
      .slice(testRecipe.indexOf("java -jar"))
      .replace("4010", String((server.address() as AddressInfo).port));
    const { code, output } = await run(command, { SPECMATIC_DISABLE_TELEMETRY: "true" });
    if (code === 0 || !/RESPONSE\.BODY\.member.*\.guid/.test(output)) throw new Error(`exit code ${code}\n${output}`);
  } finally {
    server.closeAllConnections();
    server.close();
    await mock.close();
  }
});

await check("the stub responds to every scenario, and rejects what does not match the contract", async () => {
  const port = String(await freePort());
  const stub = start(stubRecipe.replace("9000", port));
  const [{ method, path }] = withRequest as [(typeof withRequest)[number]];
  const send = (body: unknown) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "Content-Type": mediaType, Accept: mediaType },
      body: JSON.stringify(body),
    });
  try {
    for (const deadline = Date.now() + 60_000; !(await send({}).catch(() => false)); ) {
      if (stub.child.exitCode !== null || Date.now() > deadline) throw new Error(`it does not respond\n${stub.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    for (const { name, request, status, response } of withRequest) {
      const received = await send(request);
      const got = { status: received.status, type: received.headers.get("Content-Type"), body: await received.json() };
      if (!isDeepStrictEqual(got, { status, type: mediaType, body: response })) {
        throw new Error(`the response to ${name} is ${JSON.stringify(got)}`);
      }
    }
    const rejected = await send({ member: { institution_guid: "INS-1" } });
    const reason = await rejected.text();
    if (rejected.status !== 400 || !reason.includes("credentials")) throw new Error(`${rejected.status} ${reason}`);
  } finally {
    await stub.stop();
  }
});

console.log(failures ? `\n${failures} failed` : "\nAll passed");
process.exitCode = failures ? 1 : 0;

async function check(name: string, action: () => Promise<void>) {
  try {
    await action();
    console.log(`ok      ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}: ${(error as Error).message}`);
  }
}

/** The usual port of the mock may be busy here. */
async function onFreePort(script: string, port: string) {
  const free = await freePort();
  return script.replace("npx nexus-members-mock", `npx nexus-members-mock --port ${free}`).replace(`:${port}`, `:${free}`);
}

/** Starts a script in the folder, in a process group of its own, so that all it starts can be stopped. */
function start(script: string, env: Record<string, string> = {}) {
  const child: ChildProcess = spawn("bash", ["-ec", script], {
    cwd: folder,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stopNow = () => {
    try {
      process.kill(-(child.pid as number));
    } catch {} // It has ended.
  };
  process.once("exit", stopNow);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
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
async function run(script: string, env?: Record<string, string>) {
  const { child, output, stop } = start(script, env);
  const [code] = await once(child, "exit");
  await stop();
  return { code, output: output() };
}
