import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { codeBlocks } from "../support/markdown.js";
import { createProject } from "./project.js";

// The recipe for Jest is run by `npm run test:online`, which installs it.
const [vitestRecipe, , mswRecipe, pollingRecipe] = codeBlocks("openapi/guides/recipes.md", "js", "Unit tests") as string[];
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));

const project = createProject(["vitest", "msw"]);

function runVitest(code = "") {
  project.write("connect.test.js", code);
  const env = { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, "run"], {
    cwd: project.folder,
    env,
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}

test("Vitest: the tests pass", () => {
  const { status, output } = runVitest(vitestRecipe);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringMatching(/Tests {2}2 passed/) });
});

test("Vitest: a test fails when the code does not retry", () => {
  const { status, output } = runVitest(vitestRecipe?.replace("retries: 2", "retries: 0"));
  expect({ status, output }).toMatchObject({ status: 1, output: expect.stringMatching(/Tests {2}2 failed/) });
});

test("Vitest: a member is polled until it is connected", () => {
  const { status, output } = runVitest(pollingRecipe);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringMatching(/Tests {2}1 passed/) });
});

test("MSW: requests of the global fetch reach the mock; a cut connection is a network error", () => {
  project.write("msw-setup.js", String(mswRecipe));
  project.write(
    "program.js",
    `import { createNexusClient } from "nexus-members-contract";
import { mock, server } from "./msw-setup.js";
server.listen({ onUnhandledRequest: "error" });
const nexus = createNexusClient({ server: "integration", sessionToken: "user-1" });
const member = { institution_guid: "INS-1", is_oauth: true };
const created = await nexus.createMember(member);
mock.next({ cut: "before" });
const cut = await nexus.createMember(member).catch(({ reason }) => reason);
console.log(JSON.stringify([created.member.connection_status, cut, mock.requests.length]));
server.close();`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [join(project.folder, "program.js")], { encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: '["PENDING","network",2]\n', stderr: "" });
});
