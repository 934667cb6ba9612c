/**
 * Additions to the contract, each as edits of `openapi/` alone. With them `npm run generate` and the tests pass with no other edit, and
 * `probes/<name>.test.ts` shows that what each one brings is there. Then one of its examples is broken, which a contract test has to name.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

// biome-ignore lint/suspicious/noExplicitAny: YAML of the contract, edited by key
type Yaml = any;

/** Changes the files of `openapi/` in a copy of the repository. */
export interface Contract {
  edit(file: string, change: (content: Yaml) => void): void;
  create(file: string, content: Yaml): void;
}

export interface Addition {
  /** The probe of the same name shows what the addition brings. */
  name: string;
  /** Additions with the same word are made in one copy of the repository: they do not touch each other. */
  copy: "fields and operations" | "requests and responses" | "what every call needs";
  patch(contract: Contract): void;
  /** Breaks an example of the addition. */
  breakExample(contract: Contract): void;
  /** What the failing contract test says: where the example is, and what is wrong in it. */
  broken: readonly [example: string, issue: string];
}

/** The contract in a copy of the repository. */
export function contractIn(folder: string): Contract {
  const write = (file: string, content: Yaml) => writeFileSync(join(folder, "openapi", file), stringify(content));
  return {
    create: write,
    edit(file, change) {
      const content = parse(readFileSync(join(folder, "openapi", file), "utf8"));
      change(content);
      write(file, content);
    },
  };
}

const inferred = { inferred: ["create-member"] };
const withParts = (...parts: string[]) => ({ ...inferred, parts: Object.fromEntries(parts.map((part) => [part, inferred])) });
const schemas = "components/schemas";
const createBody = "components/examples/OAuthRequest.yaml";
const createResponse = "components/examples/OAuthResponse.yaml";
const operation = "paths/members.yaml";
const nickname = { description: "A nickname.", type: "string", examples: ["Savings"], "x-evidence": inferred };

/** Adds evidence for parts of a leaf. */
function cite(leaf: Yaml, ...parts: string[]) {
  leaf["x-evidence"].parts = { ...leaf["x-evidence"].parts, ...withParts(...parts).parts };
}

export const additions: Addition[] = [
  {
    name: "reworded-description",
    copy: "fields and operations",
    patch({ edit }) {
      edit(`${schemas}/Metadata.yaml`, (schema) => {
        schema.description = "Anything that you want to keep with the member.";
      });
      edit(operation, ({ post }) => {
        post.description = "Creates one member.";
      });
    },
    breakExample({ edit }) {
      edit(`${schemas}/Metadata.yaml`, (schema) => {
        schema.examples = [7];
      });
    },
    broken: ["/components/schemas/Metadata/examples/0", "/: must be string"],
  },
  {
    name: "optional-request-field",
    copy: "fields and operations",
    patch({ edit }) {
      for (const variant of ["StandardMemberCreateRequest", "OAuthMemberCreateRequest"])
        edit(`${schemas}/${variant}.yaml`, ({ properties }) => {
          properties.nickname = nickname;
        });
      edit(createBody, ({ value }) => {
        value.member.nickname = "Savings";
      });
    },
    breakExample({ edit }) {
      edit(createBody, ({ value }) => {
        value.member.nickname = 7;
      });
    },
    broken: ["requestBody/content/application~1vnd.mx.nexus.v1+json/examples/oauth", "/member/nickname: must be string"],
  },
  {
    name: "required-field-of-a-response-variant",
    copy: "fields and operations",
    patch({ edit }) {
      edit(`${schemas}/PendingOAuthMember.yaml`, (schema) => {
        const [, own] = schema.allOf;
        own.required.push("oauth_expires_in");
        own.properties.oauth_expires_in = {
          description: "Seconds.",
          type: "integer",
          minimum: 0,
          "x-evidence": withParts("minimum"),
        };
        cite(schema, "required oauth_expires_in");
      });
      edit(createResponse, ({ value }) => {
        value.member.oauth_expires_in = 3600;
      });
    },
    breakExample({ edit }) {
      edit(createResponse, ({ value }) => {
        delete value.member.oauth_expires_in;
      });
    },
    broken: [
      "/components/responses/MemberCreated/content/application~1vnd.mx.nexus.v1+json/examples/oauth",
      "must have required property 'oauth_expires_in'",
    ],
  },
  {
    name: "fields-beside-the-member",
    copy: "fields and operations",
    patch({ edit }) {
      edit(`${schemas}/MemberCreateRequestBody.yaml`, ({ properties }) => {
        properties.request_id = { description: "Your ID of the request.", type: "string", "x-evidence": inferred };
      });
      edit(`${schemas}/MemberResponseBody.yaml`, ({ properties }) => {
        properties.request_id = {
          description: "Your ID of the request.",
          type: ["string", "null"],
          "x-evidence": withParts("nullable"),
        };
      });
      edit(createBody, ({ value }) => {
        value.request_id = "request-1";
      });
      edit(createResponse, ({ value }) => {
        value.request_id = "request-1";
      });
    },
    breakExample({ edit }) {
      edit(createResponse, ({ value }) => {
        value.request_id = 7;
      });
    },
    broken: [
      "/components/responses/MemberCreated/content/application~1vnd.mx.nexus.v1+json/examples/oauth",
      "/request_id: must be string,null",
    ],
  },
  {
    name: "optional-header-parameter",
    copy: "requests and responses",
    patch: (contract) => addHeader(contract, false),
    breakExample({ edit }) {
      edit(operation, ({ post }) => {
        post.parameters.at(-1).example = true;
      });
    },
    broken: ["/paths/~1members/post/parameters/1/example", "/: must be string"],
  },
  {
    name: "required-header-parameter",
    copy: "what every call needs",
    patch: (contract) => addHeader(contract, true),
    breakExample({ edit }) {
      edit(operation, ({ post }) => {
        post.parameters.at(-1).example = true;
      });
    },
    broken: ["/paths/~1members/post/parameters/1/example", "/: must be string"],
  },
  {
    name: "status-403",
    copy: "requests and responses",
    patch({ edit, create }) {
      edit(operation, ({ post }) => {
        post.responses["403"] = {
          description: "The feature is not enabled for you.",
          "x-evidence": withParts("status", "media type"),
          content: {
            "application/vnd.mx.nexus.v1+json": {
              schema: { $ref: "../components/schemas/ErrorResponseBody.yaml" },
              examples: { "not-enabled": { $ref: "../components/examples/NotEnabledResponse.yaml" } },
            },
          },
        };
        const request = post.requestBody.content["application/vnd.mx.nexus.v1+json"];
        request.examples["not-enabled"] = { $ref: "../components/examples/NotEnabledRequest.yaml" };
      });
      create("components/examples/NotEnabledRequest.yaml", {
        summary: "An institution of a feature that is not enabled.",
        "x-evidence": inferred,
        "x-mock-when": { same: ["/member/institution_guid"] },
        value: { member: { institution_guid: "INS-40300000-0000-0000-0000-000000000000", is_oauth: true } },
      });
      create("components/examples/NotEnabledResponse.yaml", {
        summary: "The feature is not enabled.",
        "x-evidence": inferred,
        value: { error: { message: "Not enabled" } },
      });
    },
    breakExample({ edit }) {
      edit("components/examples/NotEnabledResponse.yaml", ({ value }) => {
        value.error.message = 7;
      });
    },
    broken: [
      "/paths/~1members/post/responses/403/content/application~1vnd.mx.nexus.v1+json/examples/not-enabled",
      "/error/message: must be string",
    ],
  },
  {
    name: "scenario-of-400",
    copy: "requests and responses",
    patch({ edit, create }) {
      edit("components/responses/BadRequest.yaml", ({ content }) => {
        content["application/vnd.mx.nexus.v1+json"].examples["name-not-agreed"] = {
          $ref: "../examples/NameNotAgreedResponse.yaml",
        };
      });
      edit(operation, ({ post }) => {
        const request = post.requestBody.content["application/vnd.mx.nexus.v1+json"];
        request.examples["name-not-agreed"] = { $ref: "../components/examples/NameNotAgreedRequest.yaml" };
      });
      create("components/examples/NameNotAgreedRequest.yaml", {
        summary: "A name that was not agreed with MX.",
        "x-evidence": inferred,
        "x-mock-when": { same: ["/member/name"] },
        value: {
          member: { institution_guid: "INS-66666666-6666-6666-6666-666666666666", is_oauth: true, name: "Not agreed" },
        },
      });
      create("components/examples/NameNotAgreedResponse.yaml", {
        summary: "The name was not agreed with MX.",
        "x-evidence": inferred,
        value: { error: { message: "The name was not agreed" } },
      });
    },
    breakExample({ edit }) {
      edit("components/examples/NameNotAgreedRequest.yaml", ({ value }) => {
        value.member.name = 7;
      });
    },
    broken: ["requestBody/content/application~1vnd.mx.nexus.v1+json/examples/name-not-agreed", "/member/name: must be string"],
  },
  {
    name: "limits",
    copy: "fields and operations",
    patch({ edit }) {
      edit(`${schemas}/Metadata.yaml`, (schema) => {
        schema.maxLength = 20_000;
        cite(schema, "maxLength");
      });
      edit(`${schemas}/Member.yaml`, ({ properties }) => {
        properties.rating = {
          description: "A rating.",
          type: "integer",
          minimum: 0,
          examples: [3],
          "x-evidence": withParts("minimum"),
        };
      });
      for (const variant of ["StandardMemberCreateRequest", "OAuthMemberCreateRequest"])
        edit(`${schemas}/${variant}.yaml`, ({ properties }) => {
          properties.labels = {
            description: "Labels.",
            type: "array",
            maxItems: 10,
            uniqueItems: true,
            items: { type: "string" },
            "x-evidence": withParts("maxItems", "uniqueItems"),
          };
        });
    },
    breakExample({ edit }) {
      edit(`${schemas}/Member.yaml`, ({ properties }) => {
        properties.rating.examples = [-1];
      });
    },
    broken: ["/components/schemas/Member/properties/rating/examples/0", "/: must be >= 0"],
  },
  {
    name: "third-request-variant",
    copy: "requests and responses",
    patch({ edit, create }) {
      create(`${schemas}/ManualMemberCreateRequest.yaml`, {
        title: "ManualMemberCreateRequest",
        description: "A manual member.",
        type: "object",
        required: ["institution_guid", "account_name"],
        additionalProperties: false,
        "x-evidence": withParts("required", "additionalProperties"),
        properties: {
          institution_guid: { $ref: "./InstitutionGuid.yaml" },
          account_name: { description: "The name of the account.", type: "string", "x-evidence": inferred },
        },
      });
      edit(`${schemas}/MemberCreateRequest.yaml`, ({ oneOf }) => {
        oneOf.push({ $ref: "./ManualMemberCreateRequest.yaml" });
      });
      edit(operation, ({ post }) => {
        const request = post.requestBody.content["application/vnd.mx.nexus.v1+json"];
        request.examples.manual = { $ref: "../components/examples/ManualRequest.yaml" };
      });
      edit("components/responses/MemberCreated.yaml", ({ content }) => {
        const examples = content["application/vnd.mx.nexus.v1+json"].examples;
        examples.manual = { $ref: "../examples/ManualResponse.yaml" };
      });
      create("components/examples/ManualRequest.yaml", {
        summary: "A manual member.",
        "x-evidence": inferred,
        value: { member: { institution_guid: "INS-33333333-3333-3333-3333-333333333333", account_name: "Cash" } },
      });
      create("components/examples/ManualResponse.yaml", {
        summary: "A manual member, which never aggregates.",
        "x-evidence": inferred,
        value: {
          member: {
            guid: "MBR-77777777-7777-7777-7777-777777777779",
            user_guid: "USR-99999999-9999-9999-9999-999999999999",
            institution_guid: "INS-33333333-3333-3333-3333-333333333333",
            name: "Cash",
            connection_status: null,
            is_being_aggregated: false,
            is_managed_by_user: false,
            is_user_created: true,
          },
        },
      });
    },
    breakExample({ edit }) {
      edit("components/examples/ManualRequest.yaml", ({ value }) => {
        value.member.account_name = 7;
      });
    },
    broken: ["requestBody/content/application~1vnd.mx.nexus.v1+json/examples/manual", "/member/account_name: must be string"],
  },
  {
    name: "second-operation",
    copy: "fields and operations",
    patch({ edit, create }) {
      create("paths/member.yaml", {
        get: {
          operationId: "readMember",
          tags: ["members"],
          summary: "Read member",
          description: "Reads one member.",
          "x-evidence": inferred,
          parameters: [
            {
              name: "member_guid",
              in: "path",
              required: true,
              description: "The member.",
              "x-evidence": withParts("required"),
              schema: { $ref: "../components/schemas/MemberGuid.yaml" },
              examples: {
                found: { summary: "A member.", value: "MBR-77777777-7777-7777-7777-777777777771" },
                "unknown-member": { summary: "No member.", value: "MBR-00000000-0000-0000-0000-000000000000" },
              },
            },
          ],
          responses: {
            "200": {
              description: "The member.",
              "x-evidence": withParts("status", "media type"),
              content: {
                "application/vnd.mx.nexus.v1+json": {
                  schema: { $ref: "../components/schemas/MemberReadResponseBody.yaml" },
                  examples: { found: { $ref: "../components/examples/FoundResponse.yaml" } },
                },
              },
            },
            "404": {
              description: "No such member.",
              "x-evidence": withParts("status", "media type"),
              content: {
                "application/vnd.mx.nexus.v1+json": {
                  schema: { $ref: "../components/schemas/ErrorResponseBody.yaml" },
                  examples: { "unknown-member": { $ref: "../components/examples/UnknownMemberResponse.yaml" } },
                },
              },
            },
            default: { $ref: "../components/responses/UnexpectedError.yaml" },
          },
        },
      });
      create(`${schemas}/MemberReadResponseBody.yaml`, {
        title: "MemberReadResponseBody",
        description: "The body of a successful response.",
        type: "object",
        required: ["member"],
        "x-evidence": withParts("required"),
        properties: { member: { $ref: "./Member.yaml" } },
      });
      create("components/examples/FoundResponse.yaml", {
        summary: "A connected member.",
        "x-evidence": inferred,
        value: {
          member: {
            guid: "MBR-77777777-7777-7777-7777-777777777771",
            user_guid: "USR-99999999-9999-9999-9999-999999999999",
            institution_guid: "INS-33333333-3333-3333-3333-333333333333",
            name: "Example Bank",
            connection_status: "CONNECTED",
            is_being_aggregated: false,
            is_managed_by_user: false,
            is_user_created: true,
          },
        },
      });
      create("components/examples/UnknownMemberResponse.yaml", {
        summary: "No member has this GUID.",
        "x-evidence": inferred,
        value: { error: { message: "No such member" } },
      });
      edit("openapi.yaml", ({ paths }) => {
        paths["/members/{member_guid}"] = { $ref: "./paths/member.yaml" };
      });
    },
    breakExample({ edit }) {
      edit("components/examples/UnknownMemberResponse.yaml", ({ value }) => {
        value.error.message = 7;
      });
    },
    broken: [
      "responses/404/content/application~1vnd.mx.nexus.v1+json/examples/unknown-member",
      "/error/message: must be string",
    ],
  },
  {
    name: "new-component-schema",
    copy: "fields and operations",
    patch({ edit, create }) {
      create(`${schemas}/Region.yaml`, {
        title: "Region",
        description: "Where the institution is.",
        type: "string",
        enum: ["US", "CA"],
        "x-extensible-enum": true,
        "x-evidence": withParts("enum", "x-extensible-enum"),
        "x-enumDescriptions": { US: "United States.", CA: "Canada." },
      });
      edit(`${schemas}/Member.yaml`, ({ properties }) => {
        properties.region = { $ref: "./Region.yaml" };
      });
      edit(createResponse, ({ value }) => {
        value.member.region = "CA";
      });
    },
    breakExample({ edit }) {
      edit(createResponse, ({ value }) => {
        value.member.region = 7;
      });
    },
    broken: [
      "/components/responses/MemberCreated/content/application~1vnd.mx.nexus.v1+json/examples/oauth",
      "/member/region: must be string",
    ],
  },
];

function addHeader({ edit }: Contract, required: boolean) {
  edit(operation, ({ post }) => {
    post.parameters.push({
      name: "X-Region",
      in: "header",
      required,
      description: "Where the call is from.",
      "x-evidence": required ? withParts("required", "pattern") : withParts("pattern"),
      schema: { type: "string", pattern: "^[A-Z]{2}$" },
      example: "US",
    });
  });
}
