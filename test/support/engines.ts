import { registerSchema, setShouldValidateFormat, validate } from "@hyperjump/json-schema/openapi-3-1";
import "@hyperjump/json-schema/formats";
import * as validators from "../../src/validators.js";
import { contract, violations } from "./contract.js";

setShouldValidateFormat(true);
registerSchema(contract, "https://contract.example/", "https://spec.openapis.org/oas/3.1/schema-draft-2020-12");

const compiled = {
  MemberCreateRequestBody: validators.memberCreateRequestBody,
  MemberResponseBody: validators.memberResponseBody,
  Member: validators.member,
  ErrorResponseBody: validators.errorResponseBody,
};

type Schema = keyof typeof compiled;

const hyperjump = {
  MemberCreateRequestBody: await validate("https://contract.example/#/components/schemas/MemberCreateRequestBody"),
  MemberResponseBody: await validate("https://contract.example/#/components/schemas/MemberResponseBody"),
  Member: await validate("https://contract.example/#/components/schemas/Member"),
  ErrorResponseBody: await validate("https://contract.example/#/components/schemas/ErrorResponseBody"),
};

/** Whether a value keeps a schema: to Ajv and Hyperjump, which read the bundle, and to our validators, compiled from it. */
export function verdicts(schema: Schema, value: unknown) {
  return {
    ajv: violations(`/components/schemas/${schema}`, value).length === 0,
    hyperjump: hyperjump[schema](value as Parameters<(typeof hyperjump)[Schema]>[0]).valid,
    validators: compiled[schema](value),
  };
}

/** What `verdicts` gives when all agree. */
export const unanimous = (accepted: boolean) => ({ ajv: accepted, hyperjump: accepted, validators: accepted });
