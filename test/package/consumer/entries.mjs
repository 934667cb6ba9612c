import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const name = "nexus-members-contract";
const require = createRequire(import.meta.url);
console.log(
  JSON.stringify({
    ".": Object.keys(await import(name)).sort(),
    "./types": Object.keys(await import(`${name}/types`)),
    "./examples": Object.keys(await import(`${name}/examples`)),
    "./validators": Object.keys(await import(`${name}/validators`)).sort(),
    "./mock": Object.keys(await import(`${name}/mock`)),
    "startMock without its engine": await (await import(`${name}/mock`)).startMock().catch(({ message }) => message),
    "./openapi.json": require(`${name}/openapi.json`).openapi,
    "./openapi.yaml": readFileSync(fileURLToPath(import.meta.resolve(`${name}/openapi.yaml`)), "utf8").includes("createMember"),
    "./package.json": require(`${name}/package.json`).name,
    "./dist/src/client.js": await import(`${name}/dist/src/client.js`).catch(({ code }) => code),
  }),
);
