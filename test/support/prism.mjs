import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url));
const contract = fileURLToPath(new URL("../../generated/openapi.yaml", import.meta.url));

/**
 * Starts the real Prism CLI on the bundle, on loopback, as `npm run mock` does.
 *
 * @param {number} [port] Any free one if absent.
 * @returns {Promise<{ url: string; stop(): Promise<void> }>} Once it listens.
 */
export async function startPrism(port) {
  const free = port ?? (await freePort());
  const args = [cli, "mock", "--host", "127.0.0.1", "--port", String(free), "--errors", contract];
  const prism = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(prism, "exit");
  let output = "";
  let limit;
  await new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Error(`Prism did not start on port ${free}: ${reason}\n${output}`));
    const read = (chunk) => {
      output += chunk;
      if (output.includes("Prism is listening")) resolve(undefined);
    };
    prism.stdout.on("data", read);
    prism.stderr.on("data", read);
    prism.on("error", fail);
    prism.on("exit", (code) => fail(`it ended with code ${code}`));
    limit = setTimeout(() => fail("no sign of life for 30 seconds"), 30_000);
  }).catch((error) => {
    prism.kill();
    throw error;
  });
  clearTimeout(limit);
  return {
    url: `http://127.0.0.1:${free}`,
    async stop() {
      prism.kill();
      await ended;
    },
  };
}

/**
 * A port of loopback that nobody listens on.
 *
 * @param {number} [wanted] Preferred, if it is free.
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
  const probe = createServer();
  try {
    probe.listen(wanted, "127.0.0.1");
    await once(probe, "listening");
  } catch (error) {
    if (wanted && error.code === "EADDRINUSE") return freePort();
    throw error;
  }
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
