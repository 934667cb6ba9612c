import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const cli = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
const bundle = fileURLToPath(new URL("../generated/openapi.yaml", import.meta.url));

/** A running Prism. */
export interface Prism {
  /** Its URL, such as `http://127.0.0.1:4010`. */
  url: string;
  stop(): Promise<void>;
}

/** Starts the real Prism CLI on loopback, as `npm run mock` does. Resolves once it listens. */
export async function startPrism({ port }: { port?: number } = {}): Promise<Prism> {
  const chosen = port ?? (await freePort());
  const args = [cli, "mock", "--host", "127.0.0.1", "--port", String(chosen), "--errors", bundle];
  const prism = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(prism, "exit");
  let output = "";
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: unknown) => reject(new Error(`Prism did not start on port ${chosen}: ${reason}\n${output}`));
    let isListening = false;
    const read = (chunk: Buffer) => {
      if (isListening) return; // The rest is read, so that Prism can go on writing, and dropped.
      output += chunk;
      isListening = output.includes("Prism is listening");
      if (isListening) resolve();
    };
    prism.stdout.on("data", read);
    prism.stderr.on("data", read);
    prism.on("error", fail);
    prism.on("exit", (code) => fail(`it exited with code ${code}`));
    timer = setTimeout(fail, 60_000, "no message that it listens within a minute");
  })
    .catch((error) => {
      prism.kill();
      throw error;
    })
    .finally(() => clearTimeout(timer));
  return {
    url: `http://127.0.0.1:${chosen}`,
    async stop() {
      prism.kill();
      await ended;
    },
  };
}

/** A port that nothing listens on: the wanted one if it is free. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    if (wanted && (error as NodeJS.ErrnoException).code === "EADDRINUSE") return freePort();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
