import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { examples } from "../../generated/examples.js";
import manifest from "../../package.json" with { type: "json" };
import { startMock } from "../../src/mock-server.js";
import { temporaryFolder } from "../support/folder.js";
import { startServer } from "../support/server.js";

// As it is built, in a process of its own; what it says is tested in cli.test.ts.
const program = fileURLToPath(new URL(`../../${manifest.bin["nexus-members-verify"]}`, import.meta.url));

async function mockUrl(): Promise<string> {
  const mock = await startMock({ stateful: true });
  onTestFinished(() => mock.close());
  return mock.url;
}

/** Starts a command in an empty folder, which is its folder for temporary files too. */
function start(command: string, args: string[], env: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH, TMPDIR: folder, HOME: folder, ...env } });
  const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
  const outcome = ended.then(([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr }));
  return { child, outcome, files: () => readdirSync(folder) };
}

test("a server that conforms: exit code 0, no file but the report", async () => {
  const { outcome, files } = start(process.execPath, [program, "--server", await mockUrl(), "--report", "junit=report.xml"]);
  expect(await outcome).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^(\d+) of \1 checks passed\.$/m) });
  expect(files()).toEqual(["report.xml"]);
});

test("a server that accepts everything: exit code 1", async () => {
  const { url } = await startServer(() => examples.createMember.oauth.response);
  expect(await start(process.execPath, [program, "--server", url]).outcome).toMatchObject({ code: 1, stderr: "" });
});

test("a reader that stops after the first line gets no stack trace, and the exit code stays", async () => {
  const command = `"${process.execPath}" "${program}" --server ${await mockUrl()} | head -1; exit "\${PIPESTATUS[0]}"`;
  const { outcome } = start("bash", ["-c", command]);
  expect(await outcome).toEqual({
    code: 0,
    signal: null,
    stderr: "",
    stdout: expect.stringMatching(/^Verifies http:[^\n]*\n$/),
  });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends it at once with exit code 2, and no file is left",
  async (signal) => {
    const { url } = await startServer(() => void child.kill(signal));
    const { child, outcome, files } = start(process.execPath, [program, "--server", url, "--timeout", "60000"]);
    const { code, stdout, stderr } = await outcome;
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toContain("The verification was interrupted.");
    expect(files()).toEqual([]);
  },
);

test("a kill leaves no file behind", async () => {
  const { url } = await startServer(() => void child.kill("SIGKILL"));
  const env = { NEXUS_SESSION_TOKEN: "token-Zq8" };
  const { child, outcome, files } = start(process.execPath, [program, "--server", url, "--report", "json=report.json"], env);
  expect(await outcome).toMatchObject({ signal: "SIGKILL" });
  expect(files()).toEqual([]);
});
