import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** Starts a program of one test, after which it is ended, with all that it has started. Where `stdio` says nothing else, what it prints is kept. */
export function startProgram(file: string, args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], ...options, detached: true });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) child[stream]?.on("data", (chunk) => (output[stream] += chunk));
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {} // Nothing runs any more.
  };
  onTestFinished(() => kill("SIGKILL"));
  return { child, output, kill, exited: once(child, "exit"), closed: once(child, "close") };
}
