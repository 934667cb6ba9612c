export interface Pairs<Item> {
  pairs: { was: Item; is: Item }[];
  gone: Item[];
  come: Item[];
}

/**
 * Which items of two lists belong together: the most alike first, then the only ones that remain.
 *
 * @param likeness of two items, greater than 0 if they are alike; below 0 if they never belong together
 */
export function pairsOf<Item>(was: Item[], is: Item[], likeness: (one: Item, other: Item) => number): Pairs<Item> {
  const candidates = was.flatMap((one) => is.map((other) => ({ was: one, is: other, likeness: likeness(one, other) })));
  const [gone, come] = [new Set(was), new Set(is)];
  const pairs: Pairs<Item>["pairs"] = [];
  for (const pair of candidates.sort((one, other) => other.likeness - one.likeness)) {
    const isOnly = gone.size === 1 && come.size === 1;
    if (!gone.has(pair.was) || !come.has(pair.is) || pair.likeness < (isOnly ? 0 : Number.EPSILON)) continue;
    pairs.push(pair);
    gone.delete(pair.was);
    come.delete(pair.is);
  }
  return { pairs, gone: [...gone], come: [...come] };
}
