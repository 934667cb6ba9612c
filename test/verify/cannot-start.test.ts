/** Runs of the program that cannot start: they send nothing, write nothing, exit with 2, and say why in one line. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { temporaryFolder } from "../support/folder.js";
import { run } from "./program.js";

/** Nobody listens there. */
const local = "--server http://127.0.0.1:9";
const recorded = "--har test/verify/no-such-recording.har";
const token = { NEXUS_SESSION_TOKEN: "token-Zq8" };
const { request } = examples.createMember.oauth;
const given = { ...token, NEXUS_REQUESTS: JSON.stringify({ createMember: { oauth: { request } } }) };
const urlForms = "--server needs integration, production, or an https URL";
const noRequests = "requests is missing: the examples of the contract fit only the mock.";
const jsonForm = 'NEXUS_REQUESTS needs JSON: { operation: { scenario: { "request": … } } }.';
const milliseconds = "timeout must be a positive number of milliseconds below 2^31.";
const percent = "--min-coverage needs a number from 0 to 100.";

async function expectNotToStart(args: string[], env: Record<string, string>, message: string) {
  const older = join(temporaryFolder(), "report.json");
  writeFileSync(older, "older");
  const { code, output, errors } = await run([...args, "--report", `json=${older}`], env);
  expect(errors).toContain(message);
  expect(errors).not.toMatch(/Zq8|\n/);
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(readFileSync(older, "utf8")).toBe("older");
}

describe("a command line with", () => {
  test.each<[what: string, command: string, message: string, env?: Record<string, string>]>([
    ["no server", "--skip x", "--server or --har is missing. Try --help."],
    ["an unknown option", "--serve x", "Unknown option '--serve'. Try --help."],
    ["an option without its value", "--server", "Option '--server' argument is ambiguous. Try --help."],
    ["a server without its option", "nexus.example", "Unexpected argument 'nexus.example'. Try --help."],
    ["a name that is no server", "--server staging", urlForms],
    ["another protocol", "--server ftp://nexus.example", urlForms],
    ["a password in the URL", "--server https://me:Zq8@nexus.example", urlForms],
    ["http on another machine", "--server http://192.0.2.1", urlForms],
    ["production by name", "--server production", "data.moneydesktop.com is the production server", given],
    ["production by URL", "--server https://DATA.moneydesktop.com.:443/", "Add --production if you mean it.", given],
    ["another machine and no token", "--server integration", "sessionToken is missing: pass that of the user"],
    ["another machine and no requests", "--server integration", noRequests, token],
    ["a host that begins like this machine", "--server https://localhost.example", noRequests, token],
    ["a host that ends like this machine", "--server https://my.localhost", noRequests, token],
    ["requests from two places", "--server integration --requests x", "Use either --requests or NEXUS_REQUESTS.", given],
    ["requests from no file", `${local} --requests no/file`, '--requests needs a file that can be read, not "no/file"'],
    ["a text to skip that is in no name", `${local} --skip oath`, "skip has a text that no check has in its name: oath"],
    ["a header without a value", `${local} --header X-Zq8`, '--header needs "name: value".'],
    ["a header of two lines", `${local} --header X:a\nZq8`, '--header needs "name: value".'],
    ["the token as a header", `${local} --header MD-Session-Token:Zq8`, "The header MD-Session-Token is set by the client."],
    ["a timeout in words", `${local} --timeout soon`, milliseconds],
    ["a timeout of nothing", `${local} --timeout 0`, milliseconds],
    ["a timeout beyond all timers", `${local} --timeout 2147483648`, milliseconds],
    ["a coverage in words", `${local} --min-coverage all`, percent],
    ["a coverage of 101 %", `${recorded} --min-coverage 101`, percent],
    ["a coverage with a letter", `${recorded} --min-coverage x5`, percent],
    ["a coverage without its fraction", `${recorded} --min-coverage 5.`, percent],
    ["a report without a format", `${recorded} --report report.xml`, "--report needs <format>=<file>; formats: text, json"],
    ["a report of another format", `${recorded} --report toString=x`, "--report needs <format>=<file>; formats: text, json"],
    ["two reports in one file", `${local} --report json=test/../x --report text=./x`, "--report needs a file of its own"],
    ["a report that is a folder", `${local} --report json=test`, '--report needs a file that can be written, not "test".'],
    ["a report in no folder", `${local} --report json=no/x`, '--report needs a file that can be written, not "no/x".'],
    ["a recording that is not there", recorded, "--har needs a file that can be read"],
    ["a copy and a report", `${recorded} --redact x`, "--redact checks and sends nothing: leave out --report."],
    [
      "a recording and options for sending",
      `${recorded} --skip x --timeout 5 --verbose`,
      "--har sends nothing: leave out --skip and --timeout and --verbose.",
    ],
  ])("%s", (_, command, message, env = {}) => expectNotToStart(command.split(" "), env, message));
});

describe("requests", () => {
  const create = "requests.createMember";
  test.each([
    ["that are no JSON", "Zq8", jsonForm],
    ["that are a list", '["Zq8"]', jsonForm],
    ["of an operation that does not exist", '{"createMembers":{"oauth":{}}}', "requests.createMembers is no operation."],
    [
      "of a scenario that does not exist",
      '{"createMember":{"other":{}}}',
      `${create}.other is no scenario. There are: standard`,
    ],
    ["that are no object", '{"createMember":{"oauth":7}}', `${create}.oauth must be an object with params or request.`],
    ["without a body", '{"createMember":{"oauth":{}}}', `${create}.oauth lacks the required request.`],
    ["that break the contract", '{"createMember":{"oauth":{"request":{"member":{"metadata":["Zq8"]}}}}}', "match the contract"],
  ])("%s", (_, NEXUS_REQUESTS, message) =>
    expectNotToStart(["--server", "integration"], { ...token, NEXUS_REQUESTS }, message),
  );
});

test("a token with a line break", () =>
  expectNotToStart(["--server", "integration"], { ...given, NEXUS_SESSION_TOKEN: "Zq8\n" }, "visible ASCII"));

test("an argument with control characters is printed without them", async () => {
  const { errors } = await run(["--server", "x", "--report", "json=\u001b[31m\n::error::/x"]);
  expect(errors).toMatch(/^--report needs a file that can be written, not "\?\[31m\?::error::\/x"\.$/);
});
