/** The first call of the guide, from the shell, in a project that has the package. */
import { expect, test } from "vitest";
import { freePort } from "../../scripts/prism.js";
import { codeBlocks } from "../support/markdown.js";
import { createProject, runStep } from "./project.js";

const [start = "", call = ""] = codeBlocks("openapi/guides/getting-started.md", "sh", "First call");
const [controlled = ""] = codeBlocks("openapi/guides/mock.md", "sh", "The program");

const project = createProject();

/** Starts a mock as a guide says, but on a port that is free here, and runs a command as soon as it responds. */
async function runBeside(mock: string, command: string) {
  const port = String(await freePort());
  const started = `${mock.replace(" --port 4010", "")} --port ${port} > mock.log 2>&1 &`;
  const wait = `curl --silent --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:${port} > ready.json`;
  return runStep(project.folder, [started, wait, command.replace("4010", port)].join("\n"), {});
}

test("the mock starts without network, and responds to curl with a pending member", async () => {
  const { code, output } = await runBeside(start, call);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('"connection_status":"PENDING"') });
});

test("the mock with control paths gives its journal over HTTP", async () => {
  const { code, output } = await runBeside(controlled, "curl --silent http://127.0.0.1:4010/_mock/requests");
  expect({ code, output: output.trim() }).toMatchObject({ code: 0, output: expect.stringMatching(/^\[/) });
});
