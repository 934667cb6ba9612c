import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { contract } from "../support/contract.js";
import { copyOfContract } from "../support/copy.js";

const generate = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, ["openapi/generate.mjs", ...args], { cwd: folder, encoding: "utf8" });

test("the contract and the package have one version", () => {
  expect(contract.info.version).toBe(manifest.version);
});

describe("generated/", () => {
  test("is written again to the byte, without what does not belong there", () => {
    const copy = copyOfContract();
    const before = snapshot(copy);
    copy.write("generated/stray.txt", "");
    expect(generate(copy.folder)).toMatchObject({ status: 0, stderr: "", stdout: "" });
    expect(snapshot(copy)).toEqual(before);
    expect(Object.keys(before).sort()).toEqual([
      "contract.ts",
      "examples.ts",
      "openapi.json",
      "openapi.yaml",
      "types.ts",
      "validators.ts",
    ]);
  });

  test("a stale, an edited, a missing and a stray file are each named with the command to run", () => {
    const copy = copyOfContract();
    copy.edit("openapi/components/schemas/Metadata.yaml", "as one string", "as a single string");
    copy.edit("generated/contract.ts", "MD-SESSION-TOKEN", "MD-TOKEN");
    copy.remove("generated/examples.ts");
    copy.write("generated/stray.txt", "");
    const { status, stderr } = generate(copy.folder, "--check");
    expect(status).toBe(1);
    expect(stderr).toMatch("generated/types.ts is stale or was edited by hand");
    expect(stderr).toMatch("generated/openapi.yaml is stale or was edited by hand");
    expect(stderr).toMatch("generated/contract.ts is stale or was edited by hand");
    expect(stderr).toMatch("generated/examples.ts is missing");
    expect(stderr).toMatch("generated/stray.txt does not belong there");
    expect(stderr).toMatch("run `npm run generate`");
  });

  test("a contract that cannot be bundled says where it is broken", () => {
    const copy = copyOfContract();
    copy.edit("openapi/paths/members.yaml", "MemberCreateRequestBody.yaml", "MemberCreateRequestBodi.yaml");
    const { status, stderr } = generate(copy.folder);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/openapi\/paths\/members\.yaml:\d+/);
    expect(stderr).toMatch("MemberCreateRequestBodi.yaml");
  });
});

function snapshot({ folder, read }: ReturnType<typeof copyOfContract>) {
  return Object.fromEntries(readdirSync(join(folder, "generated")).map((file) => [file, read(`generated/${file}`)]));
}
