import { expect, test } from "vitest";
import { matchPath } from "../../src/contract/path.js";

test.each([
  ["/things/{guid}", "/things/1", { base: "", params: { guid: "1" } }],
  ["/things/{guid}", "/api/v1/things/1", { base: "/api/v1", params: { guid: "1" } }],
  ["/things/{guid}/parts/{part}", "/things/a%2Fb/parts/%zz", { base: "", params: { guid: "a/b", part: "%zz" } }],
  ["/things/{guid}", "/things/", undefined],
  ["/things/{guid}", "/things", undefined],
  ["/things/{guid}", "/", undefined],
  ["/things/{guid}", "things/1", undefined],
  ["/things/{guid}", "/parts/1", undefined],
  ["/things/a-{guid}", "/things/1", undefined],
  ["/things/{guid}.json", "/things/1", undefined],
])("%s and %s", (template, path, match) => {
  expect(matchPath(template, path)).toEqual(match);
});
