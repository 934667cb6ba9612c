/**
 * `npm run test:verify`: shows that `nexus-members-verify` finds each breach of the contract and lets good servers pass, against
 * servers that change the answers of the mock. Takes a minute, because each run starts the real Redocly CLI.
 * `-- <text>` runs only what has that text in its name.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createNexusClient, mediaType } from "nexus-members-contract";
import { startMock } from "nexus-members-contract/mock";
import { parse } from "yaml";
import { freePort } from "../support/prism.mjs";
import { broken, good, remembering } from "./servers.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "dist/src/verify/cli.js");
const folder = mkdtempSync(join(tmpdir(), "nexus-members-prove-"));
const mock = await startMock();
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
process.once("SIGINT", () => process.exit(130));

// Every output is searched for these. They have what means something to the tools that they pass through.
const token = "token-Zq8$inputs.session_token{$statusCode}%20";
const credentials = ["$inputs.credentials Zq8", "{$statusCode} $faker.string.uuid() '\"\\ü Zq8\n"].map((value, index) => ({
  credential_guid: `CRD-${index}`,
  value,
}));
const secret = /Zq8|oauth\.example/i;

/** The mock behind a server that changes its answers. */
async function startServer(change) {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method, url, headers } = request;
    const { host: _, "content-length": __, connection: ___, ...rest } = headers;
    const reply = await fetch(`${mock.url}${url}`, { method, headers: rest, body });
    const answer = { status: reply.status, type: mediaType, body: await reply.json(), token };
    const sent = JSON.parse(body);
    change(answer, sent);
    const isOther = JSON.stringify(sent.member?.credentials ?? credentials) !== JSON.stringify(credentials);
    if (isOther || (headers["md-session-token"] ?? token) !== token)
      throw new Error("token or credentials did not arrive as given");
    if (answer.drop) return response.destroy();
    const redirect = answer.status === 307 ? { Location: "/elsewhere" } : {};
    response.writeHead(answer.status, { ...(answer.type && { "Content-Type": answer.type }), ...redirect });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Runs the program, in a folder for temporary files of its own, and looks for what it must not leave behind. */
async function verify(args, expectedCode, expectedOutput, signal) {
  const own = mkdtempSync(join(folder, "run-"));
  const report = join(own, "report.json");
  const TMPDIR = join(own, "tmp");
  mkdirSync(TMPDIR);
  const env = { ...process.env, TMPDIR, NEXUS_SESSION_TOKEN: token, NEXUS_CREDENTIALS: JSON.stringify(credentials) };
  const child = run(process.execPath, [program, ...args, "--report", report], { env });
  signal?.then(() => child.child.kill());
  const { code = 0, stdout, stderr } = await child.catch((error) => error);
  const output = `${stdout}${stderr}`;
  const written = code === 2 ? "" : readFileSync(report, "utf8");
  const problems = [
    code !== expectedCode && `it ended with ${code}, not with ${expectedCode}`,
    !new RegExp(expectedOutput).test(output) && `it does not say ${expectedOutput}`,
    code !== 2 && JSON.parse(written).kept !== (code === 0) && "the report says otherwise",
    secret.test(output + written) && "it shows a secret",
    readdirSync(TMPDIR).length > 0 && "it leaves files behind",
  ].filter(Boolean);
  if (problems.length) throw new Error(`${problems.join("; ")}:\n${output}`);
  return written;
}

async function against(change, ...expected) {
  const server = await startServer(change);
  await verify(["--server", server.url], ...expected).finally(server.close);
}

async function onTheSecondNight() {
  const server = await startServer(remembering());
  await verify(["--server", server.url], 0, "✓ create-standard-member \\(200\\)\n");
  await verify(["--server", server.url], 0, "✓ create-standard-member \\(422\\): exists already").finally(server.close);
}

async function nobodyThere() {
  const server = await startServer(() => {});
  server.close();
  await verify(["--server", server.url], 2, "No answer from http");
}

async function interrupted() {
  let resolve;
  const reached = new Promise((call) => {
    resolve = call;
  });
  const silent = createServer((request, response) => (request.headers["md-session-token"] ? resolve() : response.end()));
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  await verify(["--server", `http://127.0.0.1:${silent.address().port}`], 2, "Interrupted", reached).finally(() => {
    silent.closeAllConnections();
    silent.close();
  });
}

/** Masked, the answers would break the contract. */
async function shortToken() {
  const env = { ...process.env, NEXUS_SESSION_TOKEN: "0" };
  const { stdout } = await run(process.execPath, [program, "--server", mock.url], { env });
  if (!stdout.includes("5 of 5 keep the contract")) throw new Error(stdout);
}

/** Two calls, one of which is answered wrongly. */
async function proveRecording() {
  const server = await startServer((answer) => answer.body.member?.is_oauth && delete answer.body.member.oauth_window_uri);
  const [har, copy, port] = [join(folder, "recording.har"), join(folder, "redacted.har"), await freePort()];
  const cli = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const args = ["proxy", "--target", server.url, "--har", har, "--port", String(port)];
  const proxy = spawn(process.execPath, [cli, ...args], { env: { ...process.env, REDOCLY_TELEMETRY: "off" } });
  let said = "";
  await new Promise((resolve, reject) => {
    const read = (chunk) => {
      said += chunk;
      if (said.includes("listening")) resolve();
    };
    proxy.stdout.on("data", read);
    proxy.stderr.on("data", read);
    proxy.once("exit", () => reject(new Error(said)));
  });
  const nexus = createNexusClient({ baseUrl: `http://127.0.0.1:${port}`, sessionToken: token });
  await nexus.createMember({ institution_guid: "INS-1", credentials, external_guid: "Zq8", metadata: "Zq8", name: "Zq8" });
  await nexus.createMember({ institution_guid: "INS-1", is_oauth: true });
  const ended = once(proxy, "exit");
  proxy.kill("SIGINT");
  await ended;
  server.close();
  if (!readFileSync(har, "utf8").includes("Zq8")) throw new Error("nothing was recorded");

  const says =
    "✓ call 1 of POST /members \\(200\\)\n✗ call 2 of POST /members \\(200\\)\n    /member/oauth_window_uri is required";
  const judged = await verify(["--har", har, "--server", server.url], 1, says);
  await run(process.execPath, [program, "--har", har, "--server", server.url, "--redact", copy]);
  if (secret.test(readFileSync(copy, "utf8"))) throw new Error("the copy has a secret");
  const again = await verify(["--har", copy, "--server", "https://server.example"], 1, says);
  const checksOf = (report) => JSON.stringify(JSON.parse(report).checks);
  if (checksOf(again) !== checksOf(judged)) throw new Error("the copy is judged otherwise");
}

/** The steps of the guide as they are written, but for the host. */
async function proveNightly() {
  const guide = readFileSync(join(root, "openapi/guides/verification.md"), "utf8");
  const { jobs } = parse(/```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? "");
  const project = join(folder, "project");
  const modules = join(project, "node_modules");
  const installed = join(modules, "nexus-members-contract");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  const [{ files }] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, stdio: "pipe" }),
  );
  for (const { path } of files) cpSync(join(root, path), join(installed, path));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of ["openapi-fetch", "@redocly/cli"]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  for (const [name, file] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, file), 0o755);
    symlinkSync(join(installed, file), join(modules, ".bin", name));
  }
  writeFileSync(join(project, "package.json"), "{}");
  writeFileSync(join(project, "session-token.sh"), `#!/bin/sh\necho ${token}\n`, { mode: 0o755 });
  const [step] = jobs.verify.steps.filter(({ run: command = "" }) => command.includes("nexus-members-verify"));
  const command = step.run.replace("--server integration", `--server ${mock.url}`);
  if (command === step.run) throw new Error("the job does not verify the integration host");
  const env = { ...process.env, NEXUS_CREDENTIALS: JSON.stringify(credentials) };
  const { stdout } = await run("sh", ["-ec", command], { cwd: project, env });
  if (!stdout.includes("5 of 5 keep the contract")) throw new Error(stdout);
  if (!JSON.parse(readFileSync(join(project, "verification.json"), "utf8")).kept) throw new Error("the report says otherwise");
}

const [wanted = ""] = process.argv.slice(2);
const proofs = [
  ...broken.map(([name, change, says]) => ["breaches found", name, () => against(change, 1, says)]),
  ...good.map(([name, change]) => ["good servers passed", name, () => against(change, 0, "5 of 5 keep the contract")]),
  ["good servers passed", "a server that remembers, on the second night", onTheSecondNight],
  ["others", "a server that is not there", nobodyThere],
  ["others", "interrupted while it waits for an answer", interrupted],
  ["others", "a token that is part of the answers", shortToken],
  ["others", "a recording made by redocly proxy, and its redacted copy", proveRecording],
  ["others", "the nightly job, in a project that installed the tarball", proveNightly],
].filter(([, name]) => name.includes(wanted));
const score = {};
const queue = proofs.values();

async function work() {
  for (const [kind, name, proof] of queue) {
    score[kind] ??= { passed: 0, of: 0 };
    score[kind].of++;
    try {
      await proof();
      score[kind].passed++;
    } catch (error) {
      process.exitCode = 1;
      console.log(`FAILED  ${name}: ${error.message}`);
    }
  }
}
await Promise.all([work(), work()]);
await mock.close();
for (const [kind, { passed, of }] of Object.entries(score)) console.log(`${passed} of ${of} ${kind}`);
if (!proofs.length) throw new Error(`Nothing has "${wanted}" in its name`);
