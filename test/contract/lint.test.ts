import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "../support/contract.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { mediaType } = contract;

/** A small contract without a mistake. Each test makes one. */
function smallContract() {
  return {
    openapi: "3.1.1",
    info: {
      title: "Things",
      version: "1.0.0",
      summary: "Things.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: "https://things.example" }],
    security: [{ token: [] }],
    tags: [{ name: "things", description: "Things." } as { name: string; description?: string }],
    paths: {
      "/things": {
        post: {
          operationId: "createThing" as string | undefined,
          tags: ["things"],
          summary: "Create a thing" as string | undefined,
          description: "Creates a thing.",
          parameters: [
            {
              name: "X-Quiet",
              in: "header",
              description: "Quiet." as string | undefined,
              schema: { type: "boolean" },
              example: true,
            },
          ],
          requestBody: {
            description: "The thing.",
            required: true,
            content: {
              [mediaType]: {
                schema: { $ref: "#/components/schemas/Thing" },
                examples: { small: { $ref: "#/components/examples/SmallThing" } },
              },
            } as Record<string, unknown>,
          },
          responses: {
            "200": { $ref: "#/components/responses/ThingCreated" },
            "400": { $ref: "#/components/responses/BadRequest" },
          } as Record<string, unknown>,
        },
      },
    },
    components: {
      securitySchemes: { token: { type: "apiKey", in: "header", name: "X-Token", description: "The token." } },
      schemas: {
        Thing: {
          title: "Thing",
          description: "A thing.",
          type: "object",
          required: ["size"],
          additionalProperties: false,
          properties: { size: { description: "Its size." as string | undefined, type: "integer", examples: [1] as unknown[] } },
        },
      } as Record<string, unknown> & {
        Thing: { properties: { size: { description?: string | undefined; examples: unknown[] } } };
      },
      examples: {
        SmallThing: { summary: "A small thing." as string | undefined, value: { size: 1 } as Record<string, unknown> },
      },
      responses: {
        ThingCreated: response("The thing exists."),
        BadRequest: response("The thing is not acceptable."),
      } as Record<string, { description: string | undefined; content: Record<string, unknown> }>,
    },
  };
}

function response(description: string) {
  const body = {
    schema: { $ref: "#/components/schemas/Thing" },
    examples: { small: { $ref: "#/components/examples/SmallThing" } },
  };
  return { description, content: { [mediaType]: body } };
}

type SmallContract = ReturnType<typeof smallContract>;

const mistakes: [what: string, rule: string, make: (small: SmallContract) => void][] = [
  [
    "an example with a value of another type",
    "no-invalid-media-type-examples",
    ({ components }) => {
      components.examples.SmallThing.value.size = "large";
    },
  ],
  [
    "an example with an unknown field",
    "no-invalid-media-type-examples",
    ({ components }) => {
      components.examples.SmallThing.value.weight = 1;
    },
  ],
  [
    "an example of a schema that does not match it",
    "no-invalid-schema-examples",
    ({ components }) => {
      components.schemas.Thing.properties.size.examples = ["large"];
    },
  ],
  [
    "an example without a summary",
    "rule/example-summary",
    ({ components }) => {
      components.examples.SmallThing.summary = undefined;
    },
  ],
  [
    "a property without a description",
    "rule/property-description",
    ({ components }) => {
      components.schemas.Thing.properties.size.description = undefined;
    },
  ],
  [
    "a parameter without a description",
    "parameter-description",
    ({ paths }) => {
      for (const parameter of paths["/things"].post.parameters) parameter.description = undefined;
    },
  ],
  [
    "a response without a description",
    "rule/response-description",
    ({ components }) => {
      for (const one of Object.values(components.responses)) one.description = undefined;
    },
  ],
  [
    "an operation without an operationId",
    "operation-operationId",
    ({ paths }) => {
      paths["/things"].post.operationId = undefined;
    },
  ],
  [
    "an operation without a summary",
    "operation-summary",
    ({ paths }) => {
      paths["/things"].post.summary = undefined;
    },
  ],
  [
    "a tag without a description",
    "tag-description",
    ({ tags }) => {
      for (const tag of tags) delete tag.description;
    },
  ],
  [
    "a request of another media type",
    "request-mime-type",
    ({ paths }) => {
      const { content } = paths["/things"].post.requestBody;
      content["application/json"] = content[mediaType];
      delete content[mediaType];
    },
  ],
  [
    "a response of another media type",
    "response-mime-type",
    ({ components }) => {
      for (const { content } of Object.values(components.responses)) {
        content["application/json"] = content[mediaType];
        delete content[mediaType];
      }
    },
  ],
  [
    "a component that nothing uses",
    "no-unused-components",
    ({ components }) => {
      components.schemas.Unused = { description: "Not used.", type: "string" };
    },
  ],
  [
    "an operation without a 4xx response",
    "operation-4xx-response",
    ({ paths }) => {
      delete paths["/things"].post.responses["400"];
    },
  ],
  [
    "a reference that leads nowhere",
    "no-unresolved-refs",
    ({ paths }) => {
      paths["/things"].post.responses["422"] = { $ref: "#/components/responses/Missing" };
    },
  ],
];

describe("the linter, with the rules of redocly.yaml", () => {
  let folder: string;
  let problems: Map<string, string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nexus-members-lint-"));
    const files = [["none", "", () => {}] as const, ...mistakes].map(([, , make], index) => {
      const small = smallContract();
      make(small);
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(small));
      return file;
    });
    problems = lint(files);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const problemsOf = (index: number) => problems.get(`${index}.json`) ?? [];

  test("has nothing against a contract without mistakes", () => {
    expect(problemsOf(0)).toEqual([]);
  });

  test.each(mistakes.map(([what, rule], index) => [what, rule, index + 1] as const))("finds %s", (_, rule, index) => {
    expect(problemsOf(index)).toContain(rule);
  });
});

test("`redocly lint` without arguments checks the contract", () => {
  const { status } = spawnSync(process.execPath, [join(root, "node_modules/@redocly/cli/bin/cli.js"), "lint"], { cwd: root });
  expect(status).toBe(0);
});

/** The rules that each file breaks, by the name of the file. */
function lint(files: string[]): Map<string, string[]> {
  const cli = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const args = [cli, "lint", ...files.map((file) => relative(root, file)), "--format", "json", "--max-problems", "1000"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const found = new Map<string, string[]>();
  for (const report of stdout.split(/(?<=^\})(?=\{)/m)) {
    for (const { ruleId, location } of JSON.parse(report).problems) {
      const file = location[0].source.ref.split("/").pop();
      found.set(file, [...(found.get(file) ?? []), ruleId]);
    }
  }
  if (found.size === 0) throw new Error(`The linter printed nothing that can be read:\n${stdout}${stderr}`);
  return found;
}
