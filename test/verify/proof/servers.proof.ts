/** Three servers that others would write, each with mistakes, and with what the contract leaves open. All of them have to be judged right. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../../src/verify.js";
import { temporaryFolder } from "../../support/folder.js";
import { mistakes, variants } from "./servers/rules.mjs";

const frameworks = { express: "5.1.0", fastify: "5.6.1" };
const folder = temporaryFolder(afterAll);

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill();
});

beforeAll(() => {
  const packages = Object.entries(frameworks).map(([name, version]) => `${name}@${version}`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, ...packages], { stdio: "pipe" });
});

/** Starts a program, which prints its URL. Returns how it is with its server in a mode. */
async function startProgram(command: string, file: string) {
  const path = fileURLToPath(new URL(`servers/${file}`, import.meta.url));
  const child = spawn(command, [path], { env: { ...process.env, FRAMEWORKS: folder }, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return async (mode: string) => {
    const { status } = await fetch(`${url}/mode`, { method: "PUT", body: mode });
    expect(status).toBe(204);
    const { outcome, checks, reason } = await verify({ baseUrl: url });
    return { outcome, reason, failed: checks.filter((check) => check.outcome === "failed") };
  };
}

describe.each([
  ["Express", "express.mjs"],
  ["Fastify", "fastify.mjs"],
])("with %s", (name, file) => {
  let judge: Awaited<ReturnType<typeof startProgram>>;
  beforeAll(async () => {
    judge = await startProgram(process.execPath, file);
  });

  test.each(Object.keys(variants))("conforms: a server that %s", async (mode) => {
    expect(await judge(mode)).toEqual({ outcome: "conforms", reason: undefined, failed: [] });
  });

  // Each mistake on one of the two.
  const own = Object.keys(mistakes).filter((_, index) => (index % 2 === 0) === (name === "Express"));
  test.each(own)("does not conform: a server that %s", async (mode) => {
    expect((await judge(mode)).outcome).toBe("deviates");
  });
});

describe("in plain Python", () => {
  let judge: Awaited<ReturnType<typeof startProgram>>;
  beforeAll(async () => {
    judge = await startProgram("python3", "plain.py");
  });

  test.each(["", "escapes what is not ASCII", "ends bodies by closing"])("conforms: %s", async (mode) => {
    expect(await judge(mode)).toEqual({ outcome: "conforms", reason: undefined, failed: [] });
  });

  test.each([
    "searches with $",
    "takes any word for digits",
    "asks for no token",
    "takes null",
    "takes numbers for booleans",
    "takes credentials for OAuth",
    "remembers nothing",
  ])("does not conform: a server that %s", async (mode) => {
    expect((await judge(mode)).outcome).toBe("deviates");
  });
});

test("there are enough of them", () => {
  expect(Object.keys(mistakes).length).toBeGreaterThanOrEqual(60);
  expect(Object.keys(variants).length).toBeGreaterThanOrEqual(20);
});
