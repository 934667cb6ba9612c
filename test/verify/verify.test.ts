import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { verify } from "../../src/verify/verify.js";
import { reply, startServer } from "../support/server.js";

let folder: string;
const { signal } = new AbortController();

// What is written on the way goes to a folder of the test, which has to be empty in the end.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nexus-members-test-"));
  mkdirSync(join(folder, "temporary"));
  vi.stubEnv("TMPDIR", join(folder, "temporary"));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const left = readdirSync(join(folder, "temporary"));
  rmSync(folder, { recursive: true });
  expect(left).toEqual([]);
});

const inputs = {
  session_token: "token-Zq8",
  institution_guid: "INS-1",
  credentials: [{ credential_guid: "CRD-1", value: "Zq8" }],
  oauth_institution_guid: "INS-2",
};

test("each check says what is wrong with its answer, and no answer is wrong too", async () => {
  const { url, received } = await startServer(({ headers, body }, response) => {
    const { member } = JSON.parse(body);
    if (!member) return reply(response, 400, "");
    if (!headers["md-session-token"]) return void response.destroy();
    if (member.is_oauth) return examples.oauth.response;
    if (!member.credentials) return reply(response, 400, "<p>", { "Content-Type": "text/html" });
    if (member.institution_guid === inputs.institution_guid) return reply(response, 422, "");
    return reply(response, 409, '{"error": "exists"}');
  });
  const checks = await verify(url, inputs, signal);
  const broken = (at: string, message: string) => ({ in: "response", at, message });
  expect(checks).toEqual([
    { name: "create-standard-member", status: 422, note: expect.stringMatching(/^exists already/), violations: [] },
    {
      name: "create-oauth-member",
      status: 200,
      violations: [
        broken("/member/institution_guid", "expected: /member/institution_guid == request /member/institution_guid"),
        broken("/member/external_guid", "expected: /member/external_guid == request /member/external_guid"),
      ],
    },
    {
      name: "refuse-missing-credentials",
      status: 400,
      violations: [broken("Content-Type", "is text/html, not application/vnd.mx.nexus.v1+json"), broken("", "is not JSON")],
    },
    {
      name: "refuse-unknown-institution",
      status: 409,
      violations: [broken("status", "is 409; expected: status == 422"), broken("/error", "must be object")],
    },
    {
      name: "refuse-missing-token",
      violations: [broken("status", "is missing: no whole answer came (cut off, timed out, or redirected)")],
    },
  ]);
  const [probe, standard, oauth] = received.map(({ headers, body }) => ({ token: headers["md-session-token"], body }));
  expect(probe).toEqual({ token: undefined, body: "{}" });
  const { session_token: token, institution_guid, credentials } = inputs;
  const external_guid = expect.stringMatching(/^verify-[0-9a-f-]{36}$/);
  expect(standard).toEqual({ token, body: expect.any(String) });
  expect(JSON.parse(standard?.body ?? "")).toEqual({ member: { institution_guid, credentials, external_guid } });
  expect(JSON.parse(oauth?.body ?? "")).toEqual({ member: { institution_guid: "INS-2", is_oauth: true, external_guid } });
  const externalGuids = received.slice(1).map(({ body }) => JSON.parse(body).member.external_guid);
  expect(new Set(externalGuids).size).toBe(5);
});

describe("Redocly CLI", () => {
  const modules = Module as never as { _resolveFilename(name: string, ...more: unknown[]): string };

  /** Has another place, or an error, for where it is installed. */
  function installedAt(place: () => string) {
    const resolve = modules._resolveFilename;
    vi.spyOn(modules, "_resolveFilename").mockImplementation((name, ...more) =>
      name === "@redocly/cli/package.json" ? place() : resolve.call(modules, name, ...more),
    );
  }

  test("that is not installed", async () => {
    installedAt(() => expect.fail("not found"));
    await expect(verify("http://127.0.0.1:9", inputs, signal)).rejects.toThrow(
      "Verifying needs Redocly CLI. Install it: npm install --save-dev @redocly/cli@2.77.0",
    );
  });

  test("that fails is quoted without secrets", async () => {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/cli.js"), "console.error('no', process.env.REDOCLY_CLI_RESPECT_INPUT); process.exit(1)");
    installedAt(() => join(folder, "package.json"));
    const failure: Error = await verify("http://127.0.0.1:9", inputs, signal).catch((error) => error);
    expect(failure.message).toMatch(/^Redocly CLI failed:\nno {"session_token":"\[redacted]"/);
    expect(failure.message).not.toContain("Zq8");
  });
});
