/** Many changes of one document at once, so that Redocly runs a few times and not for each change. */
import { escapeKey, isObject } from "../../src/contract/json.js";
import { type Json, patched } from "../support/merge-patch.js";

/** A change, as two JSON Merge Patches (RFC 7396) of one document. */
interface Patches {
  before?: Json;
  after?: Json;
}

export interface Batch<Row extends Patches> {
  rows: Row[];
  before: Json;
  after: Json;
}

/** Rows that change the same place, or names in the same map, get into different batches. */
export function batchesOf<Row extends Patches>(document: Json, rows: Row[]): Batch<Row>[] {
  const batches: Batch<Row>[] = [];
  for (const row of rows) {
    const places = placesOf(row, document);
    const isFree = (batch: Batch<Row>) =>
      !batch.rows.some((other) => placesOf(other, document).some((one) => places.some((place) => overlap(one, place))));
    const batch = batches.find(isFree) ?? { rows: [], before: document, after: document };
    if (batch.rows.length === 0) batches.push(batch);
    batch.rows.push(row);
    batch.before = patched(batch.before, row.before) as Json;
    batch.after = patched(batch.after, row.after) as Json;
  }
  return batches;
}

/** Whether a row changes this place, or something above or below it. */
export function isChangedBy(row: Patches, pointer: string): boolean {
  return placesOf(row).some((place) => overlap(`#${place}`, pointer));
}

function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

function placesOf({ before, after }: Patches, document?: Json): string[] {
  return [before, after].flatMap((patch) => (patch ? leavesOf(patch, document) : []));
}

/** The pointers of what a patch sets. With a document also `<map>/*` for each name that is new in a map of it, or goes. */
function leavesOf(patch: Json, document?: unknown, pointer = ""): string[] {
  return Object.entries(patch).flatMap(([name, value]) => {
    const place = `${pointer}/${escapeKey(name)}`;
    const old = isObject(document) ? document[name] : undefined;
    const isRenaming = isObject(document) && pointer !== "" && (old === undefined || value === null);
    return [...(isRenaming ? [`${pointer}/*`] : []), ...(isObject(value) ? leavesOf(value, old, place) : [place])];
  });
}
