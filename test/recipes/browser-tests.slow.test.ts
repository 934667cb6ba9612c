import { expect, test } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { freePort } from "../../scripts/prism.js";
import { validHeaders } from "../mock/transports.js";
import { startProgram } from "../support/program.js";
import { createProject, recipe, statusOf } from "./project.js";

const [config, askForOutage] = recipe("Browser tests", "js") as [string, string];
const project = createProject();

/** A recipe on a port that is free here, as code that gives a value. */
const onPort = (code: string, port: number) => code.replaceAll("4010", String(port));

test("Playwright: its server starts, responds where it waits, and gives a test its own response", async () => {
  const port = await freePort();
  project.write("playwright.config.js", onPort(config, port));
  const { default: playwright } = await import(`${project.folder}/playwright.config.js`);
  const { command, url } = playwright.webServer;
  startProgram(command, [], { cwd: project.folder, shell: true });
  // Playwright takes a server for ready if the status is below 404.
  await expect.poll(() => statusOf(url), { timeout: 30_000 }).toBe(200);

  await new Function(`return (async () => { ${onPort(askForOutage, port)} })();`)();
  const create = (token: string) =>
    fetch(`${url}/members`, {
      method: "POST",
      headers: { ...validHeaders, [sessionTokenHeader]: token },
      body: JSON.stringify(examples.createMember.oauth.request),
    });
  expect((await create("user-8")).status).toBe(200);
  expect((await create("user-7")).status).toBe(503);
});
