import { expect, test } from "vitest";
import { parse } from "yaml";
import { freePort } from "../../scripts/prism.js";
import { startProgram } from "../support/program.js";
import { createProject, recipe } from "./project.js";

const { services } = parse(recipe("Containers", "yaml")[0] as string);
const [testcontainers] = recipe("Containers", "js") as [string];

const project = createProject();

/** Runs a command as a container would in the project's folder, but on a port that is free here. */
async function startCommand(command: string[]) {
  const port = await freePort();
  const [program = "", ...args] = command;
  const env = { ...process.env, npm_config_offline: "true" };
  const { output } = startProgram(program, [...args, "--port", String(port)], { cwd: project.folder, env });
  await expect.poll(() => output.stdout).not.toBe("");
  return `http://127.0.0.1:${port}`;
}

/** Runs the health check of the compose file, for a mock at a URL. Returns its exit code. */
async function checkHealth(url: string) {
  const [kind, program, ...args] = services.nexus.healthcheck.test as string[];
  expect({ kind, program }).toEqual({ kind: "CMD", program: "node" });
  const own = args.map((arg) => arg.replace("http://127.0.0.1:4010", url));
  const [code] = await startProgram(process.execPath, own).exited;
  return code;
}

test("docker compose: the mock starts, and its health check tells whether it responds", async () => {
  const url = await startCommand(services.nexus.command.split(" "));
  expect(await checkHealth(url)).toBe(0);
  expect(await checkHealth(`http://127.0.0.1:${await freePort()}`)).toBe(1);
  expect((await fetch(`${url}/_mock/requests`)).status).toBe(200);
});

test("docker compose: the app reaches the mock, which finds the project", () => {
  const { nexus, app } = services;
  expect(nexus.command).toContain("--host 0.0.0.0");
  expect(app.environment).toEqual({ NEXUS_URL: "http://nexus:4010" });
  expect(nexus.volumes).toEqual([`.:${nexus.working_dir}:ro`]);
});

test("Testcontainers: the three lines start the same command, in the project's folder", async () => {
  expect(testcontainers.trim().split("\n")).toHaveLength(3);
  /** Stands in for the class of Testcontainers, which needs Docker. */
  class GenericContainer {
    constructor(readonly image: string) {}
    withBindMounts = (mounts: object[]) => Object.assign(this, { mounts });
    withWorkingDir = (folder: string) => Object.assign(this, { folder });
    withExposedPorts = (port: number) => Object.assign(this, { port });
    withCommand = (command: string[]) => Object.assign(this, { command });
    start = async () => this;
  }
  const run = new Function("GenericContainer", `return (async () => { ${testcontainers} return mock; })();`);
  const { nexus } = services;
  expect(await run(GenericContainer)).toMatchObject({
    image: nexus.image,
    mounts: [{ source: process.cwd(), target: nexus.working_dir, mode: "ro" }],
    folder: nexus.working_dir,
    port: 4010,
    command: nexus.command.split(" "),
  });
});
