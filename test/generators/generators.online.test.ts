/** What generators that this project does not use make of the contract. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.js";
import { hasClient, lossesInRequest, lossesInTypes } from "./losses.js";
import { generate, installTools, sent, tools, types } from "./tools.js";

const contract = JSON.parse(readFileSync(new URL("../../generated/openapi.json", import.meta.url), "utf8"));
const folder = temporaryFolder(afterAll);

beforeAll(() => installTools(folder));

describe("The output of each generator compiles, and loses only what tools.yaml says", () => {
  test.each(tools)("$name", async (tool) => {
    const output = await generate(tool, contract, folder, "contract");
    const losses = [...(await lossesInTypes(output)), ...(hasClient(output) ? await lossesInRequest(output) : [])];
    expect(losses.sort()).toEqual([...tool.loses].sort());
  });

  test("five generators at least, and every loss is described", () => {
    expect(tools.length).toBeGreaterThanOrEqual(5);
    const described = Object.keys({ ...types, ...sent });
    expect(described).toEqual(expect.arrayContaining(tools.flatMap(({ loses }) => loses)));
    const probes = readdirSync(new URL("consumer/probes", import.meta.url)).map((file) => basename(file, ".ts"));
    expect(probes.filter((name) => name !== "same").sort()).toEqual(Object.keys(types).sort());
  });
});

describe("Every probe fails on a contract that is broken for it", () => {
  test.each(tools)("$name", async (tool) => {
    const output = await generate(tool, brokenContract(), folder, "broken");
    expect((await lossesInTypes(output)).sort()).toEqual(Object.keys(types).sort());
  });
});

describe("The contract says it in the way that most generators understand", () => {
  test("openapi-zod-client and oazapfts lose `is_oauth` if the contract has `const` in place of an `enum` with one boolean", async () => {
    const withConst = JSON.parse(JSON.stringify(contract).replaceAll(/"enum":\[(true|false)\]/g, '"const":$1'));
    expect(withConst).not.toEqual(contract);
    const more = await Promise.all(
      tools.map(async (tool) => {
        const output = await generate(tool, withConst, folder, "const");
        const lost = await lossesInTypes(output);
        return lost.some((loss) => loss.endsWith("-literals") && !tool.loses.includes(loss)) ? [tool.name] : [];
      }),
    );
    expect(more.flat()).toEqual(["openapi-zod-client", "oazapfts"]);
  });
});

/** The contract with one mistake for each probe. */
function brokenContract() {
  const broken = structuredClone(contract);
  const { schemas, responses, parameters } = broken.components;
  const mediaTypes = (response: string) => Object.values<{ schema: unknown }>(responses[response].content);
  schemas.StandardMemberCreateRequest.required = schemas.OAuthMemberCreateRequest.required = ["institution_guid"];
  schemas.OAuthMemberCreateRequest.properties.is_oauth = { type: "boolean" };
  const { properties } = schemas.PendingOAuthMember.allOf[1];
  Object.assign(properties, { is_oauth: { type: "boolean" }, connection_status: { type: "string", enum: ["CREATED"] } });
  schemas.ConnectionStatus.enum.push("BROKEN");
  schemas.ErrorResponseBody.properties.error.properties.code = { type: "integer" };
  for (const mediaType of mediaTypes("MemberCreated")) mediaType.schema = { $ref: "#/components/schemas/Member" };
  for (const mediaType of mediaTypes("UnexpectedError")) mediaType.schema = { $ref: "#/components/schemas/Member" };
  parameters["MX-Skip-Webhook"].schema = { type: "string" };
  return broken;
}
