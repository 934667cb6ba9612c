/**
 * `npm start`: creates a standard and an OAuth member through the package, against plain Prism on the bundle, and keeps Prism running.
 * `--once` exits after that; `--port N` sets the port.
 */
import { existsSync } from "node:fs";
import { inspect, parseArgs } from "node:util";
import { createNexusClient, mediaType, sessionTokenHeader, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { operations } from "../generated/operations.js";
import { freePort, type Prism, startPrism } from "./prism.js";
import { runIfStarted, type ScriptContext } from "./program.js";

// What this shows is create, so it names its operation and the scenarios of both kinds of member.
const { standard, oauth } = examples.createMember;
const path = operations.find(({ operationId }) => operationId === "createMember")?.path;
const sessionToken = "example-session";

/** Returns Prism, which keeps running, or the exit code if there is nothing to keep. */
export async function main(args: string[], { out, error }: Pick<ScriptContext, "out" | "error">): Promise<Prism | number> {
  const { values } = parseArgs({ args, options: { once: { type: "boolean" }, port: { type: "string", default: "4010" } } });
  const wanted = Number(values.port);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
    error(`--port needs a number from 1 to 65535, not "${values.port}"`);
    return 1;
  }
  const port = await freePort(wanted);
  if (port !== wanted) out(`Port ${wanted} is in use, so Prism takes ${port}. Choose one with: npm start -- --port N`);

  const prism = await startPrism({ port });
  try {
    const nexus = createNexusClient({ baseUrl: prism.url, sessionToken });
    out(`\nStandard member, created with credentials: ${inspected(await nexus.createMember(standard.request.member))}`);

    // Prism responds to every valid request with the first example, unless it is told which one.
    const preferOAuth = createNexusClient({ baseUrl: prism.url, sessionToken, headers: { Prefer: "example=oauth" } });
    out(`\nOAuth member, waiting for the end user: ${inspected(await preferOAuth.createMember(oauth.request.member))}`);
  } catch (cause) {
    await prism.stop();
    error(inspect(cause));
    return 1;
  }

  const body = JSON.stringify(standard.request).replaceAll("'", "'\\''");
  const docs = new URL("../dist/docs/index.html", import.meta.url);
  out(`
Mock:  ${prism.url}
Docs:  ${existsSync(docs) ? docs.href : "run npm run docs"}
Call:  curl ${prism.url}${path} -H 'Content-Type: ${mediaType}' -H '${sessionTokenHeader}: ${sessionToken}' --data '${body}'
`);
  if (values.once) {
    await prism.stop();
    return 0;
  }
  out("The mock keeps running. Stop it with Ctrl-C.");
  return prism;
}

const inspected = (result: Parameters<typeof unwrap>[0]) => inspect(unwrap(result), { colors: process.stdout.isTTY });

await runIfStarted(import.meta.url, async (args, context) => {
  const running = main(args, context);
  const stop = async () => {
    const prism = await running;
    if (typeof prism !== "number") await prism.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  const result = await running;
  return typeof result === "number" ? result : 0;
});
