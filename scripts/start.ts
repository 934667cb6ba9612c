/**
 * `npm start`: creates a standard and an OAuth member through the package, against plain Prism on the bundle, and keeps Prism running.
 * `--once` exits after that; `--port N` sets the port.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { createNexusClient, mediaType, sessionTokenHeader, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { operations } from "../generated/operations.js";
import { freePort, startPrism } from "./prism.js";

const { values } = parseArgs({ options: { once: { type: "boolean" }, port: { type: "string", default: "4010" } } });
const wanted = Number(values.port);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
  console.error(`--port needs a number from 1 to 65535, not "${values.port}"`);
  process.exit(1);
}
const port = await freePort(wanted);
if (port !== wanted) console.log(`Port ${wanted} is in use, so Prism takes ${port}. Choose one with: npm start -- --port N`);

const prism = await startPrism({ port });
process.once("SIGINT", stop).once("SIGTERM", stop);

// What this shows is create, so it names its operation and the scenarios of both kinds of member.
const { standard, oauth } = examples.createMember;
const path = operations.find(({ operationId }) => operationId === "createMember")?.path;
const sessionToken = "example-session";
try {
  const nexus = createNexusClient({ baseUrl: prism.url, sessionToken });
  console.log("\nStandard member, created with credentials:", unwrap(await nexus.createMember(standard.request.member)));

  // Prism responds to every valid request with the first example, unless it is told which one.
  const preferOAuth = createNexusClient({ baseUrl: prism.url, sessionToken, headers: { Prefer: "example=oauth" } });
  console.log("\nOAuth member, waiting for the end user:", unwrap(await preferOAuth.createMember(oauth.request.member)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

const body = JSON.stringify(standard.request).replaceAll("'", "'\\''");
const docs = new URL("../dist/docs/index.html", import.meta.url);
console.log(`
Mock:  ${prism.url}
Docs:  ${existsSync(docs) ? docs.href : "run npm run docs"}
Call:  curl ${prism.url}${path} -H 'Content-Type: ${mediaType}' -H '${sessionTokenHeader}: ${sessionToken}' --data '${body}'
`);

if (values.once || process.exitCode) await stop();
else console.log("The mock keeps running. Stop it with Ctrl-C.");

async function stop() {
  await prism.stop();
  process.exit();
}
