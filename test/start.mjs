/**
 * `npm start`: creates one standard and one OAuth member through the package, against a mock of the contract, and keeps the
 * mock running. `--once` ends after that; `--port N` says where the mock listens.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { createNexusClient, mediaType, unwrap } from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import { freePort, startPrism } from "./support/prism.mjs";

const { values } = parseArgs({ options: { once: { type: "boolean" }, port: { type: "string", default: "4010" } } });
const wanted = Number(values.port);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
  console.error(`--port takes a number from 1 to 65535, not "${values.port}"`);
  process.exit(1);
}
const port = await freePort(wanted);
if (port !== wanted) console.log(`Port ${wanted} is busy, so the mock takes ${port}. Choose one with: npm start -- --port N`);

const mock = await startPrism(port);
process.once("SIGINT", end).once("SIGTERM", end);

const nexus = createNexusClient({ baseUrl: mock.url });
const sessionToken = "example-session";
try {
  const standard = unwrap(await nexus.createMember(examples.standard.request.member, { sessionToken }));
  console.log("\nStandard member, created with credentials:", standard);

  // Prism answers every valid request with the first example, unless it is told which one.
  const headers = { Prefer: "example=oauth" };
  const oauth = unwrap(await nexus.createMember(examples.oauth.request.member, { sessionToken, headers }));
  console.log("\nOAuth member, waiting for the end user to sign in:", oauth);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

const body = JSON.stringify(examples.standard.request).replaceAll("'", "'\\''");
const docs = new URL("../dist/docs/index.html", import.meta.url);
console.log(`
Mock:  ${mock.url}
Docs:  ${existsSync(docs) ? docs.href : "run npm run docs"}
Call:  curl ${mock.url}/members -H 'Content-Type: ${mediaType}' -H 'MD-SESSION-TOKEN: ${sessionToken}' --data '${body}'
`);

if (values.once || process.exitCode) await end();
else console.log("The mock keeps running. End it with Ctrl-C.");

async function end() {
  await mock.stop();
  process.exit();
}
