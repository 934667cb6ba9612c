/** What the program prints of a check that fails: what was sent, and what came back. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { run } from "./program.js";
import { skip, stubMock, withBody } from "./servers.js";

const request = {
  member: {
    institution_guid: "INS-33333333-3333-3333-3333-333333333333",
    credentials: [{ credential_guid: "CRD-44444444-4444-4444-4444-444444444444", value: "login-Zq8" }],
    external_guid: "mine-{unique}",
    metadata: "it's Zq8",
  },
};
const env = {
  NEXUS_SESSION_TOKEN: "token-Zq8",
  NEXUS_REQUESTS: JSON.stringify({ createMember: { standard: { request } } }),
};

/** Runs the program against a server that returns no GUID, and everything else that it was sent. */
async function runWith(...args: string[]) {
  const { url } = stubMock((reply, { token, body }) =>
    withBody(reply, ({ member }) => {
      if (!member) return;
      member.guid = undefined;
      member.echo = [token, encodeURIComponent(token), Buffer.from(token).toString("base64"), body];
    }),
  );
  const skipped = [...skip, "again"].flatMap((part) => ["--skip", part]);
  const { output } = await run(["--server", url, ...skipped, ...args], env);
  const [, block = ""] = /✗ createMember: standard \(200\)\n(.*?)\n[✓✗-] /s.exec(output) ?? [];
  return { output, url, lines: block.split("\n").map((line) => line.trim()) };
}

describe("a check that fails", () => {
  test("shows its issues alone by default", async () => {
    const { lines } = await runWith();
    expect(lines).toEqual([expect.stringMatching(/^response \/member\/guid is required in \w+$/)]);
  });

  test("shows with --verbose what was sent and came back, without token, credentials and metadata", async () => {
    const { output, url, lines } = await runWith("--verbose");
    expect(output).not.toMatch(/Zq8|bG9naW4tWnE4|dG9rZW4tWnE4/);
    const [, requestLine, sent = "", status, received, curl] = lines;
    expect(requestLine).toBe(`POST ${url}/members`);
    expect(JSON.parse(sent)).toEqual({
      member: {
        ...request.member,
        credentials: [{ ...request.member.credentials[0], value: "***" }],
        external_guid: expect.stringMatching(/^mine-[0-9a-f-]{36}$/),
        metadata: "***",
      },
    });
    expect(status).toBe("-> 200");
    expect(received).toContain('"connection_status":"CREATED"');
    expect(curl).toMatch(/^curl --request POST .* --header "md-session-token: \$NEXUS_SESSION_TOKEN" --data /);
  });

  test("shows with --show-values everything but the token", async () => {
    const { output, lines } = await runWith("--show-values");
    expect(output).toContain("login-Zq8");
    expect(output).not.toMatch(/token-Zq8|dG9rZW4tWnE4/);
    expect(lines.at(-1)).toContain("it'\\''s Zq8");
  });

  test("has a command that a shell runs as it was sent", async () => {
    const { url, lines } = await runWith("--show-values");
    const curl = lines.at(-1)?.replace(/^curl/, `printf '%s\\n'`) ?? "";
    const args = execFileSync("sh", ["-c", curl], { encoding: "utf8", env: { NEXUS_SESSION_TOKEN: "t" } }).split("\n");
    expect(args.slice(0, 4)).toEqual(["--request", "POST", `${url}/members`, "--header"]);
    expect(args).toContain("md-session-token: t");
    expect(args).toContain(`Content-Type: ${mediaType}`);
    expect(JSON.parse(args[args.indexOf("--data") + 1] ?? "").member.metadata).toBe("it's Zq8");
  });
});
