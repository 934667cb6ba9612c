/** The program as it is built, and how it ends. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { startProgram } from "../support/program.js";
import { creatingOAuth } from "./requests.js";
import { sendOver } from "./transports.js";

const program = fileURLToPath(new URL(`../../${manifest.bin["nexus-members-mock"]}`, import.meta.url));

/** Runs it until it has printed a line. */
async function run(...args: string[]) {
  const started = startProgram(process.execPath, [program, ...args]);
  await expect.poll(() => Object.values(started.output).join("")).toContain("\n");
  return { ...started, url: started.output.stdout.trim().split(" ").at(-1) as string };
}

test("says in one line where it listens, then prints requests, and ends at once on SIGINT", async () => {
  const { child, output, closed, url } = await run("--port", "0");
  expect(output.stdout).toMatch(/^Mock of the Nexus contract: http:\/\/127\.0\.0\.1:\d+\n$/);
  expect((await sendOver(url, { body: {} })).status).toBe(400);
  expect((await sendOver(url, creatingOAuth())).status).toBe(200);
  child.kill("SIGINT");
  expect(await closed).toEqual([0, null]);
  expect(output.stdout).toContain('\nPOST 400 invalid [{"in":"body","pointer":"/member","rule":"required"}]\n');
  expect(output.stderr).toBe("");
});

test("goes on when the reader of its log has gone, and ends at once on SIGTERM", async () => {
  const { child, closed, url } = await run("--port", "0");
  child.stdout?.destroy();
  for (let i = 0; i < 3; i++) expect((await sendOver(url, { body: {} })).status).toBe(400);
  child.kill("SIGTERM");
  expect(await closed).toEqual([0, null]);
});

test("a process whose mock is unref'd ends by itself", async () => {
  const server = new URL(`../../${manifest.exports["./mock/server"].import.default}`, import.meta.url);
  const code = `import { startMock } from "${server}"; const mock = await startMock(); mock.unref(); console.log(mock.url);`;
  expect(await startProgram(process.execPath, ["--input-type=module", "-e", code]).exited).toEqual([0, null]);
});

test.each([
  [["--version"], 0, { stdout: `${manifest.version}\n`, stderr: "" }],
  [["--port", "http"], 1, { stdout: "", stderr: "--port needs a number from 0 to 65535.\n" }],
])("%j ends with the exit code %i and one line", async (args, code, expected) => {
  const { output, closed } = await run(...args);
  expect(await closed).toEqual([code, null]);
  expect(output).toEqual(expected);
});
