import { expect, test } from "vitest";
import { accepts, isJson } from "../../src/mock/headers.js";

const type = "application/vnd.example+json";

test.each([
  [null, true],
  ["", true],
  [` ${type} `, true],
  [`text/html;level=1, ${type};q=0.1`, true],
  [`${type}; q = 0.5`, true],
  ["*", true],
  ["text/html, *; q=.2, */*; q=.2", true],
  ["application/*", true],
  ["application/json", false],
  [`${type}; q = 0`, false],
  [`*/*, ${type};q=0`, false],
  ["+", false],
  [`@${type}`, false],
  [`${type} a`, false],
])("Accept %j allows the media type: %s", (accept, expected) => {
  expect(accepts(accept, type)).toBe(expected);
});

test.each([
  ["application/json", true],
  [" APPLICATION/JSON ", true],
  ["application/json;charset=utf-8", true],
  ['application/json ; charset = "utf-8" ; a = b ', true],
  [type, true],
  ["", false],
  ["json", false],
  ["application/jsonx", false],
  ["x application/json", false],
  ["application/json; charset", false],
  ["text/plain, application/json", false],
])("the content type %j is JSON: %s", (contentType, expected) => {
  expect(isJson(contentType)).toBe(expected);
});
