import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { codeBlocks } from "../support/markdown.js";
import { createProject } from "./project.js";

// What the guide says of Jest is tried by `npm run test:online`, which installs it.
const [vitestRecipe = "", mswRecipe = "", pollingRecipe = ""] = codeBlocks("openapi/guides/recipes.md", "js", "Unit tests");
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));

const project = createProject(["vitest", "msw"]);

function runNode(args: string[]) {
  const env = { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, NO_COLOR: "1" };
  return spawnSync(process.execPath, args, { cwd: project.folder, env, encoding: "utf8" });
}

function runVitest(code: string) {
  project.write("connect.test.js", code);
  const { status, stdout, stderr } = runNode([vitest, "run"]);
  return { status, output: `${stdout}${stderr}` };
}

/** Runs a program that uses a recipe, `setup.js`. */
function runProgram(recipe: string, code: string) {
  project.write("setup.js", recipe);
  project.write("program.js", code);
  const { stdout, stderr } = runNode(["program.js"]);
  return { stdout, stderr };
}

test("Vitest: the test passes", () => {
  const { status, output } = runVitest(vitestRecipe);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringMatching(/Tests {2}1 passed/) });
});

test("Vitest: the test fails when the code does not retry", () => {
  const { status, output } = runVitest(vitestRecipe.replace("retries: 2", "retries: 0"));
  expect({ status, output }).toMatchObject({ status: 1, output: expect.stringMatching(/Tests {2}1 failed/) });
});

test("a member that is read again and again is connected at the third read", () => {
  const ran = runProgram(
    pollingRecipe,
    `import { createNexusClient, unwrap } from "nexus-members-contract";
import { mock } from "./setup.js";
const nexus = createNexusClient({ server: "integration", fetch: mock.fetch });
const { guid } = unwrap(await nexus.createMember({ institution_guid: "INS-1", is_oauth: true }, { sessionToken: "user-1" }));
for (let read = 1; read <= 3; read++) {
  const response = await mock.fetch("https://int-data.moneydesktop.com/members/" + guid);
  console.log((await response.json()).member.connection_status);
}
console.log((await mock.fetch("https://int-data.moneydesktop.com/members/MBR-0")).status);`,
  );
  expect(ran).toEqual({ stdout: "PENDING\nPENDING\nCONNECTED\n404\n", stderr: "" });
});

test("MSW: requests of the global fetch reach the mock; a cut connection is a network error", () => {
  const ran = runProgram(
    mswRecipe,
    `import { createNexusClient } from "nexus-members-contract";
import { mock, server } from "./setup.js";
server.listen({ onUnhandledRequest: "error" });
const nexus = createNexusClient({ server: "integration", sessionToken: "user-1" });
const member = { institution_guid: "INS-1", is_oauth: true };
const created = await nexus.createMember(member);
mock.next({ cut: "before" });
const cut = await nexus.createMember(member).catch(({ reason }) => reason);
console.log(JSON.stringify([created.member.connection_status, cut, mock.requests.length]));
server.close();`,
  );
  expect(ran).toEqual({ stdout: '["PENDING","network",2]\n', stderr: "" });
});
