import { fullFormats } from "ajv-formats/dist/formats.js";
import { ownFormats } from "../../src/contract/formats.js";

/**
 * The formats as regular expressions, which is the form that compiled validators can hold. Ours for the two that the contract uses
 * today; every other comes from ajv-formats.
 */
export const formats: Record<string, RegExp | true> = {
  ...Object.fromEntries(Object.entries(fullFormats).filter((entry): entry is [string, RegExp] => entry[1] instanceof RegExp)),
  ...ownFormats,
  password: true,
};
