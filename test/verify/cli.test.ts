import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { startServer } from "../support/server.js";

const program = fileURLToPath(new URL("../../dist/src/verify/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nexus-members-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: string[], env: Record<string, string> = {}) {
  const child = promisify(execFile)(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  const { code = 0, stdout, stderr } = await child.catch((error) => error);
  expect(stdout + stderr).not.toContain("Zq8");
  return { code, stdout, stderr };
}

const given = { NEXUS_SESSION_TOKEN: "token-Zq8", NEXUS_CREDENTIALS: '[{"credential_guid": "CRD-1", "value": "Zq8"}]' };
const institutions = ["--institution", "INS-1", "--oauth-institution", "INS-2"];
const har = join(folder, "empty.har");
writeFileSync(har, '{"log": {"entries": []}}');
writeFileSync(join(folder, "broken.har"), '{"log": Zq8');

describe("sends nothing, and says why", () => {
  const table: [what: string, args: string[], env: Record<string, string>, message: string][] = [
    ["no arguments", [], {}, "Usage: nexus-members-verify --server <url>"],
    ["an unknown option", ["--serve", "x"], {}, "Unknown option '--serve'. Try --help."],
    ["an option without its value", ["--server"], {}, "Option '--server <value>' argument missing. Try --help."],
    ["no address", ["--server", "staging"], {}, "--server takes integration, production, or an https address"],
    ["a user in the address", ["--server", "https://me:Zq8@example.com"], {}, "--server takes integration"],
    ["http on another machine", ["--server", "http://192.0.2.1"], {}, "with --allow-insecure-http"],
    ["production by name", ["--server", "production", ...institutions], given, "data.moneydesktop.com is the production host"],
    ["production by address", ["--server", "https://DATA.moneydesktop.com.:443/", ...institutions], given, "Add --production"],
    [
      "the defaults of the mock elsewhere",
      ["--server", "integration"],
      {},
      "Give NEXUS_SESSION_TOKEN, --institution, NEXUS_CREDENTIALS, --oauth-",
    ],
    [
      "the same by http",
      ["--server", "http://192.0.2.1", "--allow-insecure-http", ...institutions],
      {},
      "Give NEXUS_SESSION_TOKEN, NEXUS_CREDENTIALS too",
    ],
    [
      "a token that is no header",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_SESSION_TOKEN: "Zq8\n" },
      "NEXUS_SESSION_TOKEN has to be visible ASCII",
    ],
    [
      "credentials that are no JSON",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: "Zq8" },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    [
      "credentials that are no list",
      ["--server", "integration", ...institutions],
      { ...given, NEXUS_CREDENTIALS: '{"a":"Zq8"}' },
      "NEXUS_CREDENTIALS has to be JSON",
    ],
    ["a recording that is not there", ["--har", join(folder, "none.har")], {}, "--har takes a file that can be read"],
    ["a copy of nothing", ["--redact", join(folder, "copy.har")], {}, "--har takes a file that can be read"],
    ["a recording that is none", ["--har", join(folder, "broken.har")], {}, "The recording is not a HAR"],
    [
      "a recording without a call",
      ["--har", har],
      {},
      "has no answered POST to https://int-data.moneydesktop.com/members, https://data",
    ],
    [
      "the same of another server",
      ["--har", har, "--server", "http://proxy.example/base/"],
      {},
      ", http://proxy.example/base/members. Say with --server",
    ],
  ];

  test.each(table)("%s", async (_, args, env, message) => {
    const { code, stdout, stderr } = await run(args, env);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

test("the version to install is the one that is tested here", () => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const version = manifest.devDependencies["@redocly/cli"];
  expect(manifest.peerDependencies["@redocly/cli"]).toBe(`^${version}`);
  for (const file of ["README.md", "openapi/guides/verification.md", "src/verify/redocly.ts"])
    expect(read(file).match(/(?<=@redocly\/cli@)\d[\d.]*\d/g), file).toEqual([version]);
});

test("--help prints the usage", async () => {
  const { code, stdout, stderr } = await run(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Usage: nexus-members-verify --server <url> .*Exit code: 0 .*\n$/s);
});

test("says before it starts that it creates members, and where; a redirect gets neither the token nor the credentials", async () => {
  const { url, received } = await startServer((_, response) => void response.writeHead(302, { Location: "/elsewhere" }).end());
  const report = join(folder, "report.json");
  const { code, stdout } = await run(["--server", `${url}/`, ...institutions, "--report", report], given);
  expect(code).toBe(1);
  expect(stdout).toContain(`This creates members on ${new URL(url).host}`);
  expect(stdout).toContain("✗ answer without a redirect (302)\n    status is 302, a redirect");
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ server: `${url}/`, kept: false, checks: [{ status: 302 }] });
  expect(received).toHaveLength(1);
  expect(JSON.stringify(received)).not.toContain("Zq8");
});
