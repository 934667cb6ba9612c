import type { OpenApiDocument } from "../../src/contract/document.js";
import { isSame } from "../../src/contract/json.js";
import { compareTypes } from "./types.js";
import { compareValues } from "./values.js";
import { referencesIn, type Version } from "./version.js";
import { type Change, isHigher, part } from "./words.js";

/** What changed from one version of a contract to another one, but for its number. */
export function classify(base: Version, head: Version): Change[] {
  const unusedNow = unusedSchemas(head.document);
  const unused = unusedSchemas(base.document).filter((name) => unusedNow.includes(name));
  const typed = compareTypes(base.types, head.types, unused);
  const isTyped = (other: Change) => typed.some((change) => isSame(change.place, other.place) && !isHigher(other, change));
  const others = compareValues(base.document, head.document, unused).filter(
    (change) => !change.unlessTyped || !isTyped(change),
  );
  const changes = [...typed, ...others];
  const unnumbered = ({ document: { root } }: Version) => ({ ...root, info: { ...root.info, version: "" } });
  if (changes.length > 0 || isSame(unnumbered(base), unnumbered(head))) return changes;
  return [{ effect: "unseen", place: part("document"), what: "written in another way" }];
}

/** The schemas that no operation leads to. */
function unusedSchemas(document: OpenApiDocument): string[] {
  const reached = referencesIn(document.root.paths);
  // A set iterates over what is added meanwhile.
  for (const $ref of reached) for (const next of referencesIn(document.resolve({ $ref }))) reached.add(next);
  return Object.keys(document.schemas).filter((name) => !reached.has(`#/components/schemas/${name}`));
}
