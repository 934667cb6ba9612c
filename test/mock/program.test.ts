import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import manifest from "../../package.json" with { type: "json" };
import { validHeaders } from "./transports.js";

// As it is built, and how it ends; what it says is tested in cli.test.ts.
const program = fileURLToPath(new URL(`../../${manifest.bin["nexus-members-mock"]}`, import.meta.url));

/** Runs it until it has printed a line, or ended. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args]);
  const ended = once(child, "exit");
  const output = { stdout: "", stderr: "" };
  const printed = new Promise<void>((resolve) => {
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk) => {
        output[stream] += chunk;
        if (output[stream].includes("\n")) resolve();
      });
    }
  });
  await Promise.race([printed, ended]);
  return { child, output, ended };
}

const post = (url: string, body: unknown) =>
  fetch(`${url}/members`, { method: "POST", headers: validHeaders, body: JSON.stringify(body) });

test.each(["SIGINT", "SIGTERM"] as const)("says in one line where it listens, and ends at once on %s", async (signal) => {
  const { child, output, ended } = await run("--port", "0");
  const [, url = expect.fail(JSON.stringify(output))] =
    /^Mock of the Nexus contract: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output.stdout) ?? [];
  expect((await post(url, {})).status).toBe(400);
  expect((await post(url, examples.createMember.oauth.request)).status).toBe(200);
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(output.stdout).toContain('\nPOST 400 invalid [{"in":"body","pointer":"/member","rule":"required"}]\n');
  expect(output.stderr).toBe("");
});

test("goes on when the reader of its log has gone", async () => {
  const { child, output, ended } = await run("--port", "0");
  child.stdout.destroy();
  const url = output.stdout.trim().split(" ").at(-1) as string;
  for (let i = 0; i < 3; i++) expect((await post(url, {})).status).toBe(400);
  expect(child.exitCode).toBeNull();
  child.kill();
  expect(await ended).toEqual([0, null]);
});

test("a process whose mock is unref'd ends by itself", async () => {
  const server = new URL(`../../${manifest.exports["./mock/server"].import.default}`, import.meta.url);
  const code = `import { startMock } from "${server}"; const mock = await startMock(); mock.unref(); console.log(mock.url);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("--version prints the version of the package", async () => {
  const { output, ended } = await run("--version");
  expect(await ended).toEqual([0, null]);
  expect(output).toEqual({ stdout: `${manifest.version}\n`, stderr: "" });
});

test("a mistake is one line and exit code 1", async () => {
  const { output, ended } = await run("--port", "http");
  expect(await ended).toEqual([1, null]);
  expect(output).toEqual({ stdout: "", stderr: "--port needs a number from 0 to 65535.\n" });
});
