import { isSame, valueAt } from "../../src/contract/json.js";
import { compareTypes } from "./types.js";
import { compareValues } from "./values.js";
import { type Json, referencesIn, targetOf, type Version } from "./version.js";
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
  const unnumbered = ({ document }: Version) => ({ ...document, info: { ...Object(document.info), version: undefined } });
  if (changes.length > 0 || isSame(unnumbered(base), unnumbered(head))) return changes;
  return [{ effect: "unseen", place: part("how it is written"), what: "" }];
}

/** The schemas that no operation leads to. */
function unusedSchemas(document: Json): string[] {
  const reached = referencesIn(document.paths);
  // A set iterates over what is added meanwhile.
  for (const reference of reached) for (const next of referencesIn(targetOf(document, reference))) reached.add(next);
  const schemas = Object.keys(Object(valueAt(document, "/components/schemas")));
  return schemas.filter((name) => !reached.has(`#/components/schemas/${name}`));
}
