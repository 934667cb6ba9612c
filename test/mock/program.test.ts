import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { mediaType } from "../support/contract.js";

// As it is built and as it ends; what it says is tested in cli.test.ts.
const valid = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
const cli = fileURLToPath(new URL("../../dist/src/mock/cli.js", import.meta.url));

/** Runs it until it has printed a line, or ended. */
async function run(...args: string[]) {
  const program = spawn(process.execPath, [cli, ...args]);
  const ended = once(program, "exit");
  const output = { stdout: "", stderr: "" };
  const printed = new Promise<void>((resolve) => {
    for (const stream of ["stdout", "stderr"] as const) {
      program[stream].on("data", (chunk) => {
        output[stream] += chunk;
        if (output[stream].includes("\n")) resolve();
      });
    }
  });
  await Promise.race([printed, ended]);
  return { program, output, ended };
}

test.each(["SIGINT", "SIGTERM"] as const)("says in one line where it listens, and ends at once on %s", async (signal) => {
  const { program, output, ended } = await run("--port", "0", "--verbose");
  const url =
    /^Mock of POST \/members: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output.stdout)?.[1] ?? expect.fail(JSON.stringify(output));
  const response = await fetch(`${url}/members`, { method: "POST", headers: valid, body: "{}" });
  expect(response.status).toBe(400);
  await fetch(`${url}/members`, { method: "POST", headers: valid, body: JSON.stringify(examples.oauth.request) });
  program.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(output.stdout).toContain('\nPOST 400 invalid [{"at":"","rule":"required"}]\nPOST 200 oauth\n');
  expect(output.stderr).toBe("");
});

test("goes on when the reader of its log has gone", async () => {
  const { program, output, ended } = await run("--port", "0");
  program.stdout.destroy();
  const url = output.stdout.trim().split(" ").at(-1);
  for (let i = 0; i < 3; i++) await fetch(`${url}/members`, { method: "POST", headers: valid, body: "{}" });
  expect(program.exitCode).toBeNull();
  program.kill();
  expect(await ended).toEqual([0, null]);
});

test("a mistake is one line and exit code 1", async () => {
  const { output, ended } = await run("--port", "http");
  expect(await ended).toEqual([1, null]);
  expect(output).toEqual({ stdout: "", stderr: "--port takes a number from 0 to 65535\n" });
});
