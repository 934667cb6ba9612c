import { hasSchema, registerSchema, setShouldValidateFormat, validate } from "@hyperjump/json-schema/openapi-3-1";
import "@hyperjump/json-schema/formats";
import * as validators from "../../generated/validators.js";
import type { Validator } from "../../src/contract/validator.js";
import { contract, issuesAt } from "./contract.js";

setShouldValidateFormat(true);
const uri = "https://contract.example/";
if (!hasSchema(uri)) registerSchema(contract.root, uri, "https://spec.openapis.org/oas/3.1/schema-draft-2020-12");

/** The validator of each schema, by the name of the schema. */
export const validatorOf = Object.fromEntries(
  Object.entries<Validator<unknown>>(validators).map(([name, validator]) => [name.replace(/^is/, ""), validator]),
);

const hyperjump = Object.fromEntries(
  await Promise.all(
    Object.keys(contract.schemas).map(async (name) => [name, await validate(`${uri}#/components/schemas/${name}`)]),
  ),
);

/** Whether a value matches a schema: for Ajv and Hyperjump, which read the bundle, and for our strict validator, compiled from it. */
export function verdicts(schema: string, value: unknown) {
  const validator = validatorOf[schema];
  if (!validator) throw new Error(`There is no validator for ${schema}`);
  return {
    ajv: issuesAt(`/components/schemas/${schema}`, value).length === 0,
    hyperjump: hyperjump[schema](value).valid as boolean,
    validators: validator.issues(value, { strict: true }).length === 0,
  };
}

/** What `verdicts` returns when all agree. */
export const unanimous = (accepted: boolean) => ({ ajv: accepted, hyperjump: accepted, validators: accepted });
