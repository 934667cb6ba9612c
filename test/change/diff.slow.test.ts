import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundle, repository } from "./repository.js";

const newStatus = [bundle, "        - PENDING\n", "        - PENDING\n        - FROZEN\n"] as const;
const newText = [bundle, /^ {4}description: .*$/m, "    description: Reworded."] as const;
const newRequired = [bundle, "        - credential_guid\n", "        - credential_guid\n        - label\n"] as const;

describe("the base", () => {
  test("without a release there is nothing to keep", async () => {
    const { diff, edit } = repository({ released: false });
    edit(...newRequired);
    expect(await diff()).toMatchObject({ status: 0, stderr: "", stdout: expect.stringMatching(/^No release yet/) });
  });

  test("a shallow clone, in which a release could not be seen, is rejected", async () => {
    const { folder, git, commit, write, diff } = repository();
    write("other.txt", "");
    commit("second");
    git("clone", "--quiet", "--depth", "1", "--no-tags", `file://${folder}`, "clone");
    const { status, stderr } = await diff(undefined, {}, { folder: join(folder, "clone") });
    expect(status).toBe(1);
    expect(stderr).toMatch("git fetch --unshallow --tags");
  });

  test("a folder that is no repository is rejected", async () => {
    const { folder, diff } = repository();
    rmSync(join(folder, ".git"), { recursive: true });
    expect(await diff()).toMatchObject({ status: 1, stderr: expect.stringMatching(/this is no git repository/) });
  });

  test("the last release", async () => {
    const { diff } = repository();
    expect(await diff()).toMatchObject({ status: 0, stderr: "", stdout: "Base: v0.1.0\n\nThe contract has not changed.\n" });
  });

  test("the release before, where a release is being built", async () => {
    const { diff, git, commit, edit } = repository();
    edit(...newStatus);
    edit(bundle, "  version: 0.1.0", "  version: 0.2.0");
    edit("package.json", '"version": "0.1.0"', '"version": "0.2.0"');
    commit("second");
    git("tag", "v0.2.0");
    expect((await diff()).stdout).toMatch(/^Base: v0\.2\.0\n\nThe contract has not changed/);
    const { status, stdout } = await diff(undefined, { GITHUB_REF_TYPE: "tag" });
    expect(stdout).toMatch(/^Base: v0\.1\.0\n/);
    expect(stdout).toMatch("enum +FROZEN");
    expect(status).toBe(0);
  });

  test("where a pull request branches off, whatever happened on main since", async () => {
    const { diff, git, commit, edit } = repository();
    git("switch", "--quiet", "--create", "change");
    edit(...newText);
    commit("change");
    git("switch", "--quiet", "main");
    edit(...newStatus);
    commit("on main");
    git("update-ref", "refs/remotes/origin/main", "main");
    git("switch", "--quiet", "change");
    const { status, stdout } = await diff(undefined, { GITHUB_BASE_REF: "main" });
    expect(stdout).toMatch(/^Base: origin\/main\n/);
    expect(stdout.match(/^(major|minor|patch) .*$/gm)).toEqual([expect.stringMatching(/^patch .*description .*Reworded/)]);
    expect(status).toBe(1);
  });

  test("a bundle, or a packed tarball", async () => {
    const { diff, edit, read, write, folder } = repository();
    write("old.yaml", read(bundle));
    mkdirSync(join(folder, "package/generated"), { recursive: true });
    write(`package/${bundle}`, read(bundle));
    execFileSync("tar", ["-czf", "old.tgz", "package"], { cwd: folder });
    edit(...newStatus);
    for (const base of ["old.yaml", "old.tgz"]) {
      const { status, stdout, stderr } = await diff(base);
      expect(stdout).toMatch(`Base: ${base}\n`);
      expect(stderr).toMatch("0.1.0 has to become 0.2.0");
      expect(status).toBe(1);
    }
  });
});

describe("the report", () => {
  const document = (schema: object, others: object = {}, parameter: object = { type: "string" }) =>
    JSON.stringify({
      openapi: "3.1.1",
      info: { title: "A", version: "0.1.0" },
      paths: {
        "/things": {
          post: {
            parameters: [{ name: "X-Trace", in: "header", schema: parameter }],
            requestBody: { content: { "application/json": { schema } } },
            responses: { 200: { description: "OK." } },
          },
        },
      },
      ...others,
    });
  const reportOf = async (before: string, after: string, ...options: string[]) => {
    const { diff, write } = repository();
    write("old.json", before);
    write(bundle, after);
    const { stdout } = await diff("old.json", {}, { options });
    return stdout.trim().split("\n").slice(2);
  };

  test("a line for each change names place, old and new value, reason and what to do", async () => {
    const thing = (maxLength: number, kinds: string[], description: string) => ({
      properties: {
        thing: { oneOf: [{ type: "object", description, properties: { name: { type: "string", maxLength } } }] },
        kinds: { items: { enum: kinds } },
      },
    });
    const components = (minLength: number) => ({ components: { schemas: { Thing: { type: "string", minLength } } } });
    const before = document(thing(9, ["one", "two"], `${"A long text. ".repeat(9)}It ends here.`), components(1), {
      maxLength: 2,
    });
    const after = document(
      { ...thing(5, ["one"], `${"A long text. ".repeat(9)}It ends there.`), frobnicate: 1 },
      { ...components(2), tags: [{ name: "guide" }] },
      {},
    );
    expect((await reportOf(before, after)).sort()).toEqual([
      "major  POST /things request kinds[]: enum -two. Requests that were valid are rejected. Add a changeset: minor.",
      "major  POST /things request thing (oneOf 1).name: maxLength 9 -> 5. Requests that were valid are rejected. Add a changeset: minor.",
      "major  POST /things request: frobnicate added: 1. No rule knows this change, so it counts as major. Add a changeset: minor.",
      "major  schemas Thing: minLength 1 -> 2. Requests that were valid are rejected. Add a changeset: minor.",
      "minor  POST /things parameter X-Trace: maxLength removed: 2. More requests are valid. Add a changeset: minor.",
      'patch  POST /things request thing (oneOf 1): description "... long text. It ends here." -> "... long text. It ends there.". No code depends on it. Add a changeset: patch.',
      'patch  tags: added [{"name":"guide"}]. No code depends on it. Add a changeset: patch.',
    ]);
  });

  test("is a table with --markdown", async () => {
    const kinds = ["one", "two | three"];
    expect(await reportOf(document({ enum: kinds.slice(0, 1) }), document({ enum: kinds }), "--markdown")).toEqual([
      "| Classification | Place | Change | Because | To do |",
      "|---|---|---|---|---|",
      '| minor | POST /things request | enum +"two \\| three" | More requests are valid. | Add a changeset: minor. |',
    ]);
  });

  test("is one sentence where the command is used in a wrong way", async () => {
    const { diff } = repository();
    expect(await diff(undefined, {}, { options: ["--html"] })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/--html/),
    });
    expect(await diff("package.json")).toMatchObject({ status: 1, stderr: expect.stringMatching("info.version") });
    expect(await diff("none.yaml")).toMatchObject({ status: 1, stderr: expect.stringMatching(/none\.yaml/) });
    expect(await diff("no-tag")).toMatchObject({ status: 1, stderr: expect.stringMatching("`git merge-base no-tag HEAD`") });
  });
});

describe("a changeset", () => {
  test("is needed for a change in src/, generated/ and openapi/, and not elsewhere", async () => {
    const { diff, read, write, git, changeset } = repository();
    write("CHANGELOG.md", "");
    expect(await diff()).toMatchObject({ status: 0, stderr: "" });
    for (const file of ["src/nexus/client.ts", "generated/examples.ts", "openapi/guides/errors.md"]) {
      write(file, `${read(file)}\n`);
      const { status, stderr } = await diff();
      expect({ file, status }).toEqual({ file, status: 1 });
      expect(stderr).toMatch("no changeset says so. Run `npx changeset`");
      git("checkout", "--quiet", file);
    }
    write("src/nexus/client.ts", "");
    changeset("patch");
    expect(await diff()).toMatchObject({ status: 0, stderr: "" });
  });
});
