import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { examples } from "../generated/examples.js";
import { freePort } from "../scripts/prism.js";

const script = fileURLToPath(new URL("../scripts/start.ts", import.meta.url));
const running: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const program of running.splice(0)) program.kill("SIGTERM");
});

test("creates both members, prints them, and keeps a mock that its curl line works with", async () => {
  const { program, ended } = start("--port", String(await freePort()));
  const output = await printed(program, "Ctrl-C");
  expect(output).toContain(examples.createMember.standard.response.member.guid);
  expect(output).toContain(examples.createMember.oauth.response.member.oauth_window_uri);
  expect(output).toMatch(/Docs: {2}file:.*dist\/docs\/index\.html/);

  const curl = /^Call: {2}(curl .*)$/m.exec(output)?.[1] ?? expect.fail(output);
  expect(JSON.parse(execFileSync("sh", ["-c", `${curl} --silent --show-error`], { encoding: "utf8" }))).toEqual(
    examples.createMember.standard.response,
  );

  program.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});

test("takes another port when the wanted one is in use, says so, and ends with --once", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const { program, ended } = start("--once", "--port", String(port));
  const output = await printed(program, "Call:");
  expect(await ended).toEqual([0, null]);
  expect(output).toContain(`Port ${port} is in use, so Prism takes `);
  expect(output).toContain("npm start -- --port N");
  blocker.close();
});

test("a port that is no number is one line", async () => {
  const { program, ended } = start("--port", "http");
  const output = await printed(program, "\n");
  expect(output).toBe('--port needs a number from 1 to 65535, not "http"\n');
  expect(await ended).toEqual([1, null]);
});

function start(...args: string[]) {
  const program = spawn(process.execPath, ["--import", "tsx", script, ...args]);
  running.push(program);
  return { program, ended: once(program, "exit") };
}

/** What a program has printed once a text has come, or when it ends. */
function printed(program: ChildProcessWithoutNullStreams, awaited: string): Promise<string> {
  let output = "";
  return new Promise((resolve) => {
    const read = (chunk: unknown) => {
      output += chunk;
      if (output.includes(awaited)) resolve(output);
    };
    program.stdout.on("data", read);
    program.stderr.on("data", read);
    program.on("exit", () => resolve(output));
  });
}
