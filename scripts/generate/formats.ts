import { fullFormats } from "ajv-formats/dist/formats.js";
import { ownFormats } from "../../src/contract/formats.js";
import { numberFormats } from "./compiled-helpers.js";

/** The formats of the subset; `rule/format` of redocly.yaml has the same list. */
export const formats = {
  ...Object.fromEntries(Object.entries(fullFormats).filter((entry): entry is [string, RegExp] => entry[1] instanceof RegExp)),
  ...ownFormats,
  ...numberFormats,
  byte: /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
  // What these say of a value is not seen in it.
  binary: true,
  double: true,
  float: true,
  password: true,
} as const;
