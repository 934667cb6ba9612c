import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SourceFiles } from "../../scripts/lint/source.js";
import { main } from "../../scripts/lint.js";
import { contract } from "../support/contract.js";
import { copyOf, run } from "../support/copy.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const components = "openapi/components";

interface LintMistake {
  what: string;
  file: string;
  from?: string;
  to: string;
  finding: string;
}

describe("npm run lint finds in one run, with file and line,", () => {
  const mistakes: LintMistake[] = parse(readFileSync(new URL("lint-mistakes.yaml", import.meta.url), "utf8"));
  let result: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    const copy = copyOf(["openapi", "redocly.yaml"], afterAll);
    for (const { file, from, to } of mistakes) {
      if (from) copy.edit(`openapi/${file}`, from, to);
      else copy.write(`openapi/${file}`, to);
    }
    result = await run(main, copy.folder);
  });

  test.each(mistakes)("$what", ({ file, finding }) => {
    const findings = [result.stderr.split(/^\[\d+\] /m), result.stderr.split("\n")].flat();
    expect(findings.filter((text) => text.startsWith(`openapi/${file}:`) && text.includes(finding))).not.toEqual([]);
  });

  test("and prints the count of the evidence, and fails", () => {
    expect(result).toMatchObject({ status: 1, stdout: expect.stringContaining("(99 %)") });
  });
});

test("what is wrong in an example is said with the line of the value", () => {
  const example = ["paths", "/members", "post", "requestBody", "content", contract.mediaType, "examples", "oauth"];
  const source = new SourceFiles(root, "openapi/openapi.yaml");
  const file = `${components}/examples/OAuthRequest.yaml`;
  const line = readFileSync(join(root, file), "utf8").split("is_oauth:")[0]?.split("\n").length;
  expect(source.lineOf([...example, "value", "member", "is_oauth"])).toBe(`${file}:${line}`);
});
