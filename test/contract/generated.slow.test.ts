import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { contract } from "../support/contract.js";
import { copyOfContract, program } from "../support/copy.js";

const generate = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, program("generate", ...args), { cwd: folder, encoding: "utf8" });

test("the contract and the package have one version", () => {
  expect(contract.document.info.version).toBe(manifest.version);
});

describe("npm run generate", () => {
  test("writes the same bytes again, and removes what does not belong there", () => {
    const copy = copyOfContract();
    const before = snapshot(copy);
    copy.write("generated/stray.txt", "");
    expect(generate(copy.folder)).toMatchObject({ status: 0, stderr: "", stdout: "" });
    expect(snapshot(copy)).toEqual(before);
  });

  test("with --check names a stale, an edited, a missing and a stray file, and the command to run", () => {
    const copy = copyOfContract();
    copy.edit("openapi/openapi.yaml", /^( {2}title: ).*$/m, "  title: Another title");
    copy.edit("generated/contract.ts", /Version of the contract/, "Number of the contract");
    copy.remove("generated/examples.ts");
    copy.write("generated/stray.txt", "");
    const { status, stderr } = generate(copy.folder, "--check");
    expect(status).toBe(1);
    expect(stderr).toMatch("generated/openapi.yaml is stale or was edited by hand");
    expect(stderr).toMatch("generated/contract.ts is stale or was edited by hand");
    expect(stderr).toMatch("generated/examples.ts is missing");
    expect(stderr).toMatch("generated/stray.txt does not belong there");
    expect(stderr).toMatch("run `npm run generate`");
  });

  test("says where a contract is broken that cannot be bundled", () => {
    const copy = copyOfContract();
    copy.edit("openapi/openapi.yaml", /\$ref: \.\/paths\/\S+/, "$ref: ./paths/missing.yaml");
    const { status, stderr } = generate(copy.folder);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/openapi\/openapi\.yaml:\d+/);
    expect(stderr).toMatch("missing.yaml");
  });
});

function snapshot({ folder, read }: ReturnType<typeof copyOfContract>) {
  return Object.fromEntries(readdirSync(join(folder, "generated")).map((file) => [file, read(`generated/${file}`)]));
}
