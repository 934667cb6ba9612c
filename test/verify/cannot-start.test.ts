import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { temporaryFolder } from "../support/folder.js";
import { run } from "./program.js";

const har = "test/verify/no-such-recording.har";
const token = { NEXUS_SESSION_TOKEN: "token-Zq8" };
const requests = JSON.stringify({ createMember: { oauth: { request: examples.createMember.oauth.request } } });
const given = { ...token, NEXUS_REQUESTS: requests };
const urlForms = "--server needs integration, production, or an https URL";

describe("a run that cannot start sends nothing, exits with 2, and says why in one line", () => {
  type Row = [what: string, args: string[], env: Record<string, string>, message: string];
  const table: Row[] = [
    ["without arguments", [], {}, "--server or --har is missing. Try --help."],
    ["an unknown option", ["--serve", "x"], {}, "Unknown option '--serve'. Try --help."],
    ["an option without its value", ["--server"], {}, "Option '--server <value>' argument missing. Try --help."],
    ["an option in place of its value", ["--server", "--har", "x"], {}, "Option '--server' argument is ambiguous. Try --help."],
    ["a server without its option", ["nexus.example"], {}, "Unexpected argument 'nexus.example'. Try --help."],
    ["a name that is no server", ["--server", "staging"], {}, urlForms],
    ["another protocol", ["--server", "ftp://nexus.example"], {}, urlForms],
    ["a password in the URL", ["--server", "https://me:Zq8@nexus.example"], {}, urlForms],
    ["http on another machine", ["--server", "http://192.0.2.1"], {}, urlForms],
    ["production by name", ["--server", "production"], given, "data.moneydesktop.com is the production server"],
    ["production by URL", ["--server", "https://DATA.moneydesktop.com.:443/"], given, "Add --production if you mean it."],
    ["no token elsewhere", ["--server", "integration"], { NEXUS_REQUESTS: requests }, "NEXUS_SESSION_TOKEN is missing: set it"],
    ["no requests elsewhere", ["--server", "integration"], token, "--requests is missing: the examples"],
    [
      "a host that begins like this machine",
      ["--server", "https://localhost.example"],
      token,
      "--requests is missing: the examples",
    ],
    ["a host that ends like this machine", ["--server", "https://my.localhost"], token, "--requests is missing: the examples"],
    [
      "a token with a line break",
      ["--server", "integration"],
      { ...given, NEXUS_SESSION_TOKEN: "Zq8\n" },
      "must be a string of visible ASCII",
    ],
    [
      "requests that are no JSON",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: "Zq8" },
      "NEXUS_REQUESTS needs JSON: {",
    ],
    [
      "requests that are a list",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: '["Zq8"]' },
      "NEXUS_REQUESTS needs JSON: {",
    ],
    ...["null", '{"createMember":{},"other":7}', '{"createMember":{"oauth":{},"standard":7}}'].map(
      (NEXUS_REQUESTS): Row => [
        `requests of another form: ${NEXUS_REQUESTS}`,
        ["--server", "integration"],
        { ...token, NEXUS_REQUESTS },
        'NEXUS_REQUESTS needs JSON: { operation: { scenario: { "request": … } } }.',
      ],
    ),
    [
      "requests of another form in a file",
      ["--server", "integration", "--requests", "package-lock.json"],
      token,
      '--requests needs JSON: { operation: { scenario: { "request": … } } }.',
    ],
    [
      "an operation that does not exist",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: '{"createMembers":{"oauth":{}}}' },
      "requests.createMembers is no operation. There are: createMember.",
    ],
    [
      "a scenario that does not exist",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: '{"createMember":{"other":{}}}' },
      "requests.createMember.other is no scenario. There are: standard, created",
    ],
    [
      "a text to skip that is in no name",
      ["--server", "http://127.0.0.1:9", "--skip", "oath"],
      {},
      "skip has a text that no check has in its name: oath",
    ],
    ["a header without a value", ["--server", "http://127.0.0.1:9", "--header", "X-Zq8"], {}, '--header needs "name: value".'],
    ["a header of two lines", ["--server", "http://127.0.0.1:9", "--header", "X: a\nZq8"], {}, '--header needs "name: value".'],
    [
      "the token as a header",
      ["--server", "http://127.0.0.1:9", "--header", "MD-Session-Token: Zq8"],
      {},
      "The header MD-Session-Token is set by the client. Leave it out.",
    ],
    [
      "a scenario without its request",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: '{"createMember":{"oauth":{}}}' },
      "requests.createMember.oauth.request is missing.",
    ],
    [
      "a request that breaks the contract",
      ["--server", "integration"],
      { ...token, NEXUS_REQUESTS: '{"createMember":{"oauth":{"request":{"member":{"metadata":["Zq8"]}}}}}' },
      "requests.createMember.oauth.request does not match the contract: /member/",
    ],
    [
      "requests from two places",
      ["--server", "integration", "--requests", "x"],
      given,
      "Use either --requests or NEXUS_REQUESTS.",
    ],
    [
      "requests from no file",
      ["--server", "integration", "--requests", "no/file"],
      token,
      '--requests needs a file that can be read, not "no/file"',
    ],
    [
      "a timeout that is none",
      ["--server", "http://127.0.0.1:9", "--timeout", "soon"],
      {},
      "--timeout needs a number from 1 to",
    ],
    [
      "a coverage that is no number",
      ["--har", har, "--min-coverage", "all"],
      {},
      "--min-coverage needs a number from 0 to 100.",
    ],
    ...["101", "x5", "5x", "5.", ""].map(
      (percent): Row => [
        `the coverage ${percent}`,
        ["--har", har, "--min-coverage", percent],
        {},
        "--min-coverage needs a number from 0 to 100.",
      ],
    ),
    ...["0", "2147483648", "1e3"].map(
      (timeout): Row => [
        `the timeout ${timeout}`,
        ["--server", "http://127.0.0.1:9", "--timeout", timeout],
        {},
        "--timeout needs a number from 1 to 2147483647.",
      ],
    ),
    [
      "a report without a format",
      ["--har", har, "--report", "report.xml"],
      {},
      "--report needs <format>=<file>; formats: text, json",
    ],
    ["a report with more before its format", ["--har", har, "--report", "a json=x"], {}, "--report needs <format>=<file>"],
    ["a report of another format", ["--har", har, "--report", "toString=x"], {}, "--report needs <format>=<file>"],
    [
      "two reports in one file",
      ["--har", har, "--report", "json=x", "--report", "text=x"],
      {},
      "Each --report needs a file of its own.",
    ],
    [
      "two reports in one file, by two paths",
      ["--har", har, "--report", "json=test/../x", "--report", "text=./x"],
      {},
      "Each --report needs a file of its own.",
    ],
    ["a report that is a folder", ["--har", har, "--report", "json=test"], {}, '--report needs a file, not "test".'],
    [
      "a report in no folder",
      ["--har", har, "--report", "json=no/x"],
      {},
      '--report needs a file that can be written, not "no/x".',
    ],
    ["a recording that is not there", ["--har", har], {}, `--har needs a file that can be read, not "${har}".`],
    ["a copy of nothing", ["--redact", "copy.har"], {}, '--har needs a file that can be read, not "".'],
    [
      "a copy with a least coverage",
      ["--har", har, "--redact", "x", "--min-coverage", "5"],
      {},
      "--redact checks nothing: leave out --min-coverage.",
    ],
    [
      "a copy with a report",
      ["--har", har, "--redact", "x", "--report", "json=y"],
      {},
      "--redact checks nothing: leave out --report.",
    ],
    [
      "a recording with options for sending",
      ["--har", har, "--skip", "x", "--requests", "x", "--timeout", "5", "--verbose", "--production", "--allow-insecure-http"],
      {},
      "--har sends nothing: leave out --requests and --skip and --timeout and --verbose and --production and --allow-insecure-http.",
    ],
  ];

  test.each(table)("%s", async (_, args, env, message) => {
    const { code, output, errors } = await run(args, env);
    expect(errors).toContain(message);
    expect(errors).not.toContain("Zq8");
    expect(errors).not.toContain("\n");
    expect({ code, output }).toEqual({ code: 2, output: "" });
  });

  test("an argument with control characters", async () => {
    const { errors } = await run(["--server", "x", "--report", "json=\u001b[31m\n::error::/x"]);
    expect(errors).toMatch(/^--report needs a file that can be written, not "\?\[31m\?::error::\/x"\.$/);
  });

  test("and leaves an older report as it is", async () => {
    const report = join(temporaryFolder(), "report.json");
    writeFileSync(report, "older");
    const rows = table.filter(([, args]) => !args.includes("--report") && args.length > 0);
    for (const [, args, env] of rows) expect((await run([...args, "--report", `json=${report}`], env)).code).toBe(2);
    expect(readFileSync(report, "utf8")).toBe("older");
  });
});
