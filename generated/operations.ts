// Written by `npm run generate` from openapi/. Do not edit.
import { type Operation, type ServedOperation, withResponses } from "../src/contract/operation.js";
import { validator } from "../src/contract/validator.js";
import { createMember_header_MX_Skip_Webhook } from "./compiled.js";
import { examples } from "./examples.js";
import type { NewMember } from "./schemas.js";
import { isErrorResponseBody, isMemberCreateRequestBody, isMemberResponseBody } from "./validators.js";

/** Name and version of the contract. */
export const api = {"title":"MX Nexus API, Create member","version":"0.1.0"};

/** What requests create, as the responses have it. */
export type Created = NewMember;

/** Every operation of the contract, with what it takes to serve it. */
export const servedOperations: readonly ServedOperation[] = [
  {
    operationId: "createMember",
    method: "POST",
    path: "/members",
    security: [
      "md-session-token"
    ],
    parameters: [
      { in: "header", name: "MX-Skip-Webhook", required: false, type: "boolean", validator: /* @__PURE__ */ validator(createMember_header_MX_Skip_Webhook) },
    ],
    request: {
      required: true,
      validator: isMemberCreateRequestBody,
      fields: ["/member","/member/institution_guid","/member/credentials","/member/credentials/0","/member/credentials/0/credential_guid","/member/is_oauth","/member/skip_aggregation","/member/skip_webhook","/member/external_guid","/member/metadata","/member/name","/member/use_cases","/member/use_cases/0"],
    },
    statuses: ["200","400","401","422","default"],
    creates: "/member",
    scenarios: [
      { name: "standard", ...examples.createMember["standard"], when: {}, repeats: [{"at":"/member/institution_guid"},{"at":"/member/is_oauth","otherwise":false},{"at":"/member/external_guid","otherwise":null},{"at":"/member/metadata","otherwise":null},{"at":"/member/name"},{"at":"/member/use_cases","absent":true}], unique: {"/member/guid":"request","/member/user_guid":"token","/member/most_recent_job_guid":"request"} },
      { name: "created", ...examples.createMember["created"], when: {"otherwise":true}, repeats: [{"at":"/member/institution_guid"},{"at":"/member/is_oauth","otherwise":false},{"at":"/member/external_guid","otherwise":null},{"at":"/member/metadata","otherwise":null},{"at":"/member/name"},{"at":"/member/use_cases","absent":true}], unique: {"/member/guid":"request","/member/user_guid":"token","/member/most_recent_job_guid":"request"} },
      { name: "oauth", ...examples.createMember["oauth"], when: {"same":["/member/is_oauth"]}, repeats: [{"at":"/member/institution_guid"},{"at":"/member/is_oauth"},{"at":"/member/external_guid","otherwise":null},{"at":"/member/metadata","otherwise":null},{"at":"/member/name"},{"at":"/member/use_cases","absent":true}], unique: {"/member/guid":"request","/member/user_guid":"token","/member/most_recent_job_guid":"request"} },
      { name: "skip-aggregation", ...examples.createMember["skip-aggregation"], when: {"same":["/member/skip_aggregation"]}, repeats: [{"at":"/member/institution_guid"},{"at":"/member/is_oauth","otherwise":false},{"at":"/member/external_guid","otherwise":null},{"at":"/member/metadata","otherwise":null},{"at":"/member/name"},{"at":"/member/use_cases","absent":true}], unique: {"/member/guid":"request","/member/user_guid":"token","/member/most_recent_job_guid":"request"} },
      { name: "missing-credentials", ...examples.createMember["missing-credentials"], when: {"missing":"/member/credentials"}, repeats: [], unique: {} },
      { name: "missing-institution", ...examples.createMember["missing-institution"], when: {"missing":"/member/institution_guid"}, repeats: [], unique: {} },
      { name: "invalid", ...examples.createMember["invalid"], when: {"invalid":true}, repeats: [], unique: {} },
      { name: "stale-credentials", ...examples.createMember["stale-credentials"], when: {"same":["/member/credentials/0/credential_guid"]}, repeats: [], unique: {} },
      { name: "missing-session", ...examples.createMember["missing-session"], when: {"token":null}, repeats: [], unique: {} },
      { name: "expired-session", ...examples.createMember["expired-session"], when: {"token":"example-expired-session"}, repeats: [], unique: {} },
      { name: "duplicate-member", ...examples.createMember["duplicate-member"], when: {"same":["/member/credentials/0/value"],"taken":{"within":"user","fields":["/member/institution_guid","/member/credentials/0/value"]}}, repeats: [], unique: {} },
      { name: "external-guid-taken", ...examples.createMember["external-guid-taken"], when: {"same":["/member/external_guid"],"taken":{"within":"client","fields":["/member/external_guid"]}}, repeats: [], unique: {} },
      { name: "unknown-institution", ...examples.createMember["unknown-institution"], when: {"same":["/member/institution_guid"]}, repeats: [], unique: {} },
    ],
  },
];

/** Every operation of the contract, with what it takes to check a server. */
export const operations: readonly Operation[] = /* @__PURE__ */ withResponses(servedOperations, {
  createMember: {
    "200": { validator: isMemberResponseBody },
    "400": { validator: isErrorResponseBody },
    "401": { validator: isErrorResponseBody },
    "422": { validator: isErrorResponseBody },
    "default": { validator: isErrorResponseBody },
  },
});

/** Where an error body has its message, as a JSON pointer. */
export const errorMessagePointer = "/error/message";
