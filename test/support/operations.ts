/** Parts of the operations of a contract that is not the one of this repository. */
import { Ajv2020 } from "ajv/dist/2020.js";
import type { OperationScenario } from "../../src/contract/operation.js";
import { validator } from "../../src/contract/validator.js";

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

export const validatorOf = (schema: object) => validator<unknown>(ajv.compile(schema) as never);

export const parameter = (place: string, name: string, schema: { type: string; [key: string]: unknown }, required = false) => ({
  in: place,
  name,
  required,
  type: schema.type,
  validator: validatorOf(schema),
});

/** A scenario whose response has its name, unless it says otherwise. */
export const scenario = (name: string, status: number, more: Partial<OperationScenario> = {}): OperationScenario => ({
  name,
  status,
  request: undefined,
  response: { name },
  when: {},
  repeats: [],
  unique: {},
  ...more,
});
