/** The program as it is built, in a process of its own; what it says is tested in cli.test.ts. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import manifest from "../../package.json" with { type: "json" };
import { temporaryFolder } from "../support/folder.js";
import { startServer } from "../support/server.js";
import { changedMock, skip } from "./servers.js";

const program = fileURLToPath(new URL(`../../${manifest.bin["nexus-members-verify"]}`, import.meta.url));

/** Starts a command in an empty folder, which is its folder for temporary files too. */
function start(command: string, args: string[]) {
  const folder = temporaryFolder();
  const child = spawn(command, args, { cwd: folder, env: { PATH: process.env.PATH, TMPDIR: folder, HOME: folder } });
  const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
  const outcome = ended.then(([[code], stdout, stderr]) => ({ code, stdout, stderr, files: readdirSync(folder) }));
  return { child, outcome };
}

test("a server that conforms: exit code 0, no file but the report", async () => {
  const { url } = await changedMock((one) => one);
  const { outcome } = start(process.execPath, [
    program,
    "--server",
    url,
    ...skip.flatMap((part) => ["--skip", part]),
    "--report",
    "junit=report.xml",
  ]);
  expect(await outcome).toMatchObject({ code: 0, stderr: "", files: ["report.xml"] });
});

test("a reader that stops after the first line gets no stack trace, and the exit code stays", async () => {
  const { url } = await startServer(() => examples.createMember.oauth.response);
  const command = `"${process.execPath}" "${program}" --server ${url} --skip ", /" | head -1; exit "\${PIPESTATUS[0]}"`;
  const { outcome } = start("bash", ["-c", command]);
  expect(await outcome).toMatchObject({ code: 1, stderr: "", stdout: expect.stringMatching(/^Verifies http:[^\n]*\n$/) });
});

test("SIGINT, SIGTERM and SIGHUP end it at once with exit code 2 and a report", async () => {
  const endWith = async (signal: NodeJS.Signals) => {
    const { url } = await startServer(() => void child.kill(signal));
    const { child, outcome } = start(process.execPath, [program, "--server", url, "--report", "text=report"]);
    expect(await outcome, signal).toMatchObject({
      ...{ code: 2, stderr: "", files: ["report"] },
      stdout: expect.stringContaining("The verification was interrupted."),
    });
  };
  await Promise.all((["SIGINT", "SIGTERM", "SIGHUP"] as const).map(endWith));
});
