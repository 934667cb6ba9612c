import { expect, test } from "vitest";
import type { Operation } from "../../src/contract/contract.js";
import { matchPath, operationsAt } from "../../src/contract/path.js";

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

test("of the operations whose path matches behind the base, the most concrete is found", () => {
  const paths = ["/things", "/{category}/things", "/{category}/{kind}"];
  const operations = paths.map((path) => ({ path }) as Operation);
  const found = (path: string, base?: string) => operationsAt(operations, path, base).map((one) => one.operation.path);
  expect(found("/api/things", "/api")).toEqual(["/things"]);
  expect(found("/api/things", "")).toEqual(["/{category}/things"]);
  expect(found("/api/things")).toEqual(["/{category}/things"]);
  expect(found("/api/parts", "")).toEqual(["/{category}/{kind}"]);
  expect(found("/api/things", "/other")).toEqual([]);
});
