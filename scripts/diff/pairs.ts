/** Which items of two lists belong together: the most alike first. `likeness` is 0 for two that never belong together. */
export function pairsOf<Item>(was: Item[], is: Item[], likeness: (one: Item, other: Item) => number) {
  const candidates = was.flatMap((one) => is.map((other) => ({ was: one, is: other, likeness: likeness(one, other) })));
  const [gone, come] = [new Set(was), new Set(is)];
  const pairs: { was: Item; is: Item }[] = [];
  for (const pair of candidates.sort((one, other) => other.likeness - one.likeness)) {
    if (pair.likeness === 0 || !gone.has(pair.was) || !come.has(pair.is)) continue;
    pairs.push(pair);
    gone.delete(pair.was);
    come.delete(pair.is);
  }
  return { pairs, gone: [...gone], come: [...come] };
}
