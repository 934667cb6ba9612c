import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundle, repository } from "./repository.js";

type Repository = ReturnType<typeof repository>;

/** Edits what `npm run generate` would write for a new connection status. */
function addStatus({ edit }: Pick<Repository, "edit">) {
  edit(bundle, "        - PENDING\n", "        - PENDING\n        - FROZEN\n");
  edit("generated/types.ts", '"PENDING" | (string & {})', '"PENDING" | "FROZEN" | (string & {})');
}

const newText = [bundle, /^ {4}description: .*$/m, "    description: Reworded."] as const;
const newStatus =
  'minor  POST /members response 200 member.connection_status: "FROZEN" added. Only new code uses it.\n\nhighest: minor\n';

describe("the base", () => {
  test("without a release there is nothing to keep", async () => {
    const { diff, edit } = repository({ released: false });
    addStatus({ edit });
    expect(await diff()).toMatchObject({ status: 0, stderr: "", stdout: expect.stringMatching(/^No release yet/) });
  });

  test("a shallow clone, in which a release could not be seen, is rejected", async () => {
    const { folder, git, commit, write, diff } = repository();
    write("other.txt", "");
    commit("second");
    git("clone", "--quiet", "--depth", "1", "--no-tags", `file://${folder}`, "clone");
    const { status, stderr } = await diff([], {}, join(folder, "clone"));
    expect(status).toBe(1);
    expect(stderr).toMatch("git fetch --unshallow --tags");
  });

  test("is the last release", async () => {
    const { diff } = repository();
    const stdout = "Base: v0.1.0\n\nThe contract has not changed.\n\nhighest: none\n";
    expect(await diff()).toMatchObject({ status: 0, stderr: "", stdout });
  });

  test("is the release before, where a release is being built", async () => {
    const { diff, git, commit, edit } = repository();
    addStatus({ edit });
    edit(bundle, "  version: 0.1.0", "  version: 0.2.0");
    edit("package.json", '"version": "0.1.0"', '"version": "0.2.0"');
    commit("second");
    git("tag", "v0.2.0");
    expect((await diff()).stdout).toMatch(/^Base: v0\.2\.0\n\nThe contract has not changed/);
    const { status, stdout } = await diff([], { GITHUB_REF_TYPE: "tag" });
    expect(stdout).toBe(`Base: v0.1.0\n\n${newStatus}`);
    expect(status).toBe(0);
  });

  test("is where a pull request branches off, whatever happened on main since", async () => {
    const { diff, git, commit, edit } = repository();
    git("switch", "--quiet", "--create", "change");
    edit(...newText);
    commit("change");
    git("switch", "--quiet", "main");
    addStatus({ edit });
    commit("on main");
    git("update-ref", "refs/remotes/origin/main", "main");
    git("switch", "--quiet", "change");
    const { status, stdout } = await diff([], { GITHUB_BASE_REF: "main" });
    expect(stdout).toMatch(/^Base: origin\/main\n\npatch {2}servers\.integration: description .*\n\nhighest: patch\n$/);
    expect(status).toBe(1);
  });

  test("is a bundle, a packed tarball, or a branch that is called like a file", async () => {
    const { diff, edit, read, write, folder, git } = repository();
    write("old.yaml", read(bundle));
    mkdirSync(join(folder, "package/generated"), { recursive: true });
    write(`package/${bundle}`, read(bundle));
    execFileSync("tar", ["-czf", "old.tgz", "package"], { cwd: folder });
    git("branch", "branch.yaml");
    addStatus({ edit });
    for (const base of ["old.yaml", "old.tgz", "branch.yaml"]) {
      const { status, stdout, stderr } = await diff([base]);
      expect(stdout).toBe(`Base: ${base}\n\n${newStatus}`);
      expect(stderr).toMatch("0.1.0 has to become 0.2.0");
      expect(status).toBe(1);
    }
  });

  test("is compared where there is no repository, and one line says which changesets cannot be read", async () => {
    const { folder, diff, edit, read, write } = repository();
    write("old.yaml", read(bundle));
    addStatus({ edit });
    rmSync(join(folder, ".git"), { recursive: true });
    const { stdout, stderr } = await diff(["old.yaml"]);
    expect(stdout).toBe(`Base: old.yaml\n\n${newStatus}`);
    expect(stderr).toMatch(/^\nA change is minor, so that 0\.1\.0 has to become 0\.2\.0/);
    write(".changeset/broken.md", "No header.");
    const withBroken = await diff(["old.yaml"]);
    expect(withBroken.stdout).toBe(stdout);
    expect(withBroken.stderr).toMatch(/^\nThe changesets cannot be read.*\n\nA change is minor/);
    expect(await diff()).toMatchObject({ status: 1, stderr: expect.stringMatching(/this is no git repository/) });
  });
});

describe("the working copy", () => {
  test("has to be generated from openapi/", async () => {
    const { diff, edit } = repository();
    edit("openapi/components/schemas/ConnectionStatus.yaml", "  - PENDING\n", "  - PENDING\n  - FROZEN\n");
    const stderr = "generated/ does not follow from openapi/. Run `npm run generate` first.\n";
    expect(await diff()).toMatchObject({ status: 1, stdout: "", stderr });
  });

  test("needs a changeset for a change in src/ and generated/, and not elsewhere", async () => {
    const { diff, read, write, git, changeset } = repository();
    write("CHANGELOG.md", "");
    expect(await diff()).toMatchObject({ status: 0, stderr: "" });
    for (const file of ["src/nexus/client.ts", "generated/examples.ts"]) {
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

describe("two versions of any API", () => {
  const document = (schema: object, components: object = {}) => ({
    openapi: "3.1.1",
    info: { title: "A", version: "1.0.0" },
    paths: {
      "/things": {
        post: { requestBody: { content: { "application/json": { schema } } }, responses: { 200: { description: "OK." } } },
      },
    },
    components,
  });
  const reportOf = async (before: unknown, after: unknown, ...options: string[]) => {
    const { diff, write } = repository();
    write("base.yaml", typeof before === "string" ? before : JSON.stringify(before));
    write("head.yaml", JSON.stringify(after));
    return diff(["base.yaml", "head.yaml", ...options]);
  };

  test("have a line for each change, with its places, the old and the new value, and the reason", async () => {
    const Name = (minLength: number) => ({ type: "string", minLength });
    const schema = {
      properties: { name: { $ref: "#/components/schemas/Name" }, kinds: { type: "array", items: { enum: ["one", "two"] } } },
    };
    const list = { type: "array", items: { $ref: "#/components/schemas/Name" }, description: "Names.", "x-evidence": "One." };
    const before = document(schema, { schemas: { Name: Name(1), Other: { type: "string" } } });
    const after = document(
      {
        description: "A thing.",
        maxProperties: 2,
        properties: { ...schema.properties, kinds: { type: "array", items: { enum: ["one"] } }, list },
      },
      { schemas: { Name: Name(2), Other: { type: "string", description: "Other." } } },
    );
    const { status, stdout } = await reportOf(before, after);
    expect(stdout.split("\n")).toEqual([
      "Base: base.yaml",
      "",
      'major  POST /things request kinds[]: "two" removed. Requests that were valid are rejected.',
      "major  POST /things request application/json: maxProperties nothing -> 2. No rule knows this change, so it counts as major.",
      "major  POST /things request name: minLength 1 -> 2. Requests that were valid are rejected.",
      "minor  POST /things request list: added. Only new code uses it.",
      "patch  POST /things request application/json, components.schemas.Other: text or examples. No code depends on it.",
      "",
      "highest: major",
      "",
    ]);
    expect(status).toBe(0);
  });

  test("are compared in a table with --markdown", async () => {
    const { stdout } = await reportOf(document({ enum: ["one"] }), document({ enum: ["one", "two | three"] }), "--markdown");
    expect(stdout.split("\n").slice(2)).toEqual([
      "| Classification | Place | Change | Because |",
      "|---|---|---|---|",
      '| minor | POST /things request application/json | "two \\| three" added | More requests are valid. |',
      "",
      "highest: minor",
      "",
    ]);
  });

  test.each([
    ["broken YAML", "a: [", /^base\.yaml cannot be read: .*\n$/],
    ["Swagger 2", { swagger: "2.0", info: { version: "1.0.0" } }, /^base\.yaml cannot be compared: it is no OpenAPI 3 .*\n$/],
    [
      "a schema of nothing but itself",
      document({}, { schemas: { Thing: { $ref: "#/components/schemas/Thing" } } }),
      /^base\.yaml cannot be compared: the reference #\/components\/schemas\/Thing .*\n$/,
    ],
  ])("are rejected with one sentence: %s", async (_, before, sentence) => {
    expect(await reportOf(before, document({}))).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(sentence),
    });
  });

  test("are rejected with one sentence where the command is used in a wrong way", async () => {
    const { diff } = repository();
    const rejected = (stderr: RegExp) => ({ status: 1, stderr: expect.stringMatching(stderr) });
    expect(await diff(["--html"])).toMatchObject(rejected(/--html/));
    expect(await diff(["none.yaml"])).toMatchObject(rejected(/^There is no file none\.yaml, and it is no git ref .*\n$/));
    expect(await diff(["v0.1.0", "HEAD", "main"])).toMatchObject(rejected(/^More than two versions are named\..*\n$/));
  });
});
