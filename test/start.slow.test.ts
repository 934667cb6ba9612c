import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { examples } from "../generated/examples.js";
import { freePort } from "../scripts/prism.js";
import { main } from "../scripts/start.js";
import { collectOutput } from "./support/output.js";
import { startProgram } from "./support/program.js";

/** Runs the program in this process. */
async function start(...args: string[]) {
  const { lines, errors, ...output } = collectOutput();
  const result = await main(args, output);
  if (typeof result !== "number") onTestFinished(() => result.stop());
  return { exitCode: typeof result === "number" ? result : undefined, output: lines.join("\n"), errors };
}

test("creates both members, prints them, and keeps a mock that its curl line works with", async () => {
  const { exitCode, output, errors } = await start("--port", String(await freePort()));
  expect({ exitCode, errors }).toEqual({ exitCode: undefined, errors: [] });
  expect(output).toContain(examples.createMember.standard.response.member.guid);
  expect(output).toContain(examples.createMember.oauth.response.member.oauth_window_uri);
  expect(output).toMatch(/Docs: {2}file:.*dist\/docs\/index\.html/);

  const curl = /^Call: {2}(curl .*)$/m.exec(output)?.[1] ?? expect.fail(output);
  expect(JSON.parse(execFileSync("sh", ["-c", `${curl} --silent --show-error`], { encoding: "utf8" }))).toEqual(
    examples.createMember.standard.response,
  );
});

test("takes another port when the wanted one is in use, says so, and ends with --once", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void blocker.close());
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const { exitCode, output } = await start("--once", "--port", String(port));
  expect(exitCode).toBe(0);
  expect(output).toContain(`Port ${port} is in use, so Prism takes `);
  expect(output).toContain("npm start -- --port N");
});

test("a port that is no number is one line", async () => {
  const errors = ['--port needs a number from 1 to 65535, not "http"'];
  expect(await start("--port", "http")).toEqual({ exitCode: 1, output: "", errors });
});

test("as a program, it ends on Ctrl-C with the exit code 0", async () => {
  const script = fileURLToPath(new URL("../scripts/start.ts", import.meta.url));
  const { child, output, exited } = startProgram(process.execPath, [
    "--import",
    "tsx",
    script,
    "--port",
    String(await freePort()),
  ]);
  await expect.poll(() => output.stdout, { timeout: 60_000 }).toContain("Ctrl-C");
  child.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
});
