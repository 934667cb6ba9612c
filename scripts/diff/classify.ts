import { isSame } from "../../src/contract/json.js";
import { compareTypes } from "./types.js";
import { compareValues } from "./values.js";
import type { Version } from "./version.js";
import type { Difference } from "./words.js";

/** What changed from one version of a contract to another one, but for its number. */
export function differencesBetween(base: Version, head: Version): Difference[] {
  if (isSame(base.document.root, head.document.root)) return [];
  const isUsed = (name: string) => [base, head].some(({ references }) => references.has(`#/components/schemas/${name}`));
  const unused = Object.keys(base.document.schemas).filter((name) => name in head.document.schemas && !isUsed(name));
  const differences = [...compareTypes(base.types, head.types, unused), ...compareValues(base.document, head.document, unused)];
  if (differences.length > 0) return differences;
  return [{ effect: "unseen", place: { use: "response", keys: [] }, what: "written in another way" }];
}
