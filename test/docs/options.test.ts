/** The tables of options in the guides, checked against the types and the programs that they describe. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { main as runMock } from "../../src/mock/cli.js";
import { startMock } from "../../src/mock-server.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { main as runVerification } from "../../src/verify/cli.js";
import { section } from "../support/markdown.js";
import { collectOutput } from "../support/output.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const entries = ["index", "fetch", "mock", "mock-server"].map((name) => `${root}src/${name}.ts`);
const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(entries, { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The names of all properties of an exported type, of each of its alternatives. */
function propertiesOf(entry: string, name: string): string[] {
  const file = program.getSourceFile(`${root}src/${entry}.ts`) as ts.SourceFile;
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol);
  const symbol = exported.find((one) => one.name === name) ?? expect.fail(`src/${entry}.ts exports no ${name}`);
  const type = checker.getDeclaredTypeOfSymbol(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const alternatives = type.isUnion() ? type.types : [type];
  return [...new Set(alternatives.flatMap((one) => one.getProperties().map((property) => property.name)))].sort();
}

/** The names in the first column of the tables below a heading of a guide, without those of the columns. */
function namesIn(guide: string, heading: string): string[] {
  const cells = section(`openapi/guides/${guide}`, heading).matchAll(/^\|([^|]*)\|(?!.*\n\|-)/gm);
  return [...cells].flatMap(([, cell = ""]) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name)).sort();
}

describe("a table has every property of its type, and no other", () => {
  test.each([
    ["client.md", "Options of createNexusClient", "index", "NexusClientOptions"],
    ["client.md", "Options of createMember", "index", "CreateMemberOptions"],
    ["client.md", "Result", "index", "CreateMemberResult"],
    ["client.md", "What onAttempt gets", "index", "AttemptInfo"],
    ["client.md", "Options of createFetchClient", "fetch", "FetchClientOptions"],
    ["mock.md", "Options of createMock", "mock-server", "StartMockOptions"], // These have those of createMock, too.
    ["mock.md", "Say what the next response is", "mock", "MockRule"],
  ])("%s, %s", (guide, heading, entry, type) => {
    const properties = propertiesOf(entry, type);
    expect(properties.length).toBeGreaterThan(3);
    expect(namesIn(guide, heading)).toEqual(properties);
  });
});

test("the table of errors has every error of the client", () => {
  const file = program.getSourceFile(`${root}src/index.ts`) as ts.SourceFile;
  const names = checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol).map(({ name }) => name);
  const errors = names.filter((name) => /^Nexus\w+Error$/.test(name) && name !== "NexusError");
  expect(errors.length).toBeGreaterThan(3);
  expect(namesIn("client.md", "Errors")).toEqual(errors.sort());
});

test.each([
  ["mock.md", "The program", "nexus-members-mock", runMock.bind(undefined, startMock)],
  ["verification.md", "Options", "nexus-members-verify", runVerification.bind(undefined, verifiedContract)],
] as const)("%s, %s: the table has every option of %s, and each guide gives it no other", async (guide, heading, name, run) => {
  const { lines, ...output } = collectOutput();
  await run(["--help"], { ...output, env: {} });
  const known = new Set([...(lines.join("\n").match(/(?<=^ {2}|\[|\| )--[a-z-]+/gm) ?? []), "--help"]);
  expect(known.size).toBeGreaterThan(5);
  expect(namesIn(guide, heading)).toEqual([...known].sort());

  const texts = readdirSync(`${root}openapi/guides`).map((file) => readFileSync(`${root}openapi/guides/${file}`, "utf8"));
  const commands =
    texts
      .join()
      .replaceAll("\\\n", " ")
      .match(new RegExp(`(npx|bin/|contract) ?${name}.*`, "g")) ?? [];
  const used = commands.flatMap((command) => command.match(/(?<= )--[a-z-]+/g) ?? []);
  expect(used.length).toBeGreaterThan(1);
  expect(used.filter((option) => !known.has(option))).toEqual([]);
});
