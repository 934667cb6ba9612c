import { readFileSync } from "node:fs";
import { test } from "vitest";
import { parse, stringify } from "yaml";
import { clone } from "../support/copy.js";
import { codeBlocks } from "../support/markdown.js";

const operation: Record<string, object> = parse(readFileSync(new URL("second-operation.yaml", import.meta.url), "utf8"));
const [field] = codeBlocks("CONTRIBUTING.md", "yaml", "Change the contract") as [string];

test("a field and a second operation need edits in openapi/ only", async () => {
  const { append, edit, write, read, run } = clone();
  for (const kind of ["Standard", "OAuth"]) append(`openapi/components/schemas/${kind}MemberCreateRequest.yaml`, `${field}\n`);
  append("openapi/components/examples/OAuthRequest.yaml", "    nickname: Savings\n");
  const path = "    $ref: ./paths/members.yaml\n";
  edit("openapi/openapi.yaml", path, `${path}  /members/{member_guid}:\n    $ref: ./paths/member.yaml\n`);
  for (const [file, content] of Object.entries(operation)) write(`openapi/${file}`, stringify(content));
  write("test/additions/added.test.ts", read("test/additions/added.ts"));

  for (const script of ["generate", "typecheck", "docs"]) await run("npm", "run", "--silent", script);
  const rooms = ["contract", "scripts", "mock", "nexus", "additions"].map((room) => `test/${room}/`);
  await run("npx", "vitest", "run", "--config", "test/vitest.config.ts", "--project", "fast", ...rooms);
}, 900_000);
